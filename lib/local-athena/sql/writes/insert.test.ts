import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Database, openDatabase } from "../../state/database";
import { createDiskStore } from "../../storage/disk-store";
import type { ObjectStore } from "../../storage/object-store";
import { openTestEngine, type TestEngine } from "../test-engine.fixture";
import { ObjectWrites } from "./object-writes";

let athena: TestEngine;
beforeAll(async () => {
  athena = await openTestEngine();
  await athena.store.createBucket("lake");
  await athena.query(
    "CREATE EXTERNAL TABLE pairs (id int, name string, price double) STORED AS PARQUET LOCATION 's3://lake/pairs/'",
  );
  await athena.query(
    "CREATE EXTERNAL TABLE days (id int) PARTITIONED BY (day date, region string) ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://lake/days/'",
  );
});
afterAll(() => athena.close());

const keysBelow = async (prefix: string) =>
  (await athena.store.list("lake", { prefix })).objects.map((object) => object.key);
const rowsOf = async (sql: string) => (await athena.query(sql)).rows;

describe("INSERT INTO a Hive table", () => {
  test("rows of VALUES and of a query, listed columns in any order, the others NULL", async () => {
    const first = await athena.query("INSERT INTO pairs VALUES (1, 'a', 1.5), (2, NULL, 2)");
    expect(first.outcome).toMatchObject({ updateCount: 2, updateType: "INSERT" });
    expect(first.outcome.manifest).toEqual(
      (await keysBelow("pairs/")).map((key) => `s3://lake/${key}`),
    );
    const second = await athena.query(
      "INSERT INTO pairs (name, id) SELECT name || '!', id + 10 FROM pairs WHERE name IS NOT NULL",
    );
    expect(second.outcome.updateCount).toBe(1);
    expect(second.outcome.dataScannedBytes).toBeGreaterThan(0);
    expect(await rowsOf("SELECT * FROM pairs ORDER BY id")).toEqual([
      ["1", "a", "1.5"],
      ["2", null, "2.0"],
      ["11", "a!", null],
    ]);
  });

  test("what it reads is told and limited, and nothing is written above the limit", async () => {
    const line = "a line of some length that is read over and over\n";
    await athena.store.put("lake", "lines/a.txt", Buffer.from(line.repeat(40_000)));
    await athena.query("CREATE EXTERNAL TABLE lines (line string) LOCATION 's3://lake/lines/'");
    await athena.query("CREATE EXTERNAL TABLE kept (line string) LOCATION 's3://lake/kept/'");
    const told: number[] = [];
    const onScanned = (bytes: number) => told.push(bytes);
    const insert = (limit: string) => `INSERT INTO kept SELECT line FROM lines ${limit}`;
    const { outcome } = await athena.query(insert(""), { onScanned });
    expect(outcome.dataScannedBytes).toBe(40_000 * line.length);
    expect(Math.max(...told, 0)).toBeLessThanOrEqual(outcome.dataScannedBytes);
    const before = await keysBelow("kept/");
    const scanLimitBytes = outcome.dataScannedBytes - 1;
    await expect(athena.query(insert(""), { scanLimitBytes })).rejects.toMatchObject({
      name: "ScanLimitExceeded",
      scannedBytes: outcome.dataScannedBytes,
    });
    expect(await keysBelow("kept/")).toEqual(before);
    const few = await athena.query(insert("LIMIT 3"), { scanLimitBytes });
    expect(few.outcome.updateCount).toBe(3);
    expect(few.outcome.dataScannedBytes).toBeLessThanOrEqual(scanLimitBytes);
  });

  test("no rows: no object and no manifest", async () => {
    const before = await keysBelow("pairs/");
    const { outcome } = await athena.query("INSERT INTO pairs SELECT * FROM pairs WHERE id > 100");
    expect(outcome).toMatchObject({ updateCount: 0, manifest: undefined });
    expect(await keysBelow("pairs/")).toEqual(before);
  });

  test("partitions: new ones are made, known ones keep their place", async () => {
    await athena.query(
      "ALTER TABLE days ADD PARTITION (day = '2024-01-01', region = 'us') LOCATION 's3://lake/elsewhere/'",
    );
    await athena.query(
      "INSERT INTO days VALUES (1, DATE '2024-01-01', 'us'), (2, DATE '2024-01-02', 'eu'), (3, DATE '2024-01-02', 'eu')",
    );
    expect(await keysBelow("elsewhere/")).toHaveLength(1);
    expect((await keysBelow("days/")).map((key) => key.replace(/[^/]*$/, ""))).toEqual([
      "days/day=2024-01-02/region=eu/",
    ]);
    expect(await rowsOf("SELECT id, day, region FROM days ORDER BY id")).toEqual([
      ["1", "2024-01-01", "us"],
      ["2", "2024-01-02", "eu"],
      ["3", "2024-01-02", "eu"],
    ]);
    expect(await rowsOf("SELECT count(*) FROM days WHERE day = DATE '2024-01-02'")).toEqual([
      ["2"],
    ]);
  });

  test("values that a folder's name must escape go to one partition", async () => {
    for (const id of [7, 8])
      await athena.query(`INSERT INTO days VALUES (${id}, DATE '2024-03-01', 'a/b=c%')`);
    const keys = await keysBelow("days/day=2024-03-01/");
    expect(new Set(keys.map((key) => key.split("/")[2]))).toEqual(new Set(["region=a%2Fb%3Dc%25"]));
    expect(await rowsOf("SELECT id FROM days WHERE region = 'a/b=c%' ORDER BY id")).toEqual([
      ["7"],
      ["8"],
    ]);
  });

  test("rows and nested rows take their fields by position", async () => {
    await athena.query(
      "CREATE EXTERNAL TABLE nested (id bigint, r struct<a:int,b:array<struct<c:string>>>) ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe' LOCATION 's3://lake/nested/'",
    );
    await athena.query(
      "INSERT INTO nested SELECT 1, ROW(2, ARRAY[CAST(ROW('x') AS ROW(q varchar))])",
    );
    expect(await rowsOf("SELECT id, r.a, r.b[1].c FROM nested")).toEqual([["1", "2", "x"]]);
  });

  test("parameters stand for the marks", async () => {
    await athena.query("INSERT INTO nested (id) VALUES (?)", { parameters: ["41 + 1"] });
    expect(await rowsOf("SELECT id FROM nested WHERE r IS NULL")).toEqual([["42"]]);
  });

  test("a text that is too long for its column is refused", async () => {
    await athena.query(
      "CREATE EXTERNAL TABLE short (code varchar(2)) STORED AS PARQUET LOCATION 's3://lake/short/'",
    );
    await athena.query("INSERT INTO short VALUES ('ab')");
    expect((await athena.failure("INSERT INTO short VALUES ('abc')")).reason).toMatch(
      /^INVALID_CAST_ARGUMENT: Cannot truncate non-space characters .* to varchar\(2\) on INSERT/,
    );
    expect(await rowsOf("SELECT code FROM short")).toEqual([["ab"]]);
  });

  test.each([
    [
      "INSERT INTO pairs VALUES (1, 2)",
      /^TYPE_MISMATCH: line 1:1: Insert query has mismatched column types: Table: \[integer, varchar, double\], Query: \[integer, integer\]/,
    ],
    [
      "INSERT INTO pairs VALUES ('1', 'a', 1)",
      /^TYPE_MISMATCH: .*Table: \[integer, varchar, double\]/,
    ],
    ["INSERT INTO pairs (id, id) VALUES (1, 2)", /^DUPLICATE_COLUMN_NAME: .*more than once: id/],
    ["INSERT INTO pairs (nothing) VALUES (1)", /^COLUMN_NOT_FOUND: .*target table: nothing/],
    [
      "INSERT INTO missing VALUES (1)",
      /^TABLE_NOT_FOUND: line 1:1: Table 'awsdatacatalog.default.missing'/,
    ],
    ["INSERT INTO nowhere.t VALUES (1)", /^SCHEMA_NOT_FOUND: /],
    [
      "INSERT INTO pairs SELECT CAST('x' AS integer), 'a', 1.0",
      /^INVALID_CAST_ARGUMENT: Cannot cast 'x' to INT/,
    ],
    [
      "INSERT INTO days SELECT 1, DATE '2024-01-01' + (n * INTERVAL '1' DAY), 'x' FROM UNNEST(sequence(1, 101)) AS t(n)",
      /^HIVE_TOO_MANY_OPEN_PARTITIONS/,
    ],
  ])("%s is refused", async (sql, reason) => {
    const before = await keysBelow("");
    const failure = await athena.failure(sql, { outputLocation: "s3://results/out/q7" });
    expect(failure.reason).toMatch(reason);
    expect(failure.reason).toContain(
      "If a data manifest file was generated at 's3://results/out/q7-manifest.csv'",
    );
    expect(await keysBelow("")).toEqual(before);
  });

  test("views and other SerDes cannot be written to", async () => {
    await athena.query("CREATE VIEW v AS SELECT 1 AS a");
    expect((await athena.failure("INSERT INTO v VALUES (1)")).reason).toMatch(
      /^NOT_SUPPORTED: line 1:1: Inserting into views is not supported/,
    );
    await athena.query(
      "CREATE EXTERNAL TABLE quoted (id string) ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde' LOCATION 's3://lake/quoted/'",
    );
    expect((await athena.failure("INSERT INTO quoted VALUES ('a')")).reason).toMatch(
      /^NOT_SUPPORTED: Inserting into a table with the SerDe/,
    );
  });
});

