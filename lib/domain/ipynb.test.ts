import { describe, expect, it } from "vitest";
import {
  emptyNotebook,
  type Json,
  type JsonObject,
  parseNotebook,
  serializeNotebook,
  toIpynb,
  toLines,
} from "./ipynb";
import { setSource } from "./ipynb-edit";

const code = (more: JsonObject = {}): JsonObject => ({
  cell_type: "code",
  execution_count: null,
  metadata: {},
  outputs: [],
  source: [],
  ...more,
});
const document = (cells: Json[], more: JsonObject = {}): JsonObject => ({
  cells,
  metadata: {},
  nbformat: 4,
  nbformat_minor: 4,
  ...more,
});
const parse = (json: unknown) => parseNotebook(JSON.stringify(json));

const FULL = document(
  [
    {
      cell_type: "markdown",
      id: "intro",
      metadata: { tags: ["a"] },
      source: ["# Title\n", "![p](attachment:p.png)"],
      attachments: { "p.png": { "image/png": "aGk=" } },
    },
    code({
      id: "run_1",
      execution_count: 3,
      source: "print('hi')\r\n1",
      unknown: { kept: [1, null] },
      outputs: [
        { output_type: "stream", name: "stdout", text: ["hi\n"] },
        { output_type: "stream", name: "stderr", text: "careful" },
        {
          output_type: "execute_result",
          execution_count: 3,
          metadata: {},
          data: { "text/plain": "1", "application/json": { a: [1] } },
        },
        { output_type: "display_data", metadata: { w: 1 }, data: { "image/png": "aGk=\n" } },
        { output_type: "error", ename: "E", evalue: "v", traceback: ["\u001b[31mE"] },
      ],
    }),
    { cell_type: "raw", id: "raw-1", metadata: { format: "text/x" }, source: ["odd", "split"] },
  ],
  { nbformat_minor: 5, metadata: { kernelspec: { name: "x" } }, own: [true] },
);

describe("parseNotebook", () => {
  it("writes back what it read, member for member", () => {
    const notebook = parse(FULL);
    expect(toIpynb(notebook)).toEqual(FULL);
    expect(JSON.parse(serializeNotebook(notebook))).toEqual(FULL);
    expect(serializeNotebook(parseNotebook(serializeNotebook(notebook)))).toBe(
      serializeNotebook(notebook),
    );
  });

  it.each([0, 1, 2, 3, 4])("leaves a notebook of 4.%i as it is, without ids", (minor) => {
    const old = document([code({ source: ["a\n", "b"] }), code()], { nbformat_minor: minor });
    const notebook = parse(old);
    expect(notebook.cells.map(({ id }) => id)).toEqual(["cell-1", "cell-2"]);
    expect(toIpynb(notebook)).toEqual(old);
  });

  it("gives ids to cells of 4.5 that have none, a bad one, or one that is taken", () => {
    const cells = [
      code(),
      code({ id: "cell-1" }),
      code({ id: "cell-1" }),
      code({ id: "no blanks" }),
    ];
    const { cells: read } = parse(document(cells, { nbformat_minor: 5 }));
    expect(read.map(({ id }) => id)).toEqual(["cell-1-", "cell-1", "cell-3", "cell-4"]);
    expect(toIpynb(parse(document(cells, { nbformat_minor: 5 }))).cells).toMatchObject(
      read.map(({ id }) => ({ id })),
    );
  });

  it("becomes 4.5 with ids once it is edited", () => {
    const edited = setSource(parse(document([code()])), "cell-1", "1\n2");
    expect(toIpynb(edited)).toMatchObject({
      nbformat_minor: 5,
      cells: [{ id: "cell-1", source: ["1\n", "2"] }],
    });
  });

  it("fills in what is merely missing", () => {
    const bare = document([{ cell_type: "code" }, { cell_type: "markdown", source: "x" }]);
    expect(toIpynb(parse(bare)).cells).toEqual([
      { cell_type: "code", execution_count: null, metadata: {}, outputs: [], source: "" },
      { cell_type: "markdown", metadata: {}, source: "x" },
    ]);
    expect(toIpynb(parse({ nbformat: 4 }))).toEqual({
      cells: [],
      metadata: {},
      nbformat: 4,
      nbformat_minor: 0,
    });
  });

  it("reads its own empty notebook", () => {
    expect(parseNotebook(serializeNotebook(emptyNotebook()))).toEqual(emptyNotebook());
  });

  it.each([
    ['{"cells": [\n  1,\n]}', "This is not JSON: line 3, column 1: expected a value"],
    ['{"nbformat": 4', "This is not JSON: line 1, column 15: the text ends too early"],
    ['{"a": "x\ny"}', "This is not JSON: line 1, column 9: expected a value"],
    ["", "This is not JSON: line 1, column 1: the text ends too early"],
    ['{"a": NaN}', "This is not JSON: line 1, column 7: expected a value"],
    ["{a: 1}", "This is not JSON: line 1, column 2: expected a member name in double quotes"],
    ['{"a" 1}', "This is not JSON: line 1, column 6: expected a colon"],
    ["[1 2]", "This is not JSON: line 1, column 4: expected a comma or ]"],
    ['{"a": 1} x', "This is not JSON: line 1, column 10: expected the end of the text"],
    ["[]", "This is no valid notebook: the document must be an object"],
    ["{}", "This is JSON, but no notebook: it has no member nbformat"],
  ])("refuses %j", (text, message) => {
    expect(() => parseNotebook(text)).toThrow(message);
  });

  it.each([
    [{ nbformat: 3 }, /nbformat 3; nbformat 4 is read/],
    [{ nbformat_minor: 6 }, /nbformat 4\.6; up to 4\.5 is read/],
    [{ nbformat_minor: "5" }, /nbformat_minor must be a whole number/],
    [{ cells: {} }, /cells must be a list/],
    [{ metadata: [] }, /metadata must be an object/],
    [{ cells: [1] }, /cells\[0\] must be an object/],
    [{ cells: [code({ cell_type: "sql" })] }, /cells\[0\]\.cell_type must be code, markdown, raw/],
    [{ cells: [code({ source: 1 })] }, /cells\[0\]\.source must be a text or a list of texts/],
    [{ cells: [code(), code({ source: ["a", 1] })] }, /cells\[1\]\.source/],
    [{ cells: [code({ execution_count: 1.5 })] }, /cells\[0\]\.execution_count/],
    [
      { cells: [code({ outputs: [{ output_type: "x" }] })] },
      /cells\[0\]\.outputs\[0\]\.output_type/,
    ],
    [
      { cells: [code({ outputs: [{ output_type: "stream", name: "stdout" }] })] },
      /cells\[0\]\.outputs\[0\]\.text/,
    ],
    [
      {
        cells: [
          code({ outputs: [{ output_type: "error", ename: "E", evalue: "", traceback: "x" }] }),
        ],
      },
      /outputs\[0\]\.traceback must be a list of texts/,
    ],
    [
      { cells: [{ cell_type: "markdown", source: "", attachments: { a: 1 } }] },
      /cells\[0\]\.attachments/,
    ],
  ])("names the place of %j", (wrong, message) => {
    expect(() => parse({ ...document([]), ...(wrong as JsonObject) })).toThrow(message);
  });
});

it("toLines keeps line breaks", () => {
  for (const text of ["", "a", "a\n", "a\n\nb", "\n"]) expect(toLines(text).join("")).toBe(text);
  expect(toLines("a\nb")).toEqual(["a\n", "b"]);
});
