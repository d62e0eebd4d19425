import { hostileLocation, hostileText, type Targets } from "./hostile-values.fixture";
import { nested, nestedCalls } from "./nested-calls.fixture";
import type { Random } from "./random.fixture";

/** Ways to name a file in SQL, DuckDB's among them. */
function fileSources(file: string): string[] {
  return [
    `'${file}'`,
    `"${file}"`,
    `read_csv('${file}')`,
    `read_csv_auto('${file}')`,
    `read_text('${file}')`,
    `read_blob('${file}')`,
    `read_json('${file}')`,
    `read_parquet('${file}')`,
    `parquet_metadata('${file}')`,
    `glob('${file}*')`,
    `sniff_csv('${file}')`,
    `sqlite_scan('${file}', 't')`,
    `query('SELECT * FROM ''${file}''')`,
    `query_table('${file}')`,
    `TABLE(read_text('${file}'))`,
    `UNNEST(ARRAY[read_text('${file}')])`,
    `duckdb_settings()`,
    `duckdb_secrets()`,
    `pragma_database_list()`,
    `information_schema."../../x"`,
    `"awsdatacatalog"."..'"."x"`,
    `system.information_schema.tables`,
  ];
}

const EXPRESSIONS = [
  "getenv('HOME')",
  "current_setting('allowed_directories')",
  "content",
  "read_text('x')",
  `"$path"`,
  "json_extract('{}', '$[\"')",
  "regexp_like('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', '(a+)+$')",
  "repeat('a', 1000000000)",
  "rpad('a', 2147483647, 'b')",
  "lpad('a', 9223372036854775807, 'b')",
  "sequence(1, 9223372036854775807)",
  "sequence(-9223372036854775808, 9223372036854775807, 1)",
  "cast(9223372036854775807 as bigint) + 1",
  "-9223372036854775808 / -1",
  "1e308 * 10",
  "array_join(repeat('x', 100000), ',')",
  "date_add('year', 2147483647, date '2020-01-01')",
  "from_unixtime(1e300)",
  "format('%999999999d', 1)",
  "format('%n%s', 'a')",
  "transform(ARRAY[1], x -> transform(ARRAY[x], x -> x))",
  "element_at(MAP(ARRAY['__proto__'], ARRAY[1]), '__proto__')",
  "U&'\\D800'",
  "chr(55296)",
  "chr(-1)",
  "from_hex('zz')",
  "from_utf8(X'ff')",
  "decimal '99999999999999999999999999999999999999' * 10",
  "reduce(sequence(1, 10), 0, (s, x) -> s + x, s -> 1 / (s - 55))",
] as const;

/** Statements that try to reach files, settings and the engine below, and some that are only large or odd. */
export function hostileSql(random: Random, targets: Targets): string {
  const { secretFile, outsideFolder } = targets;
  const up = "../".repeat(1 + random.below(10));
  const relative = `s3://athenaeum-results/${up.repeat(2)}${secretFile.slice(1)}`;
  const source = () => random.pick(fileSources(random.pick([secretFile, relative, "/etc/passwd"])));
  const location = () => hostileLocation(random, targets);
  const text = () => hostileText(random, targets).slice(0, 2_000);
  const columns = "(a string)";
  const name = () => `t${random.below(20)}`;
  return random.pick<() => string>([
    () => `SELECT * FROM ${source()}`,
    () => `SELECT * FROM ${source()} AS x LIMIT 5`,
    () => `WITH x AS (SELECT * FROM ${source()}) SELECT * FROM x`,
    () => `SELECT (SELECT max(content) FROM ${source()})`,
    () => `SELECT ${random.pick(EXPRESSIONS)}`,
    () => `SELECT ${random.pick(EXPRESSIONS)} FROM ${source()}`,
    () => `SELECT '${text()}'`,
    () => `SELECT "${text()}"`,
    () => text(),
    () => `SELECT ${"(".repeat(random.pick([9, 60, 400]))}1`,
    () => `SELECT ${nested(random.pick(nestedCalls), random.pick([5, 12, 30]))}`,
    () => `SELECT ${"1 + ".repeat(random.below(100))}1`,
    () => `SELECT ${"- ".repeat(random.below(100))}1`,
    () => `SELECT 1; COPY (SELECT 1) TO '${outsideFolder}/planted.csv'`,
    () => `COPY (SELECT 1) TO '${outsideFolder}/planted.csv'`,
    () => `EXPORT DATABASE '${outsideFolder}'`,
    () => `ATTACH '${outsideFolder}/planted.db'`,
    () => "INSTALL httpfs",
    () => "LOAD '/tmp/x.duckdb_extension'",
    () => "SET enable_external_access = true",
    () => "PRAGMA database_list",
    () => "CREATE MACRO m(a) AS a",
    () => `CREATE SECRET (TYPE s3)`,
    () => `CREATE EXTERNAL TABLE ${name()} ${columns} LOCATION '${location()}'`,
    () =>
      `CREATE EXTERNAL TABLE ${name()} ${columns} STORED AS PARQUET LOCATION '${random.pick([location(), relative])}'`,
    () =>
      `CREATE EXTERNAL TABLE \`${text().replaceAll("`", "")}\` ${columns} LOCATION '${location()}'`,
    () => `CREATE TABLE ${name()} WITH (external_location = '${location()}') AS SELECT 1 AS a`,
    () => `CREATE TABLE ${name()} AS SELECT * FROM ${source()}`,
    () => `CREATE OR REPLACE VIEW v${random.below(5)} AS SELECT * FROM ${source()}`,
    () => `CREATE DATABASE d${random.below(5)} LOCATION '${location()}'`,
    () => `UNLOAD (SELECT 1 AS a) TO '${location()}' WITH (format = 'TEXTFILE')`,
    () => `INSERT INTO ${name()} VALUES ('x')`,
    () => `INSERT INTO ${name()} SELECT * FROM ${source()}`,
    () => `SELECT * FROM ${name()}`,
    () => `SELECT "$path" FROM ${name()}`,
    () => `ALTER TABLE ${name()} SET LOCATION '${location()}'`,
    () => `ALTER TABLE ${name()} ADD PARTITION (p = '${up}x') LOCATION '${location()}'`,
    () => `MSCK REPAIR TABLE ${name()}`,
    () => `DROP TABLE IF EXISTS ${name()}`,
    () => `SHOW TABLES '${random.pick(["(a+)+$", "[", "*", "..", "(?<x"])}'`,
    () => `DESCRIBE ${name()}`,
    () => `EXPLAIN SELECT * FROM ${source()}`,
    () => `PREPARE p${random.below(9)} FROM SELECT * FROM ${source()} WHERE a = ?`,
    () => `EXECUTE p${random.below(9)} USING '${text().replaceAll("'", "''")}'`,
    () => `SELECT ? FROM ${source()}`,
  ])();
}
