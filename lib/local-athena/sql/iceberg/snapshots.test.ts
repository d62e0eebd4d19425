import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestEngine, type TestEngine } from "../test-engine.fixture";

let athena: TestEngine;
beforeAll(async () => {
  athena = await openTestEngine();
  await athena.store.createBucket("lake");
});
afterAll(() => athena.close());

const rowsOf = async (sql: string) => (await athena.query(sql)).rows;
const create = (name: string, more = "", properties = "") =>
  athena.query(
    `CREATE TABLE ${name} (a int, b string) ${more} LOCATION 's3://lake/${name}/' TBLPROPERTIES ('table_type' = 'ICEBERG'${properties})`,
  );
const filesOf = async (name: string) =>
  (await athena.store.list("lake", { prefix: `${name}/` })).objects.length;

describe("snapshots", () => {
  test("a table is read as it was, by snapshot and by time", async () => {
    await create("past");
    await athena.query("INSERT INTO past VALUES (1, 'one')");
    await athena.query("INSERT INTO past VALUES (2, 'two')");
    await athena.query("ALTER TABLE past DROP COLUMN b");
    await athena.query("UPDATE past SET a = a * 10");
    const snapshots = await rowsOf(
      `SELECT snapshot_id, parent_id, operation, summary['total-records'] FROM "past$snapshots" ORDER BY committed_at`,
    );
    expect(snapshots.map((row) => row.slice(2))).toEqual([
      ["append", "1"],
      ["append", "2"],
      ["overwrite", "2"],
    ]);
    const [first, second] = snapshots.map(([id]) => id);
    expect(snapshots[1]?.[1]).toBe(first);
    expect(await rowsOf(`SELECT * FROM past FOR VERSION AS OF ${first}`)).toEqual([["1", "one"]]);
    expect(
      await rowsOf(
        `SELECT o.b, n.a FROM past FOR VERSION AS OF ${second} AS o JOIN past AS n ON n.a = o.a * 10 ORDER BY n.a`,
      ),
    ).toEqual([
      ["one", "10"],
      ["two", "20"],
    ]);
    expect(await rowsOf("SELECT * FROM past ORDER BY a")).toEqual([["10"], ["20"]]);
    expect(
      await rowsOf(
        "SELECT a FROM past FOR TIMESTAMP AS OF (current_timestamp + INTERVAL '1' HOUR) ORDER BY a",
      ),
    ).toEqual([["10"], ["20"]]);
    expect(
      (
        await athena.failure(
          "SELECT * FROM past FOR TIMESTAMP AS OF TIMESTAMP '2001-01-01 00:00:00 UTC'",
        )
      ).reason,
    ).toMatch(/^INVALID_ARGUMENTS: .*No version history table "default"."past" at or before 2001/);
    expect((await athena.failure("SELECT * FROM past FOR VERSION AS OF 7")).reason).toMatch(
      /^INVALID_ARGUMENTS: .*Iceberg snapshot ID does not exists: 7/,
    );
  });

  test("metadata tables", async () => {
    await create("known");
    expect(await rowsOf('SELECT count(*) FROM "known$snapshots"')).toEqual([["0"]]);
    await athena.query("INSERT INTO known VALUES (1, 'x'), (2, 'y')");
    expect(
      await rowsOf('SELECT file_path, record_count, file_format FROM "default"."known$files"'),
    ).toEqual([[(await rowsOf('SELECT DISTINCT "$path" FROM known'))[0]?.[0], "2", "PARQUET"]]);
    expect(await rowsOf('SELECT is_current_ancestor FROM "known$history"')).toEqual([["true"]]);
    expect(await rowsOf('SELECT name, type, snapshot_id FROM "known$refs"')).toEqual([
      ["main", "BRANCH", (await rowsOf('SELECT snapshot_id FROM "known$snapshots"'))[0]?.[0]],
    ]);
    expect((await athena.failure('SELECT * FROM "known$manifests"')).reason).toMatch(
      /^NOT_SUPPORTED/,
    );
    expect((await athena.failure('SELECT * FROM "known$nothing"')).reason).toMatch(
      /^TABLE_NOT_FOUND/,
    );
    await athena.query("CREATE TABLE hive AS SELECT 1 AS a");
    expect((await athena.failure('SELECT * FROM "hive$snapshots"')).reason).toMatch(
      /^TABLE_NOT_FOUND/,
    );
    expect((await athena.failure("SELECT * FROM hive FOR VERSION AS OF 1")).reason).toMatch(
      /^NOT_SUPPORTED: .*versioned tables/,
    );
  });
});

