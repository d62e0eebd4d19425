import { describe, expect, it } from "vitest";
import { beginHistory, type HistoryCursor, nextToRead, settledRows, settledSince } from "./history";

type Row = { id: string; submittedAt: number };

/** Reads made-up workgroups to their end, two rows a page, and records what a viewer saw at each step. */
function readAll(world: Record<string, number[]>, pageSize = 2) {
  let cursor: HistoryCursor = beginHistory(Object.keys(world));
  const pages: Row[][] = [];
  const shown: string[][] = [];
  let reads = 0;
  while (cursor.length > 0) {
    for (const position of nextToRead(cursor, 2)) {
      reads += 1;
      const start = Number(position.nextToken ?? 0);
      const times = world[position.workgroup]?.slice(start, start + pageSize) ?? [];
      pages.push(times.map((at) => ({ id: `${position.workgroup}-${at}`, submittedAt: at })));
      const end = start + pageSize >= (world[position.workgroup]?.length ?? 0);
      cursor = cursor.flatMap((other) => {
        if (other.workgroup !== position.workgroup) return [other];
        return end
          ? []
          : [{ ...position, nextToken: String(start + pageSize), oldestReadAt: times.at(-1) }];
      });
    }
    shown.push(settledRows(pages, settledSince(cursor)).map((row) => row.id));
  }
  return { shown, reads };
}

describe("history over several workgroups", () => {
  const world = { a: [90, 80, 30, 20, 10], b: [85, 84, 83], c: [], d: [95, 5] };

  it("shows every execution once, newest first", () => {
    const { shown } = readAll(world);
    expect(shown.at(-1)).toEqual([
      "d-95",
      "a-90",
      "b-85",
      "b-84",
      "b-83",
      "a-80",
      "a-30",
      "a-20",
      "a-10",
      "d-5",
    ]);
  });
  it("never moves a row that was shown", () => {
    const { shown } = readAll(world);
    for (const [step, rows] of shown.entries()) {
      expect(shown.at(-1)?.slice(0, rows.length), `step ${step}`).toEqual(rows);
    }
  });
  it("reads each page once", () => {
    expect(readAll(world).reads).toBe(3 + 2 + 1 + 1);
  });
  it("shows nothing until every workgroup has its first page", () => {
    const { shown } = readAll(world);
    expect(shown[0]).toEqual([]);
  });
  it("keeps the newest reading of an execution", () => {
    const rows = settledRows(
      [
        [{ id: "x", submittedAt: 1, state: "RUNNING" }],
        [{ id: "x", submittedAt: 1, state: "FAILED" }],
      ],
      0,
    );
    expect(rows).toEqual([{ id: "x", submittedAt: 1, state: "FAILED" }]);
  });
});