describe("a write that does not end", () => {
  let dir: string;
  let store: ObjectStore;
  let db: Database;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "local-athena-writes-"));
    store = await createDiskStore({ rootDir: join(dir, "s3") });
    db = openDatabase(join(dir, "state.db"));
    await store.createBucket("lake");
    await store.put("lake", "t/kept", Buffer.from("kept"));
  });
  afterAll(async () => {
    db.close();
    await rm(dir, { recursive: true });
  });
  const keys = async () => (await store.list("lake", {})).objects.map(({ key }) => key);
  const object = (key: string, path: string) => ({ bucket: "lake", key, path });

  test("takes back what it has published", async () => {
    const writes = await ObjectWrites.open(db, store);
    const signal = new AbortController().signal;
    await writes.inFolder(async (folder) => {
      const path = join(folder, "a");
      await writeFile(path, "half");
      const lost = [object("t/half", path), object("t/lost", join(folder, "missing"))];
      await expect(writes.publish(lost, signal, () => {})).rejects.toThrow(/ENOENT/);
      expect(await keys()).toEqual(["t/kept"]);
      const refused = () => {
        throw new Error("the table is gone");
      };
      await expect(writes.publish([object("t/a", path)], signal, refused)).rejects.toThrow(/gone/);
      expect(await keys()).toEqual(["t/kept"]);
      await writes.publish([object("t/a", path)], signal, () => {});
      expect(await keys()).toEqual(["t/a", "t/kept"]);
    });
    expect(await readdir(join(store.root, ".writes"))).toEqual([]);
  });

  test("is taken back at the next start when the process died", async () => {
    // What kill -9 between two objects leaves: both are known as unwanted, one is there, and so are staged files.
    await store.put("lake", "t/half", Buffer.from("half"));
    const remember = db.prepare("INSERT INTO unwanted_objects VALUES ('dead', 'lake', ?)");
    for (const key of ["t/half", "t/never"]) remember.run(key);
    await mkdir(join(store.root, ".writes", "dead"), { recursive: true });
    await writeFile(join(store.root, ".writes", "dead", "data"), "half");
    await ObjectWrites.open(db, store);
    expect(await keys()).toEqual(["t/a", "t/kept"]);
    expect(await readdir(store.root)).toEqual(["lake"]);
  });
});
