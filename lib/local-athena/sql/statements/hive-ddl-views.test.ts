import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestEngine, type TestEngine } from "../test-engine.fixture";

let athena: TestEngine;
beforeAll(async () => {
  athena = await openTestEngine();
  await athena.store.createBucket("lake");
});
afterAll(() => athena.close());

const lines = async (sql: string) => (await athena.query(sql)).rows.map(([line]) => line);

describe("classification", () => {
  test.each([
    ["ALTER TABLE t ADD COLUMNS (a int)", "ALTER_TABLE_ADD_COLUMN"],
    ["/* x */ alter\ntable`t`replace columns(a int)", "ALTER_TABLE_REPLACE_COLUMN"],
    ["ALTER TABLE t CHANGE a b int", "ALTER_TABLE_CHANGE_COLUMN"],
    ["ALTER TABLE t DROP COLUMN a", "ALTER_TABLE_DROP_COLUMN"],
    ["ALTER TABLE t SET TBLPROPERTIES('a'='b')", "ALTER_TABLE_PROPERTIES"],
    ["ALTER TABLE t SET LOCATION's3://b/'", "ALTER_TABLE_SET_LOCATION"],
    ["ALTER TABLE t RENAME TO u", "ALTER_TABLE_RENAME"],
    ["ALTER TABLE t ADD IF NOT EXISTS PARTITION(p=1)", "ALTER_TABLE_ADD_PARTITION"],
    ["ALTER TABLE t DROP IF EXISTS PARTITION(p=1)", "ALTER_TABLE_DROP_PARTITION"],
    ["MSCK REPAIR TABLE`t`;", "MSCK_REPAIR"],
    ["DROP TABLE IF EXISTS t", "DROP_TABLE"],
  ])("%s", (sql, substatementType) => {
    expect(athena.engine.parse(sql)).toMatchObject({ statementType: "DDL", substatementType });
  });

  test.each([
    ["SHOW PARTITIONS t", "SHOW_PARTITIONS"],
    ["SHOW TBLPROPERTIES t('a')", "SHOW_TABLE_PROPERTIES"],
    ["SHOW CREATE TABLE t", "SHOW_CREATE_TABLE"],
    ["SHOW CREATE VIEW t", "SHOW_CREATE_VIEW"],
    ["SHOW COLUMNS IN t", "SHOW_COLUMNS"],
    ["DESCRIBE FORMATTED t", "DESCRIBE_TABLE"],
  ])("%s", (sql, substatementType) => {
    expect(athena.engine.parse(sql)).toMatchObject({ statementType: "UTILITY", substatementType });
  });

  test.each([
    "ALTER TABLE t ADD PARTITION (p)",
    "ALTER TABLE t SET FILEFORMAT PARQUET",
    "ALTER TABLE t ADD PARTITION (p = 1) extra",
    "MSCK TABLE t",
    "SHOW PARTITIONS",
    "CREATE EXTERNAL TABLE t (a int) CLUSTERED BY (a) INTO x BUCKETS LOCATION 's3://b/'",
    "CREATE OR REPLACE TABLE t (a int)",
  ])("%s is malformed", (sql) => {
    expect(() => athena.engine.parse(sql)).toThrow(
      /^line 1:\d+: (mismatched input|Statement is not supported by Athena)/,
    );
  });
});

describe("views", () => {
  test("never read themselves, and keep the types of nested columns", async () => {
    await athena.query(
      "CREATE VIEW one AS SELECT ARRAY[CAST(ROW(1, 'a') AS ROW(n integer, t varchar))] AS a",
    );
    await athena.query("CREATE VIEW two AS SELECT * FROM one");
    expect(await lines("DESCRIBE two")).toEqual(["a\tarray(row(n integer, t varchar))"]);
    for (const query of ["SELECT * FROM one", "SELECT 1 AS a FROM (SELECT * FROM two)"])
      expect((await athena.failure(`CREATE OR REPLACE VIEW one AS ${query}`)).reason).toMatch(
        /^VIEW_IS_RECURSIVE: /,
      );
    await athena.query(
      "CREATE OR REPLACE VIEW one AS WITH one AS (SELECT 1 AS a) SELECT * FROM one",
    );
    expect((await athena.query("SELECT * FROM one")).rows).toEqual([["1"]]);
  });

  test("that no longer fit what they read fail when they are used", async () => {
    await athena.query("CREATE EXTERNAL TABLE base (a int, b string) LOCATION 's3://lake/base/'");
    await athena.query("CREATE VIEW over AS SELECT * FROM base");
    await athena.query("CREATE OR REPLACE VIEW deep AS SELECT a FROM over");
    expect((await athena.query("SELECT * FROM deep")).rows).toEqual([]);
    await athena.query("ALTER TABLE base ADD COLUMNS (c int)");
    expect(await athena.failure("SELECT * FROM over")).toMatchObject({
      reason:
        "VIEW_IS_STALE: line 1:15: View 'awsdatacatalog.default.over' is stale or in invalid state: stored view column count (2) does not match column count derived from the view query analysis (3)",
      errorCategory: 2,
    });
    await athena.query("ALTER TABLE base REPLACE COLUMNS (a array<int>, b string)");
    expect((await athena.failure("SELECT * FROM over")).reason).toMatch(
      /^VIEW_IS_STALE: .*column \[a\] of type array\(integer\) projected from query view at position 0 cannot be coerced to column \[a\] of type integer/,
    );
    await athena.query("DROP TABLE base");
    expect((await athena.failure("SELECT 1,\n * FROM deep")).reason).toMatch(
      /^INVALID_VIEW: line 2:9: Failed analyzing stored view 'awsdatacatalog\.default\.deep': line 1:15: Failed analyzing stored view 'awsdatacatalog\.default\.over': .*Table 'awsdatacatalog\.default\.base' does not exist$/,
    );
    expect(await lines("DESCRIBE over")).toEqual(["a\tinteger", "b\tvarchar"]);
    expect(await lines("SHOW CREATE VIEW over")).toEqual([
      "CREATE VIEW default.over AS ",
      "SELECT * FROM base",
    ]);
    expect((await athena.failure("ALTER TABLE over ADD COLUMNS (x int)")).reason).toMatch(
      /To alter a view you need to use the ALTER VIEW command/,
    );
  });
});
