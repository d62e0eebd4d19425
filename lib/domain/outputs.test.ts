import { describe, expect, it } from "vitest";
import { formOf, toOutputs } from "./outputs";

const svg = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";

describe("formOf", () => {
  it.each([
    ["a picture over its text", { "text/plain": "<Figure>", "image/png": "iVBO\nRw==" }, "picture"],
    [
      "the table over its HTML",
      { "text/html": "<table>", "application/vnd.dataresource+json": { data: [] } },
      "table",
    ],
    ["Markdown over HTML", { "text/html": "<b>x</b>", "text/markdown": ["**x**"] }, "markdown"],
    [
      "the plot over its HTML",
      { "text/html": "<script>", "application/vnd.plotly.v1+json": {} },
      "plot",
    ],
    ["HTML over plain text", { "text/plain": "x", "text/html": "<b>x</b>" }, "html"],
    ["plain text", { "text/plain": ["a\n", "b"] }, "text"],
    ["nothing of what it cannot draw", { "application/javascript": "alert(1)" }, "unknown"],
    ["no picture that is none", { "image/png": "javascript:alert(1)", "text/plain": "x" }, "text"],
  ])("chooses %s", (_, bundle, kind) => expect(formOf(bundle).kind).toBe(kind));

  it("makes an address of an SVG, never markup", () => {
    const form = formOf({ "image/svg+xml": svg });
    expect(form).toMatchObject({ kind: "picture", mime: "image/svg+xml" });
    expect(form.kind === "picture" && form.url).not.toContain("<");
  });

  it("reads a tabular data resource, whatever its rows are", () => {
    const resource = {
      schema: {
        fields: [
          { name: "n", type: "integer" },
          { name: "price", type: "number" },
          { name: "s", type: "string" },
        ],
      },
      data: [{ n: 1, price: 1.5, s: null }, [2, null, { a: 1 }]],
      total_rows: 10,
    };
    expect(formOf({ "application/vnd.dataresource+json": resource })).toEqual({
      kind: "table",
      table: {
        columns: [
          { name: "n", type: "integer" },
          { name: "price", type: "double" },
          { name: "s", type: "string" },
        ],
        rows: [
          ["1", "1.5", null],
          ["2", null, '{"a":1}'],
        ],
        rowCount: 10,
      },
    });
  });
});

describe("toOutputs", () => {
  it("keeps what can be read and says what cannot", () => {
    expect(
      toOutputs([
        { output_type: "stream", name: "stdout", text: ["a\n", "b"] },
        { output_type: "execute_result", data: { "text/plain": "1" }, execution_count: 3 },
        { output_type: "error", ename: "E", evalue: "v", traceback: ["t"] },
        { output_type: "hologram" },
        null,
      ]),
    ).toMatchObject([
      { output_type: "stream", text: ["a\n", "b"] },
      { output_type: "execute_result", execution_count: 3 },
      { output_type: "error", traceback: ["t"] },
      { output_type: "stream", name: "stderr", text: expect.stringContaining("hologram") },
      { output_type: "stream", name: "stderr" },
    ]);
    expect(toOutputs({})).toEqual([]);
  });
});
