import { describe, expect, it } from "vitest";
import { emptyNotebook } from "@/lib/domain/ipynb";
import { insertCells, newCell } from "@/lib/domain/ipynb-edit";
import {
  beginState,
  type NotebookAction,
  type NotebookState,
  reduceNotebook,
} from "./notebook-state";

const begin = (selected = "a") =>
  beginState(
    insertCells(
      emptyNotebook(),
      0,
      ["a", "b", "c"].map((id) => newCell(id, "code", id)),
    ),
    selected,
  );
const acting = (state: NotebookState, ...actions: NotebookAction[]) =>
  actions.reduce(reduceNotebook, state);
const ids = ({ notebook }: NotebookState) => notebook.cells.map(({ id }) => id).join("");

describe("the notebook's state", () => {
  it("selects within the cells", () => {
    expect(acting(begin(), { type: "selectBy", by: 1 }).selectedId).toBe("b");
    expect(acting(begin("c"), { type: "selectBy", by: 1 }).selectedId).toBe("c");
    expect(acting(begin("a"), { type: "selectBy", by: -1 }).selectedId).toBe("a");
    expect(begin("gone").selectedId).toBe("a");
    expect(acting(begin(), { type: "edit" }, { type: "select", id: "b" }).mode).toBe("command");
  });

  it("inserts around the selected cell and selects what came", () => {
    const below = acting(begin("a"), { type: "insert", where: "below", newId: "n" });
    expect([ids(below), below.selectedId]).toEqual(["anbc", "n"]);
    expect(ids(acting(begin("b"), { type: "insert", where: "above", newId: "n" }))).toBe("anbc");
    const empty = beginState(emptyNotebook());
    expect(ids(acting(empty, { type: "insert", where: "above", newId: "n" }))).toBe("n");
  });

  it("deletes, selects the next one, and takes deletions back in their order", () => {
    const gone = acting(begin("b"), { type: "delete", newId: "x" }, { type: "delete", newId: "y" });
    expect([ids(gone), gone.selectedId]).toEqual(["a", "a"]);
    const one = acting(gone, { type: "undoDelete" });
    expect([ids(one), one.selectedId]).toEqual(["ac", "c"]);
    expect(ids(acting(one, { type: "undoDelete" }, { type: "undoDelete" }))).toBe("abc");
  });

  it("is never without a cell", () => {
    const none = acting(
      begin(),
      { type: "delete", newId: "x" },
      { type: "delete", newId: "y" },
      { type: "delete", newId: "z" },
    );
    expect([ids(none), none.selectedId]).toEqual(["z", "z"]);
  });

  it("cuts, copies and pastes under new ids", () => {
    const moved = acting(
      begin("a"),
      { type: "cut", newId: "x" },
      { type: "select", id: "c" },
      { type: "paste", newId: "n", where: "below" },
    );
    expect(ids(moved)).toBe("bcn");
    expect(moved.notebook.cells[2]?.source).toBe("a");
    expect(
      ids(acting(begin("c"), { type: "copy" }, { type: "paste", newId: "n", where: "above" })),
    ).toBe("abnc");
    expect(acting(begin(), { type: "paste", newId: "n", where: "below" })).toEqual(begin());
  });

  it("splits at the cursor and goes on writing in the second part", () => {
    const split = acting(
      begin("b"),
      { type: "source", id: "b", source: "1\n2" },
      { type: "edit" },
      { type: "split", at: 2, newId: "n" },
    );
    expect([ids(split), split.selectedId, split.mode, split.cursorAt]).toEqual([
      "abnc",
      "n",
      "edit",
      0,
    ]);
    expect(ids(acting(split, { type: "select", id: "b" }, { type: "merge" }))).toBe("abc");
  });

  it("keeps place and clipboard when the notebook is replaced", () => {
    const replaced = acting(
      begin("b"),
      { type: "copy" },
      { type: "replace", notebook: begin().notebook },
    );
    expect(replaced).toMatchObject({ selectedId: "b", clipboard: { id: "b" }, removed: [] });
  });

  it("gives outputs to the run that the cell names", () => {
    const run = { id: "a", calculationId: "c1", sessionId: "s" };
    const output = { output_type: "stream", name: "stdout", text: "x" };
    const ran = acting(
      begin(),
      { type: "beginRun", ...run },
      { type: "runOutputs", id: "a", calculationId: "c1", inFlight: false, outputs: [output] },
    );
    expect(ran.notebook.cells[0]).toMatchObject({ executionCount: 1, outputs: [output] });
    expect(acting(ran, { type: "clearOutputs" }).notebook.cells[0]?.outputs).toEqual([]);
  });
});
