import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { countCheck, countPlaywright, countVitest, sum, summaryLine } from "./counts.mjs";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "counts-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function report(content: unknown): string {
  const path = join(folder, "report.json");
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

function file(status: string, ...tests: string[]) {
  return { status, assertionResults: tests.map((each) => ({ status: each })) };
}

describe("countVitest", () => {
  test("passed, failed, and all that was not run", () => {
    const path = report({
      testResults: [
        file("passed", "passed", "skipped", "todo"),
        file("failed", "failed", "passed"),
      ],
    });
    expect(countVitest(path, 1)).toEqual({ passed: 2, failed: 1, skipped: 2 });
  });

  test("a file that broke before its tests is a failure", () => {
    const path = report({ testResults: [file("passed", "passed"), file("failed")] });
    expect(countVitest(path, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  test("an exit status with no failed test is a failure", () => {
    const path = report({ testResults: [file("passed", "passed")] });
    expect(countVitest(path, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  test.each([
    ["no report", join(tmpdir(), "no-such-report.json")],
    ["a torn report", ""],
  ])("%s after a crash is a failure", (_name, path) => {
    expect(countVitest(path || report('{"testRes'), 134)).toEqual({
      passed: 0,
      failed: 1,
      skipped: 0,
    });
  });
});

describe("countPlaywright", () => {
  test("a flaky test is a failed one", () => {
    const path = report({
      stats: { expected: 7, unexpected: 1, flaky: 1, skipped: 2 },
      errors: [],
    });
    expect(countPlaywright(path, 1)).toEqual({ passed: 7, failed: 2, skipped: 2 });
  });

  test("an error outside of tests is a failure", () => {
    const path = report({
      stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 },
      errors: [{ message: "No tests found" }],
    });
    expect(countPlaywright(path, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

test("the last line", () => {
  const total = sum([countCheck(0), countCheck(2), { passed: 40, failed: 0, skipped: 3 }]);
  expect(summaryLine(total)).toBe("41 passed, 1 failed, 3 skipped");
});
