import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestEngine, type TestEngine } from "../test-engine.fixture";

let athena: TestEngine;
beforeAll(async () => {
  athena = await openTestEngine();
  await athena.store.createBucket("lake");
});
afterAll(() => athena.close());

const rowsOf = async (sql: string) => (await athena.query(sql)).rows;
const keysBelow = async (prefix: string) =>
  (await athena.store.list("lake", { prefix })).objects.map((object) => object.key);

beforeEach(async () => {
  await athena.query("DROP TABLE IF EXISTS orders");
  await athena.query(
    "CREATE TABLE orders (id int, region string, amount double, d date) PARTITIONED BY (region) LOCATION 's3://lake/orders/' TBLPROPERTIES ('table_type' = 'ICEBERG')",
  );
  await athena.query(
    "INSERT INTO orders VALUES (1,'us',10.0,DATE '2024-01-01'),(2,'eu',20.0,DATE '2024-01-02'),(3,'us',30.5,DATE '2024-02-01')",
  );
});

describe("UPDATE", () => {
  test("changes the rows that answer to the condition, with values of the row itself", async () => {
    const { outcome } = await athena.query(
      "UPDATE orders SET amount = amount + id, region = upper(region) WHERE region = 'us' AND id > (SELECT min(id) FROM orders)",
    );
    expect(outcome).toMatchObject({ updateCount: 1, updateType: "UPDATE" });
    expect(outcome.manifest).toBeUndefined();
    expect(outcome.dataScannedBytes).toBeGreaterThan(0);
    expect(await rowsOf("SELECT id, region, amount, d FROM orders ORDER BY id")).toEqual([
      ["1", "us", "10.0", "2024-01-01"],
      ["2", "eu", "20.0", "2024-01-02"],
      ["3", "US", "33.5", "2024-02-01"],
    ]);
  });

  test("without a condition all rows; NULL and an unknown condition", async () => {
    expect((await athena.query("UPDATE orders SET amount = NULL")).outcome.updateCount).toBe(3);
    expect(
      (await athena.query("UPDATE orders SET id = 0 WHERE amount > 1")).outcome.updateCount,
    ).toBe(0);
    expect(await rowsOf("SELECT count(amount), sum(id) FROM orders")).toEqual([["0", "6"]]);
  });

  test("parameters stand for the marks", async () => {
    await athena.query("UPDATE orders SET d = ? WHERE id = ?", {
      parameters: ["DATE '2030-01-01'", "2"],
    });
    expect(await rowsOf("SELECT id FROM orders WHERE d = DATE '2030-01-01'")).toEqual([["2"]]);
  });

  test("correlated subqueries see the row", async () => {
    await athena.query(
      "UPDATE orders SET amount = 0 WHERE EXISTS (SELECT 1 FROM (VALUES 1, 2) AS v(n) WHERE v.n = orders.id)",
    );
    expect(await rowsOf("SELECT id FROM orders WHERE amount = 0 ORDER BY id")).toEqual([
      ["1"],
      ["2"],
    ]);
  });
});

describe("DELETE", () => {
  test("removes the rows that answer to the condition", async () => {
    const { outcome } = await athena.query("DELETE FROM orders WHERE amount < 25");
    expect(outcome).toMatchObject({ updateCount: 2, updateType: "DELETE" });
    expect(await rowsOf("SELECT id FROM orders")).toEqual([["3"]]);
    expect((await athena.query("DELETE FROM orders")).outcome.updateCount).toBe(1);
    expect(await rowsOf("SELECT count(*) FROM orders")).toEqual([["0"]]);
  });
});

describe("MERGE", () => {
  test("updates, deletes and inserts by the first case that holds", async () => {
    const { outcome } = await athena.query(
      `MERGE INTO orders AS t USING (VALUES (1, 'us', 1.0), (2, 'eu', -1.0), (3, 'us', 5.0), (4, 'ap', 7.0), (5, 'ap', -7.0)) AS s(id, region, change)
       ON t.id = s.id
       WHEN MATCHED AND s.change < 0 THEN DELETE
       WHEN MATCHED AND t.id = 3 THEN UPDATE SET amount = t.amount * s.change, d = DATE '2025-01-01'
       WHEN MATCHED THEN UPDATE SET amount = NULL
       WHEN NOT MATCHED AND s.change > 0 THEN INSERT (id, region) VALUES (s.id, s.region)`,
    );
    expect(outcome).toMatchObject({ updateCount: 4, updateType: "MERGE" });
    expect(await rowsOf("SELECT id, region, amount, d FROM orders ORDER BY id")).toEqual([
      ["1", "us", null, "2024-01-01"],
      ["3", "us", "152.5", "2025-01-01"],
      ["4", "ap", null, null],
    ]);
  });

  test("an INSERT without columns gives all of them; only inserts", async () => {
    const { outcome } = await athena.query(
      "MERGE INTO orders USING (SELECT 9 AS id) AS s ON orders.id = s.id WHEN NOT MATCHED THEN INSERT VALUES (s.id, 'x', 1.0, NULL)",
    );
    expect(outcome.updateCount).toBe(1);
    expect(await rowsOf("SELECT region, amount, d FROM orders WHERE id = 9")).toEqual([
      ["x", "1.0", null],
    ]);
  });

  test("a row that two source rows match is an error and nothing changes", async () => {
    const failure = await athena.failure(
      "MERGE INTO orders t USING (VALUES 1, 1) AS s(id) ON t.id = s.id WHEN MATCHED THEN UPDATE SET amount = 0",
    );
    expect(failure.reason).toMatch(
      /^MERGE_TARGET_ROW_MULTIPLE_MATCHES: line 1:1: One MERGE target table row matched more than one source row/,
    );
    expect(await rowsOf("SELECT sum(amount) FROM orders")).toEqual([["60.5"]]);
  });
});

