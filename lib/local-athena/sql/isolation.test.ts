import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDuckDb } from "./duckdb";
import { openTestEngine, type TestEngine } from "./test-engine.fixture";

let athena: TestEngine;
beforeAll(async () => {
  athena = await openTestEngine();
});
afterAll(() => athena.close());

describe("a statement reaches nothing outside the store", () => {
  test.each([
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM '/etc/passwd'",
    'SELECT * FROM "/etc/passwd"',
    'SELECT * FROM "/etc/passwd.csv"',
    "SELECT * FROM TABLE(read_csv('/etc/passwd'))",
    "SELECT * FROM TABLE(glob('/*'))",
    "SELECT read_text('/etc/passwd')",
    "SELECT getenv('HOME')",
    "SELECT current_setting('temp_directory')",
    "SELECT * FROM duckdb_settings()",
    "SELECT * FROM duckdb_settings",
    "SELECT * FROM sqlite_master",
    "SELECT * FROM pg_catalog.pg_class",
    "SELECT query('SELECT 1')",
    "SELECT athena_fail('X: y')",
    "COPY (SELECT 1) TO '/tmp/x.csv'",
    "ATTACH '/tmp/x.db' AS x",
    "PRAGMA database_list",
    "SET threads = 1",
    "SET SESSION threads = 1",
    "INSTALL httpfs",
    "LOAD httpfs",
    "CALL pragma_version()",
    "EXPORT DATABASE '/tmp/x'",
    "SELECT 1; ATTACH '/tmp/x.db' AS x",
    "SELECT * FROM read_parquet('/etc/passwd')",
    "SELECT * FROM read_json('/etc/passwd')",
    "SELECT * FROM read_json_objects('/etc/passwd')",
    "SELECT * FROM read_blob('/etc/passwd')",
    "SELECT * FROM read_csv_auto('/etc/passwd')",
    "SELECT * FROM sniff_csv('/etc/passwd')",
    "SELECT * FROM parquet_metadata('/etc/passwd')",
    "SELECT * FROM parquet_schema('/etc/passwd')",
    "SELECT * FROM glob('/etc/*')",
    "SELECT * FROM LATERAL (SELECT * FROM read_text('/etc/passwd'))",
    "SELECT * FROM UNNEST(glob('/etc/*')) AS t(x)",
    "SELECT (SELECT content FROM read_text('/etc/passwd'))",
    "WITH t AS (SELECT * FROM read_text('/etc/passwd')) SELECT * FROM t",
    "WITH read_text AS (SELECT 1 AS a) SELECT * FROM read_text('/etc/passwd')",
    "SELECT transform(ARRAY['/etc/passwd'], x -> read_text(x))",
    "SELECT * FROM TABLE(query('SELECT 1'))",
    "SELECT * FROM TABLE(query_table('duckdb_settings'))",
    'SELECT * FROM "duckdb_settings()"',
    "SELECT * FROM \"read_text('/etc/passwd')\"",
    'SELECT * FROM "/etc/passwd.parquet" t',
    'SELECT * FROM "s3://lake/x.parquet"',
    'SELECT * FROM "http://127.0.0.1/x.csv"',
    'SELECT * FROM main."/etc/passwd"',
    'SELECT * FROM "system"."main"."duckdb_settings"',
    "SELECT * FROM system.information_schema.tables",
    "SELECT * FROM memory.main.x",
    "SELECT * FROM temp.main.x",
    "SELECT * FROM pragma_database_list()",
    "SELECT * FROM duckdb_secrets()",
    "SELECT * FROM which_secret('/etc/passwd', 's3')",
    "SELECT * FROM duckdb_memory()",
    "SELECT duckdb_version()",
    "SELECT current_setting('allowed_directories')",
    "SELECT set_config('threads', '1', false)",
    "SELECT getvariable('x')",
    "SELECT nextval('x')",
    "SELECT currval('x')",
    "SELECT error('x')",
    "SELECT sleep_ms(1000)",
    "SELECT write_log('x')",
    "SELECT athena_condition(true)",
    "SELECT athena_zoned(now())",
    "SELECT struct_extract_at(ROW(1), 1)",
    "SELECT list_transform(ARRAY[1], 'x')",
    "SELECT unnest(ARRAY[1])",
    "SELECT COLUMNS('*') FROM (VALUES 1) t(x)",
    "SELECT x::varchar FROM (VALUES 1) t(x)",
    "FROM read_text('/etc/passwd')",
    "SUMMARIZE SELECT 1",
    "PIVOT (SELECT 1 AS a) ON a USING count(*)",
    "SELECT 1 QUALIFY row_number() OVER () = 1",
    "SELECT * EXCLUDE (x) FROM (VALUES 1) t(x)",
    "COPY t FROM '/etc/passwd'",
    "IMPORT DATABASE '/tmp/x'",
    "DETACH memory",
    "USE memory",
    "RESET threads",
    "CHECKPOINT",
    "CREATE MACRO f(x) AS x",
    "CREATE TYPE t AS ENUM ('a')",
    "CREATE SECRET s (TYPE s3)",
    "CREATE SEQUENCE s",
    "DROP MACRO athena_fail",
    "EXPLAIN COPY (SELECT 1) TO '/tmp/x.csv'",
    "EXPLAIN ANALYZE SELECT * FROM read_text('/etc/passwd')",
    "PREPARE p FROM SELECT * FROM read_text('/etc/passwd') WHERE a = ?; SELECT 1",
    "UNLOAD (SELECT * FROM read_text('/etc/passwd')) TO 's3://lake/x/' WITH (format = 'PARQUET')",
    "CREATE TABLE x WITH (format = 'PARQUET') AS SELECT * FROM read_text('/etc/passwd')",
    "CREATE VIEW v AS SELECT * FROM read_text('/etc/passwd')",
    "INSERT INTO x SELECT * FROM read_text('/etc/passwd')",
  ])("%s", async (sql) => {
    const failure = await athena.failure(sql);
    expect(failure.reason).toMatch(
      /mismatched input|NOT_SUPPORTED|NOT_FOUND|not registered|Only one sql|not supported|^SYNTAX_ERROR|extraneous input|no viable/,
    );
  });

  test("nor through a table's location", async () => {
    await athena.query("CREATE EXTERNAL TABLE out (line string) LOCATION 's3://../../../../etc/'");
    const outcome = await athena.query("SELECT * FROM out").catch((error: unknown) => error);
    if (!(outcome instanceof Error)) expect(outcome).toMatchObject({ rows: [] });
  });

  test("and DuckDB itself is closed: files, settings, extensions", async () => {
    const rootDir = mkdtempSync(join(tmpdir(), "lake-"));
    const secret = join(mkdtempSync(join(tmpdir(), "secret-")), "x.csv");
    writeFileSync(secret, "a\n1\n");
    writeFileSync(join(rootDir, "y.csv"), "a\n1\n");
    const instance = await openDuckDb({ rootDir, tempDir: join(rootDir, "temp") });
    const connection = await instance.connect();
    const denied = (sql: string) => expect(connection.run(sql)).rejects.toThrow();
    await denied(`SELECT * FROM read_csv('${secret}')`);
    await denied(
      `SELECT * FROM read_csv('${rootDir}/../${secret.split("/").slice(-2).join("/")}')`,
    );
    await denied(`COPY (SELECT 1) TO '${secret}2'`);
    await denied(`ATTACH '${secret}.db' AS x`);
    await denied("SET enable_external_access = true");
    await denied("SET allowed_directories = ['/']");
    await denied("INSTALL httpfs");
    expect(
      (await connection.runAndReadAll(`SELECT * FROM read_csv('${rootDir}/y.csv')`)).getRowsJson(),
    ).toEqual([["1"]]);
    connection.disconnectSync();
    instance.closeSync();
  });

  test("identifiers and texts cannot break out of their quotes", async () => {
    const { rows, columns } = await athena.query(
      `SELECT 'it''s; DROP' AS "a""b", "x""y" FROM (VALUES 1) AS t("x""y")`,
    );
    expect(rows).toEqual([["it's; DROP", "1"]]);
    expect(columns.map((column) => column.name)).toEqual(['a"b', 'x"y']);
  });
});