describe("OPTIMIZE", () => {
  test("joins the files of each partition and changes no row", async () => {
    await create("small", "PARTITIONED BY (b)");
    for (const n of [1, 2, 3])
      await athena.query(`INSERT INTO small VALUES (${n}, 'x'), (${n}, 'y')`);
    await athena.query("INSERT INTO small VALUES (9, 'z')");
    const { outcome } = await athena.query(
      "OPTIMIZE small REWRITE DATA USING BIN_PACK WHERE b = 'x'",
    );
    expect(outcome.updateCount).toBeUndefined();
    expect(outcome.dataScannedBytes).toBeGreaterThan(0);
    const counts = `SELECT b, count(*), count(DISTINCT "$path"), sum(a) FROM small GROUP BY b ORDER BY b`;
    expect(await rowsOf(counts)).toEqual([
      ["x", "3", "1", "6"],
      ["y", "3", "3", "6"],
      ["z", "1", "1", "9"],
    ]);
    await athena.query("OPTIMIZE small REWRITE DATA USING BIN_PACK;");
    expect((await rowsOf(counts)).map((row) => row[2])).toEqual(["1", "1", "1"]);
    expect(
      await rowsOf("SELECT count(*) FROM \"small$snapshots\" WHERE operation = 'replace'"),
    ).toEqual([["2"]]);
    await athena.query("OPTIMIZE small REWRITE DATA USING BIN_PACK");
    expect(
      await rowsOf("SELECT count(*) FROM \"small$snapshots\" WHERE operation = 'replace'"),
    ).toEqual([["2"]]);
  });

  test("is refused for other tables, and tells where its condition is wrong", async () => {
    expect((await athena.failure("OPTIMIZE hive REWRITE DATA USING BIN_PACK")).reason).toMatch(
      /^NOT_SUPPORTED: Table default.hive is not an Iceberg table/,
    );
    expect((await athena.failure("OPTIMIZE nothing REWRITE DATA USING BIN_PACK")).reason).toMatch(
      /^TABLE_NOT_FOUND/,
    );
    expect(
      (await athena.failure("OPTIMIZE small REWRITE DATA USING BIN_PACK WHERE bad = 1")).reason,
    ).toMatch(/^COLUMN_NOT_FOUND: line 1:50: /);
    expect(
      (await athena.failure("OPTIMIZE small\nREWRITE DATA\nUSING BIN_PACK WHERE bad = 1")).reason,
    ).toMatch(/^COLUMN_NOT_FOUND: line 3:22: /);
    expect(() => athena.engine.parse("OPTIMIZE small")).toThrow(/Expecting: 'REWRITE'/);
  });
});

describe("VACUUM", () => {
  test("deletes what only old snapshots need", async () => {
    await create("old", "", ", 'vacuum_max_snapshot_age_seconds' = '0'");
    await athena.query("INSERT INTO old VALUES (1, 'x')");
    await athena.query("UPDATE old SET a = 2");
    await athena.query("UPDATE old SET a = 3");
    expect(await filesOf("old")).toBe(3);
    await athena.query("VACUUM old");
    expect(await filesOf("old")).toBe(1);
    expect(await rowsOf("SELECT a FROM old")).toEqual([["3"]]);
    expect(await rowsOf('SELECT count(*) FROM "old$snapshots"')).toEqual([["1"]]);
  });

  test("keeps young snapshots and as many as the table wants", async () => {
    await create("young");
    await create(
      "many",
      "",
      ", 'vacuum_max_snapshot_age_seconds' = '0', 'vacuum_min_snapshots_to_keep' = '2'",
    );
    for (const name of ["young", "many"]) {
      await athena.query(`INSERT INTO ${name} VALUES (1, 'x')`);
      await athena.query(`UPDATE ${name} SET a = 2`);
      await athena.query(`DELETE FROM ${name}`);
      await athena.query(`VACUUM ${name}`);
    }
    expect(await filesOf("young")).toBe(2);
    expect(await filesOf("many")).toBe(1);
    expect(
      await rowsOf(
        'SELECT operation FROM "many$history" AS h JOIN "many$snapshots" AS s ON h.snapshot_id = s.snapshot_id ORDER BY s.committed_at',
      ),
    ).toEqual([["overwrite"], ["delete"]]);
    expect((await athena.failure("VACUUM hive")).reason).toMatch(/^NOT_SUPPORTED/);
  });
});