describe("changes that are refused", () => {
  test.each([
    [
      "UPDATE orders SET nothing = 1",
      /^COLUMN_NOT_FOUND: line 1:19: The UPDATE SET target column nothing doesn't exist/,
    ],
    ["UPDATE orders SET id = 1, id = 2", /^DUPLICATE_COLUMN_NAME: /],
    [
      "UPDATE orders SET amount = 'x'",
      /^TYPE_MISMATCH: line 1:1: UPDATE table column types don't match SET expressions: Table: \[double\], Expressions: \[varchar/,
    ],
    ["UPDATE orders SET amount = 1\n WHERE nowhere = 2", /^COLUMN_NOT_FOUND: line 2:8: /],
    ["UPDATE missing SET a = 1", /^TABLE_NOT_FOUND: line 1:8: /],
    ["DELETE FROM orders WHERE id", /^TYPE_MISMATCH: /],
    [
      "MERGE INTO orders t USING missing s ON t.id = s.id WHEN MATCHED THEN DELETE",
      /^TABLE_NOT_FOUND: line 1:27: /,
    ],
    [
      "MERGE INTO orders t USING (SELECT 1 AS id) s ON t.id = s.id WHEN NOT MATCHED THEN INSERT (id) VALUES ('x')",
      /^TYPE_MISMATCH: .*MERGE table column types don't match for MERGE case 0/,
    ],
    [
      "MERGE INTO orders t USING (SELECT 1 AS id) s ON t.id = s.id WHEN MATCHED THEN UPDATE SET bad = 1",
      /^COLUMN_NOT_FOUND: .*target table: bad/,
    ],
    ["UPDATE orders SET amount = 1 / (id - 1)", /^DIVISION_BY_ZERO/],
  ])("%s", async (sql, reason) => {
    const before = await keysBelow("orders/");
    expect((await athena.failure(sql)).reason).toMatch(reason);
    expect(await keysBelow("orders/")).toEqual(before);
    expect(await rowsOf("SELECT count(*), sum(amount) FROM orders")).toEqual([["3", "60.5"]]);
  });

  test("Hive tables have no rows to change", async () => {
    await athena.query("CREATE TABLE hive AS SELECT 1 AS a");
    for (const sql of [
      "UPDATE hive SET a = 2",
      "DELETE FROM hive",
      "MERGE INTO hive t USING (SELECT 1 AS a) s ON t.a = s.a WHEN MATCHED THEN DELETE",
    ])
      expect((await athena.failure(sql)).reason).toBe(
        "NOT_SUPPORTED: Modifying Hive table rows is only supported for transactional tables",
      );
  });
});

describe("several writers", () => {
  test("of two changes of the same rows one wins, and the other changes nothing", async () => {
    const both = await Promise.allSettled([
      athena.query("UPDATE orders SET amount = amount + 1"),
      athena.query("UPDATE orders SET amount = amount + 1"),
    ]);
    const won = both.filter(({ status }) => status === "fulfilled").length;
    expect(won).toBeGreaterThan(0);
    for (const result of both)
      if (result.status === "rejected")
        expect(result.reason.reason).toMatch(/^ICEBERG_COMMIT_ERROR: /);
    expect(await rowsOf("SELECT sum(amount) FROM orders")).toEqual([[String(60.5 + 3 * won)]]);
  });

  test("an abort in the middle changes nothing", async () => {
    const before = await keysBelow("orders/");
    const stop = new AbortController();
    const running = athena.query(
      "UPDATE orders SET amount = (SELECT count(*) FROM UNNEST(sequence(1, 10000)) a(x), UNNEST(sequence(1, 10000)) b(y), UNNEST(sequence(1, 10000)) c(z))",
      { signal: stop.signal, onScanned: () => setImmediate(() => stop.abort()) },
    );
    await expect(running).rejects.toThrow(/cancelled/);
    expect(await keysBelow("orders/")).toEqual(before);
    expect(await rowsOf("SELECT sum(amount) FROM orders")).toEqual([["60.5"]]);
  });
});
