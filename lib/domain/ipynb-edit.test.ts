import { describe, expect, it } from "vitest";
import { type JsonObject, type NotebookDocument, parseNotebook, serializeNotebook } from "./ipynb";
import {
  changeKind,
  clearOutputs,
  copyOf,
  insertCells,
  mergeWithNext,
  moveCell,
  newCell,
  removeCell,
  setOutputs,
  setSource,
  splitCell,
} from "./ipynb-edit";

const output: JsonObject = { output_type: "stream", name: "stdout", text: "x" };
const notebook = insertCells(parseNotebook('{"nbformat":4,"nbformat_minor":5}'), 0, [
  newCell("a", "code", "1\n2"),
  newCell("b", "markdown", "# B"),
  newCell("c", "code", "3"),
]);
const ids = ({ cells }: NotebookDocument) => cells.map(({ id }) => id).join("");
const cell = ({ cells }: NotebookDocument, id: string) => cells.find((one) => one.id === id);

describe("edits of a notebook", () => {
  it("insert and remove", () => {
    expect(ids(insertCells(notebook, 1, [newCell("x"), newCell("y")]))).toBe("axybc");
    expect(ids(insertCells(notebook, -3, [newCell("x")]))).toBe("xabc");
    expect(ids(insertCells(notebook, 99, [newCell("x")]))).toBe("abcx");
    expect(ids(removeCell(notebook, "b"))).toBe("ac");
  });

  it("move, no further than the ends", () => {
    expect(ids(moveCell(notebook, "a", 1))).toBe("bac");
    expect(ids(moveCell(notebook, "c", -2))).toBe("cab");
    expect(ids(moveCell(notebook, "a", 9))).toBe("bca");
    expect(moveCell(notebook, "a", -1)).toBe(notebook);
    expect(moveCell(notebook, "nobody", 1)).toBe(notebook);
  });

  it("answer the same notebook where nothing changes", () => {
    expect(setSource(notebook, "a", "1\n2")).toBe(notebook);
    expect(changeKind(notebook, "a", "code")).toBe(notebook);
    expect(clearOutputs(notebook)).toBe(notebook);
    expect(setOutputs(notebook, "b", [output], 1)).toBe(notebook);
  });

  it("keep outputs with code only", () => {
    const run = setOutputs(notebook, "a", [output], 7);
    expect(cell(run, "a")).toMatchObject({ outputs: [output], executionCount: 7 });
    expect(cell(changeKind(run, "a", "markdown"), "a")).toMatchObject({
      kind: "markdown",
      outputs: [],
      executionCount: null,
    });
    expect(cell(clearOutputs(run), "a")?.outputs).toEqual([]);
    expect(cell(clearOutputs(run, "c"), "a")?.outputs).toEqual([output]);
  });

  it("split at a place and merge again", () => {
    const run = setOutputs(notebook, "a", [output], 7);
    const split = splitCell(run, "a", 2, "n");
    expect(ids(split)).toBe("anbc");
    expect(cell(split, "a")).toMatchObject({ source: "1", outputs: [] });
    expect(cell(split, "n")).toMatchObject({ source: "2", outputs: [output], executionCount: 7 });
    const merged = mergeWithNext(split, "a");
    expect(ids(merged)).toBe("abc");
    expect(cell(merged, "a")).toMatchObject({ source: "1\n2", outputs: [output] });
    expect(mergeWithNext(notebook, "c")).toBe(notebook);
    expect(mergeWithNext(notebook, "nobody")).toBe(notebook);
  });

  it("copy under a new id", () => {
    const source = parseNotebook(
      '{"nbformat":4,"nbformat_minor":5,"cells":[{"cell_type":"raw","id":"r","metadata":{"k":1},"source":"s"}]}',
    );
    const [original] = source.cells;
    if (!original) throw new Error("no cell");
    const copied = insertCells(source, 1, [copyOf(original, "r2")]);
    expect(JSON.parse(serializeNotebook(copied)).cells).toEqual([
      { cell_type: "raw", id: "r", metadata: { k: 1 }, source: "s" },
      { cell_type: "raw", id: "r2", metadata: { k: 1 }, source: "s" },
    ]);
  });

  it("are valid nbformat 4 whatever was done", () => {
    let edited = setOutputs(notebook, "a", [output], 1);
    edited = changeKind(changeKind(edited, "b", "code"), "c", "raw");
    edited = mergeWithNext(splitCell(edited, "a", 1, "z"), "z");
    expect(parseNotebook(serializeNotebook(edited)).cells).toMatchObject(
      edited.cells.map(({ json: _json, ...rest }) => rest),
    );
  });
});
