import { describe, expect, it } from "vitest";
import { estimateCostUsd } from "./cost";
import {
  formatBytes,
  formatCountdown,
  formatDpuHours,
  formatDuration,
  formatMoney,
  formatRelative,
  formatSetDuration,
  shortenId,
} from "./format";
import { phasesOf } from "./phases";

describe("format", () => {
  it.each([
    [0, "0 ms"],
    [71.4, "71 ms"],
    [999, "999 ms"],
    [1_240, "1.24 s"],
    [9_996, "10.0 s"],
    [12_100, "12.1 s"],
    [59_960, "1 min 00 s"],
    [185_000, "3 min 05 s"],
    [3_600_000, "1 h 00 min"],
    [7_440_000, "2 h 04 min"],
  ])("duration %d: %s", (ms, text) => expect(formatDuration(ms)).toBe(text));
  it.each([
    [5_000, "5 s"],
    [1_200_000, "20 min"],
    [90_000, "1 min 30 s"],
    [28_800_000, "8 h"],
  ])("set duration %d: %s", (ms, text) => expect(formatSetDuration(ms)).toBe(text));
  it.each([
    [0, "0:00"],
    [8_100, "0:09"],
    [760_000, "12:40"],
    [3_849_000, "1:04:09"],
  ])("countdown %d: %s", (ms, text) => expect(formatCountdown(ms)).toBe(text));
  it.each([
    [0, "0.00"],
    [100, "<0.0001"],
    [36_000, "0.0100"],
    [4_248_000, "1.18"],
  ])("DPU-hours %d: %s", (dpuMs, text) => expect(formatDpuHours(dpuMs)).toBe(text));
  it.each([
    [0, "0 B"],
    [999, "999 B"],
    [1_000, "1.00 kB"],
    [2_100, "2.10 kB"],
    [12_400_000, "12.4 MB"],
    [412_000_000, "412 MB"],
    [999_999, "1.00 MB"],
    [1.37e12, "1.37 TB"],
  ])("bytes %d: %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text));
  it.each([
    [0.00206, "$0.0021"],
    [0, "$0.0000"],
    [0.00005, "<$0.0001"],
    [0.0001, "$0.0001"],
    [6.85, "$6.8500"],
    [1_204.5, "$1,204.50"],
  ])("money %d: %s", (usd, text) => expect(formatMoney(usd)).toBe(text));
  it.each([
    [0, "just now"],
    [12_000, "12 s ago"],
    [200_000, "3 min ago"],
    [7_300_000, "2 h ago"],
    [5 * 86_400_000, "5 d ago"],
  ])("%d ms ago: %s", (ms, text) =>
    expect(formatRelative(1_800_000_000_000 - ms, 1_800_000_000_000)).toBe(text),
  );
  it("shortens ids in the middle", () =>
    expect(shortenId("7f3c0000-0000-0000-0000-00000000d29b")).toBe("7f3c…d29b"));
});

describe("estimated cost", () => {
  const select = {
    state: "SUCCEEDED",
    statementType: "DML",
    substatementType: "SELECT",
    reusedPreviousResult: undefined,
    dpuCount: undefined,
  };
  it.each([
    ["rounds up to the MB", { ...select, dataScannedBytes: 411_500_001 }, 0.00206],
    ["bills at least 10 MB", { ...select, dataScannedBytes: 1 }, 0.00005],
    [
      "a cancelled one for what it scanned",
      { ...select, state: "CANCELLED", dataScannedBytes: 1e12 },
      5,
    ],
    [
      "a cancelled one that scanned nothing: free",
      { ...select, state: "CANCELLED", dataScannedBytes: 0 },
      0,
    ],
    ["failed: free", { ...select, state: "FAILED", dataScannedBytes: 1e12 }, 0],
    [
      "DDL: free",
      { ...select, statementType: "DDL", substatementType: "CREATE_TABLE", dataScannedBytes: 0 },
      0,
    ],
    [
      "CTAS is not free although DDL",
      {
        ...select,
        statementType: "DDL",
        substatementType: "CREATE_TABLE_AS_SELECT",
        dataScannedBytes: 1e12,
      },
      5,
    ],
    ["EXPLAIN: free", { ...select, substatementType: "EXPLAIN", dataScannedBytes: 0 }, 0],
    [
      "EXPLAIN ANALYZE for what it scanned",
      { ...select, substatementType: "EXPLAIN", dataScannedBytes: 1e12 },
      5,
    ],
    ["reused result: free", { ...select, reusedPreviousResult: true, dataScannedBytes: 0 }, 0],
    ["running: unknown", { ...select, state: "RUNNING", dataScannedBytes: 1e9 }, undefined],
    [
      "provisioned capacity: not by bytes",
      { ...select, dpuCount: 8, dataScannedBytes: 1e9 },
      undefined,
    ],
  ])("%s", (_, query, usd) => {
    const cost = estimateCostUsd(query);
    if (usd === undefined) expect(cost).toBeUndefined();
    else expect(cost).toBeCloseTo(usd, 10);
  });
});

describe("phases", () => {
  const none = {
    dataScannedBytes: undefined,
    dataManifestLocation: undefined,
    reusedPreviousResult: undefined,
    dpuCount: undefined,
  };
  it("add up to the total, with planning inside engine", () => {
    const { phases, totalMs } = phasesOf({
      ...none,
      queueMs: 71,
      preProcessingMs: 48,
      planningMs: 240,
      engineMs: 1_040,
      serviceProcessingMs: 62,
      totalMs: 1_240,
    });
    expect(phases.map(({ label, startMs, durationMs }) => [label, startMs, durationMs])).toEqual([
      ["Queued", 0, 71],
      ["Pre-processing", 71, 48],
      ["Engine", 119, 1_040],
      ["of it planning", 119, 240],
      ["Publishing result", 1_159, 62],
      ["Other", 1_221, 19],
    ]);
    expect(
      phases.filter((phase) => !phase.indent).reduce((sum, phase) => sum + phase.durationMs, 0),
    ).toBe(totalMs);
  });
  it("has nothing to show before Athena reports anything", () => {
    expect(
      phasesOf({
        ...none,
        queueMs: undefined,
        preProcessingMs: undefined,
        planningMs: undefined,
        engineMs: undefined,
        serviceProcessingMs: undefined,
        totalMs: undefined,
      }),
    ).toEqual({ phases: [], totalMs: 0 });
  });
});
