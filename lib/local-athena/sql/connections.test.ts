import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestEngine, type TestEngine } from "./test-engine.fixture";

let athena: TestEngine;
beforeAll(async () => {
  athena = await openTestEngine();
});
afterAll(() => athena.close());

const onlyValue = async (sql: string) => (await athena.query(sql)).rows[0]?.[0];

/** Without a relation, and far longer than the query beside it. */
const LONG =
  "SELECT reduce(sequence(1, 4000), 0, (s, x) -> s + cardinality(filter(sequence(1, 4000), y -> y * x % 7 = 3)), s -> s)";

test("queries that share connections one after the other do not see each other", async () => {
  await onlyValue("SELECT 1");
  const values = await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      index % 4 === 3
        ? onlyValue(`SELECT max(x) FROM UNNEST(sequence(1, ${index})) AS t(x)`)
        : onlyValue(`SELECT ${index}`),
    ),
  );
  expect(values).toEqual(Array.from({ length: 40 }, (_, index) => String(index)));
});

test("a failure and a cancelled query leave nothing to the next one", async () => {
  await onlyValue("SELECT 1");
  expect((await athena.failure("SELECT 1 / 0")).message).toContain("DIVISION_BY_ZERO");
  const stop = new AbortController();
  const long = athena.query(LONG, { signal: stop.signal });
  const other = onlyValue("SELECT 2");
  expect(await other).toBe("2");
  stop.abort();
  await expect(long).rejects.toMatchObject({ name: "AbortError" });
  for (let round = 0; round < 5; round++) expect(await onlyValue("SELECT 3")).toBe("3");
});

test("rows without a relation come in their order and all of them", async () => {
  const parts = Array.from({ length: 300 }, (_, index) => `SELECT ${index} AS n`);
  const { rows } = await athena.query(`${parts.join(" UNION ALL ")} ORDER BY n DESC`);
  expect(rows.map(([n]) => n)).toEqual(parts.map((_, index) => String(299 - index)));
  expect((await athena.query("SELECT 1 WHERE false")).rows).toEqual([]);
});
