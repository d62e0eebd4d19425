import { describe, expect, it } from "vitest";
import {
  countStates,
  historyListOf,
  inStates,
  keepLanded,
  readText,
  stretchState,
} from "./history-list";

const row = (id: string, submittedAt: number, state = "SUCCEEDED") => ({ id, submittedAt, state });

type Page = Parameters<typeof historyListOf>[0][number];
const page = (part: Partial<Page>) => ({
  rows: [],
  unprocessed: [],
  unreadable: [],
  workgroups: { read: 1, total: 1 },
  ...part,
});

describe("historyListOf", () => {
  it("shows nothing while a workgroup has no page yet", () => {
    const list = historyListOf([
      page({ rows: [row("a", 9)], cursor: "more", workgroups: { read: 5, total: 12 } }),
    ]);
    expect(list).toMatchObject({ rows: [], opening: true, complete: false });
    expect(list.workgroups).toEqual({ read: 5, total: 12 });
  });
  it("shows what is settled, newest first", () => {
    const list = historyListOf([
      page({ rows: [row("a", 9), row("b", 3), row("c", 7)], cursor: "more", settledSince: 5 }),
    ]);
    expect(list.rows.map(({ id }) => id)).toEqual(["a", "c"]);
    expect(list.opening).toBe(false);
  });
  it("shows everything at the end, rows without a time last", () => {
    const list = historyListOf([
      page({ rows: [{ id: "timeless", state: "FAILED" }, row("a", 9)], cursor: "x" }),
      page({ rows: [row("b", 3)] }),
    ]);
    expect(list.complete).toBe(true);
    expect(list.rows.map(({ id }) => id)).toEqual(["a", "b", "timeless"]);
  });
  it("never hides again what it has shown", () => {
    const list = historyListOf([
      page({ rows: [row("a", 9)], cursor: "x", settledSince: 5 }),
      page({ cursor: "y", settledSince: Number.MAX_SAFE_INTEGER }),
    ]);
    expect(list.rows.map(({ id }) => id)).toEqual(["a"]);
  });
  it("lists each unread execution and workgroup once, and not those that were read after all", () => {
    const list = historyListOf([
      page({
        unprocessed: [{ id: "x" }, { id: "late" }],
        unreadable: [{ workgroup: "w" }],
        cursor: "1",
      }),
      page({
        rows: [row("late", 1)],
        unprocessed: [{ id: "x" }],
        unreadable: [{ workgroup: "w" }],
      }),
    ]);
    expect(list.unprocessed).toEqual([{ id: "x" }]);
    expect(list.unreadable).toEqual([{ workgroup: "w" }]);
  });
  it("is neither complete nor empty-handed before the first page", () => {
    expect(historyListOf([])).toMatchObject({ rows: [], complete: false, opening: true });
  });
});

describe("filter by state", () => {
  const rows = [row("a", 3, "FAILED"), row("b", 2, "RUNNING"), row("c", 1, "PAUSED")];
  it("takes all rows when nothing is chosen", () => expect(inStates(rows, [])).toBe(rows));
  it("takes rows of any chosen state", () =>
    expect(inStates(rows, ["RUNNING", "FAILED"]).map(({ id }) => id)).toEqual(["a", "b"]));
  it("counts known states in order, then unknown ones", () => {
    expect(countStates(rows, ["GONE"])).toEqual([
      { state: "QUEUED", count: 0 },
      { state: "RUNNING", count: 1 },
      { state: "SUCCEEDED", count: 0 },
      { state: "FAILED", count: 1 },
      { state: "CANCELLED", count: 0 },
      { state: "GONE", count: 0 },
      { state: "PAUSED", count: 1 },
    ]);
  });
});

describe("readText", () => {
  const list = {
    rows: Array.from({ length: 1_250 }),
    complete: false,
    opening: false,
    workgroups: { read: 5, total: 12 },
  };
  it("says how far the history is read", () => {
    expect(readText(list, undefined)).toBe("1,250 read so far");
    expect(readText({ ...list, complete: true }, undefined)).toBe("1,250 in all");
    expect(readText({ ...list, opening: true }, undefined)).toBe("Reading workgroups 5 of 12");
  });
  it("says what a filter was applied to", () => {
    expect(readText(list, 12)).toBe("12 of 1,250 read");
    expect(readText({ ...list, complete: true }, 0)).toBe("0 of 1,250");
  });
});

describe("stretchState", () => {
  const stretch = { fromPages: 3, fromRows: 40, rowsWanted: 30 };
  const read = { pages: 4, rows: 50, opening: false, complete: false };
  it("reads until it has its rows", () => {
    expect(stretchState(stretch, read)).toBe("reading");
    expect(stretchState(stretch, { ...read, rows: 70 })).toBe("enough");
  });
  it("asks after ten pages", () => {
    expect(stretchState(stretch, { ...read, pages: 12 })).toBe("reading");
    expect(stretchState(stretch, { ...read, pages: 13 })).toBe("paused");
  });
  it("does not ask while no row can be placed", () =>
    expect(stretchState(stretch, { ...read, pages: 99, rows: 0, opening: true })).toBe("reading"));
  it("ends with the history", () =>
    expect(stretchState(stretch, { ...read, complete: true })).toBe("enough"));
});

describe("keepLanded", () => {
  it("lets a row land and stay landed", () => {
    const running = row("a", 1, "RUNNING");
    const failed = row("a", 1, "FAILED");
    expect(keepLanded([[running]], [[failed]])).toEqual([[failed]]);
    expect(keepLanded([[failed]], [[], [running]])).toEqual([[], [failed]]);
  });
  it("lets a running row be queued again", () => {
    const queued = row("a", 1, "QUEUED");
    expect(keepLanded([[row("a", 1, "RUNNING")]], [[queued]])).toEqual([[queued]]);
  });
});
