import { afterAll, beforeAll, expect, test } from "vitest";
import cases from "./sql-cases.fixture.json";
import { openTestEngine, type TestEngine } from "./test-engine.fixture";

type Case = {
  category: string;
  sql: string;
  expect: { rows?: (string | null)[][]; error?: string };
};

let athena: TestEngine;

beforeAll(async () => {
  athena = await openTestEngine();
  await athena.store.createBucket("test-data");
  const rows = "1,us,10.0,2024-01-01\n2,eu,20.0,2024-01-02\n3,us,30.5,2024-02-01\n";
  await athena.store.put("test-data", "orders/part-0.csv", Buffer.from(rows));
  await athena.query(
    "CREATE EXTERNAL TABLE orders (id int, region string, amount double, d date) ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://test-data/orders/'",
  );
});
afterAll(() => athena.close());

test.each((cases as Case[]).map((item) => [`${item.category}: ${item.sql}`, item] as const))(
  "%s",
  async (_, item) => {
    if (item.expect.error !== undefined) {
      expect((await athena.failure(item.sql)).reason).toMatch(
        new RegExp(`^${item.expect.error}: `),
      );
      return;
    }
    const { rows } = await athena.query(item.sql);
    expect(rows).toEqual(item.expect.rows);
  },
);
