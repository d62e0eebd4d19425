// @ts-check
import { existsSync, readFileSync } from "node:fs";

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * Tests in a report of vitest's JSON reporter. A file that broke before its tests counts as a failure.
 * @param {string} reportPath
 * @param {number} exitCode of vitest: other than 0 is never a success, whatever the report says
 * @returns {Counts}
 */
export function countVitest(reportPath, exitCode) {
  const report = readJson(reportPath);
  /** @type {{ status: string, assertionResults: { status: string }[] }[]} */
  const files = report?.testResults ?? [];
  const tests = files.flatMap((file) => file.assertionResults);
  const brokenFiles = files.filter(
    (file) =>
      file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  );
  const passed = tests.filter((test) => test.status === "passed").length;
  const failed = tests.filter((test) => test.status === "failed").length + brokenFiles.length;
  return withExitCode(
    { passed, failed, skipped: tests.length + brokenFiles.length - passed - failed },
    exitCode,
  );
}

/**
 * Tests in a report of Playwright's JSON reporter. A flaky test is one that failed.
 * @param {string} reportPath
 * @param {number} exitCode of playwright
 * @returns {Counts}
 */
export function countPlaywright(reportPath, exitCode) {
  const report = readJson(reportPath);
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report?.stats ?? {};
  const broken = report?.errors?.length ?? 0;
  return withExitCode({ passed: expected, failed: unexpected + flaky + broken, skipped }, exitCode);
}

/**
 * @param {number} exitCode
 * @returns {Counts} of a check that is one test
 */
export function countCheck(exitCode) {
  return { passed: exitCode === 0 ? 1 : 0, failed: exitCode === 0 ? 0 : 1, skipped: 0 };
}

/** @param {readonly Counts[]} all */
export function sum(all) {
  return all.reduce(
    (total, each) => ({
      passed: total.passed + each.passed,
      failed: total.failed + each.failed,
      skipped: total.skipped + each.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/** @param {Counts} counts */
export function summaryLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/**
 * @param {Counts} counts
 * @param {number} exitCode
 */
function withExitCode(counts, exitCode) {
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** @param {string} path */
function readJson(path) {
  try {
    return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
  } catch {
    return undefined;
  }
}
