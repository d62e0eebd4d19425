import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestEngine, type TestEngine } from "../test-engine.fixture";

let athena: TestEngine;
beforeAll(async () => {
  athena = await openTestEngine();
  await athena.store.createBucket("lake");
});
afterAll(() => athena.close());

const lines = async (sql: string) => (await athena.query(sql)).rows.map(([line]) => line);
const rows = async (sql: string) => (await athena.query(sql)).rows;

test("an Iceberg table is described in Athena's own way", async () => {
  await athena.query(
    "CREATE TABLE events (id int COMMENT 'key', at timestamp, tags array<string>, place struct<city:string,zip:int>, price decimal(10,2)) PARTITIONED BY (bucket(16, id), day(at)) LOCATION 's3://lake/events/' TBLPROPERTIES ('table_type' = 'ICEBERG')",
  );
  const { rows: described, outcome } = await athena.query("DESCRIBE events");
  expect(outcome.updateCount).toBe(0);
  expect(described.map(([line]) => line)).toEqual([
    "# Table schema:\t\t",
    "# col_name\tdata_type\tcomment",
    "id\tint\tkey",
    "at\ttimestamp\t",
    "tags\tarray<string>\t",
    "place\tstruct<city: string, zip: int>\t",
    "price\tdecimal(10, 2)\t",
    "\t\t",
    "# Partition spec:\t\t",
    "# field_name\tfield_transform\tcolumn_name",
    "id_bucket\tbucket[16]\tid",
    "at_day\tday\tat",
  ]);
  const shown = await lines("SHOW CREATE TABLE events");
  expect(shown.slice(0, 8)).toEqual(
    [
      "CREATE TABLE default.events (",
      "  id int COMMENT 'key',",
      "  at timestamp,",
      "  tags array<string>,",
      "  place struct<city: string, zip: int>,",
      "  price decimal(10, 2))",
      "PARTITIONED BY (bucket(16, `id`), day(`at`))",
      "LOCATION 's3://lake/events'",
    ].map((line) =>
      line.startsWith("LOCATION")
        ? expect.stringMatching(/^LOCATION 's3:\/\/lake\/events\/?'$/)
        : line,
    ),
  );
  expect(shown.slice(8, 10)).toEqual([
    "TBLPROPERTIES (",
    expect.stringMatching(/^ {2}'table_type'='iceberg'/),
  ]);
  expect(shown.at(-1)).toBe(");");
});

test("columns come, go, change their names and widen; older rows are read by them", async () => {
  await athena.query(
    "CREATE TABLE evolving (id int, name string, gone int) LOCATION 's3://lake/evolving/' TBLPROPERTIES ('table_type' = 'ICEBERG')",
  );
  await athena.query("INSERT INTO evolving VALUES (1, 'ann', 5)");
  await athena.query("ALTER TABLE evolving ADD COLUMNS (added double)");
  await athena.query("ALTER TABLE evolving DROP COLUMN gone");
  await athena.query("ALTER TABLE evolving CHANGE COLUMN id number bigint AFTER name");
  await athena.query("INSERT INTO evolving VALUES ('bob', 9000000000, 1.5)");
  expect(await rows("SELECT * FROM evolving ORDER BY number")).toEqual([
    ["ann", "1", null],
    ["bob", "9000000000", "1.5"],
  ]);
  // A column of an old name is a new one.
  await athena.query("ALTER TABLE evolving ADD COLUMNS (gone int)");
  expect(await rows("SELECT gone FROM evolving")).toEqual([[null], [null]]);
  expect((await athena.failure("ALTER TABLE evolving CHANGE COLUMN name name int")).reason).toMatch(
    /Cannot change column type: name: string -> int/,
  );
  expect((await athena.failure("ALTER TABLE evolving REPLACE COLUMNS (a int)")).reason).toMatch(
    /REPLACE COLUMNS is not supported for Iceberg tables/,
  );
});

test("properties are those that Athena knows for Iceberg", async () => {
  await athena.query(
    "ALTER TABLE evolving SET TBLPROPERTIES ('vacuum_min_snapshots_to_keep' = '3')",
  );
  expect(await lines("SHOW TBLPROPERTIES evolving ('vacuum_min_snapshots_to_keep')")).toEqual([
    "3",
  ]);
  expect(
    (await athena.failure("ALTER TABLE evolving SET TBLPROPERTIES ('mine' = '3')")).reason,
  ).toBe("Unsupported table property key: mine");
});

test("an Iceberg table can be renamed, into another database too", async () => {
  await athena.query("CREATE DATABASE other");
  await athena.query("ALTER TABLE evolving RENAME TO other.moved");
  expect(await rows("SELECT name FROM other.moved ORDER BY name")).toEqual([["ann"], ["bob"]]);
  expect((await athena.failure("SELECT * FROM evolving")).reason).toMatch(/^TABLE_NOT_FOUND: /);
  await athena.query("DROP DATABASE other CASCADE");
  expect((await athena.store.list("lake", { prefix: "evolving/" })).objects).toEqual([]);
});
