import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestEngine, type TestEngine } from "../test-engine.fixture";

/** An expression, the text it must give (null for NULL, a pattern for a failure), and its column's type. */
export type Probe = readonly [sql: string, expected: string | null | RegExp, type?: string];

/** Runs each expression as a SELECT on one engine and compares the one value that it gives. */
export function checkFunctions(families: Record<string, readonly Probe[]>): void {
  let athena: TestEngine;
  beforeAll(async () => {
    athena = await openTestEngine();
  });
  afterAll(() => athena.close());

  for (const [family, probes] of Object.entries(families)) {
    describe(family, () => {
      test.each(probes.map((probe) => [probe[0], probe] as const))("%s", async (_, probe) => {
        const [expression, expected, type] = probe;
        const sql = /^(SELECT|WITH)\b/.test(expression) ? expression : `SELECT ${expression}`;
        if (expected instanceof RegExp) {
          expect((await athena.failure(sql)).reason).toMatch(expected);
          return;
        }
        const { rows, columns } = await athena.query(sql);
        expect(rows).toEqual([[expected]]);
        if (type !== undefined) expect(columns[0]?.type).toBe(type);
      });
    });
  }
}
