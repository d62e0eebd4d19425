import { describe, expect, it } from "vitest";
import { emptyNotebook } from "./ipynb";
import { diffLines, diffNotebooks } from "./ipynb-diff";
import {
  changeKind,
  insertCells,
  moveCell,
  newCell,
  removeCell,
  setOutputs,
  setSource,
} from "./ipynb-edit";

const base = insertCells(
  emptyNotebook(),
  0,
  ["a", "b", "c", "d"].map((id) => newCell(id, "code", id)),
);
const said = (after: typeof base) =>
  diffNotebooks(base, after)
    .map((change) => `${change.kind}:${(change.after ?? change.before)?.id}`)
    .join(" ");

describe("diffNotebooks", () => {
  it("names what became of each cell", () => {
    expect(said(base)).toBe("same:a same:b same:c same:d");
    expect(said(setSource(base, "b", "x"))).toBe("same:a changed:b same:c same:d");
    expect(said(changeKind(base, "b", "raw"))).toBe("same:a changed:b same:c same:d");
    expect(said(removeCell(base, "b"))).toBe("same:a removed:b same:c same:d");
    expect(said(removeCell(base, "d"))).toBe("same:a same:b same:c removed:d");
    expect(said(insertCells(base, 1, [newCell("n")]))).toBe("same:a added:n same:b same:c same:d");
    expect(said(moveCell(base, "a", 3))).toBe("same:b same:c same:d moved:a");
    expect(said(setSource(moveCell(base, "d", -3), "d", "x"))).toBe(
      "changed:d same:a same:b same:c",
    );
  });

  it("tells when only outputs differ", () => {
    const run = setOutputs(base, "a", [{ output_type: "stream", name: "stdout", text: "x" }], 1);
    expect(diffNotebooks(base, run)[0]).toMatchObject({ kind: "same", outputsDiffer: true });
    expect(diffNotebooks(run, run)[0]?.outputsDiffer).toBe(false);
  });
});

describe("diffLines", () => {
  const marks = { same: " ", added: "+", removed: "-" };
  const drawn = (before: string, after: string) =>
    diffLines(before, after).map(({ kind, text }) => marks[kind] + text);

  it("shows added and removed lines between those that stayed", () => {
    expect(drawn("a\nb\nc", "a\nx\nc")).toEqual([" a", "-b", "+x", " c"]);
    expect(drawn("a\nb\nc\nd", "b\nd\ne")).toEqual(["-a", " b", "-c", " d", "+e"]);
    expect(drawn("", "a")).toEqual(["+a"]);
    expect(drawn("a", "")).toEqual(["-a"]);
    expect(drawn("", "")).toEqual([]);
    expect(drawn("a\na", "a")).toEqual([" a", "-a"]);
  });

  it("rebuilds both texts, also where they are too long to be compared line by line", () => {
    for (const count of [40, 2_000]) {
      const before = Array.from({ length: count }, (_, line) => `${(line * 7) % 13}`).join("\n");
      const after = Array.from({ length: count }, (_, line) => `${(line * 5) % 11}`).join("\n");
      const changes = diffLines(before, after);
      const without = (kind: string) =>
        changes
          .filter((change) => change.kind !== kind)
          .map(({ text }) => text)
          .join("\n");
      expect(without("added")).toBe(before);
      expect(without("removed")).toBe(after);
    }
  });
});