describe("several at once, and stopping", () => {
  const series = "(SELECT n FROM UNNEST(sequence(1, 3000)) AS t(n))";
  const endless = `SELECT count(*) FROM ${series} a, ${series} b, ${series} c, ${series} d WHERE a.n + b.n + c.n + d.n < 0`;
  const wide = `SELECT a.n, b.n, c.n FROM ${series} a, ${series} b, ${series} c`;

  test.each([
    ["while it computes", endless],
    ["while rows are fetched", wide],
  ])("an abort ends a query at once %s", async (_, sql) => {
    const abort = new AbortController();
    const running = athena.query(sql, { signal: abort.signal }).catch((error: unknown) => error);
    // Another query passes meanwhile: the first one holds neither the engine nor the event loop.
    expect((await athena.query("SELECT 1")).rows).toEqual([["1"]]);
    abort.abort();
    expect(await running).toMatchObject({ name: "AbortError" });
  });

  test("an abort before the start runs nothing", async () => {
    const running = athena.query("SELECT 1", { signal: AbortSignal.abort() });
    await expect(running).rejects.toMatchObject({ name: "AbortError" });
  });

  test("ten queries at once keep to themselves", async () => {
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        athena.query(`SELECT sum(n) + ${index} FROM ${series}`),
      ),
    );
    expect(results.map((result) => result.rows)).toEqual(
      Array.from({ length: 10 }, (_, index) => [[String((3000 * 3001) / 2 + index)]]),
    );
  });

  test("a sink that refuses rows ends the query with its own error", async () => {
    const { engine } = athena;
    const context = {
      executionId: "x",
      catalog: undefined,
      database: undefined,
      parameters: undefined,
      workGroup: "primary",
      outputLocation: "s3://athenaeum-results/",
      enforcesLocation: false,
    };
    const sink = { columns: async () => {}, write: () => Promise.reject(new Error("disk full")) };
    const running = engine.run(
      engine.parse("SELECT 1"),
      context,
      sink,
      new AbortController().signal,
    );
    await expect(running).rejects.toThrow("disk full");
  });
});
