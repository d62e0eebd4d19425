import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestEngine, type TestEngine } from "../test-engine.fixture";

let athena: TestEngine;
beforeAll(async () => {
  athena = await openTestEngine();
  await athena.store.createBucket("lake");
});
afterAll(() => athena.close());

const rowsOf = async (sql: string) => (await athena.query(sql)).rows;

/** Every column's type and values, as a query that names no table. */
const SCALARS = `SELECT * FROM (VALUES
  (1, true, CAST(-128 AS tinyint), CAST(32767 AS smallint), -2147483648, 9223372036854775807, REAL '1.5', -0.1e0,
    DECIMAL '12345678901234567890.123456789012345678', DECIMAL '-0.01', 'text', CAST('ab' AS char(4)),
    CAST('long' AS varchar(10)), DATE '1969-12-31', TIMESTAMP '1969-12-31 23:59:59.999', X'00ff0a'),
  (2, false, 127, -32768, 2147483647, -9223372036854775808, REAL '-0.0', 1e300,
    DECIMAL '-99999999999999999999.999999999999999999', DECIMAL '9.99', '', 'é', '', DATE '0001-01-01',
    TIMESTAMP '1582-10-04 12:00:00.001', X''),
  (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  (4, true, 0, 0, 0, 0, REAL '0', 0e0, DECIMAL '0', DECIMAL '0', 'snow ☃ 😀 𝔘', 'zß', '日本', DATE '9999-12-31',
    TIMESTAMP '2262-04-12 00:00:00.123', X'c3'),
  (5, true, 1, 1, 1, 1, REAL '3.4028235E38', 5e-324, DECIMAL '1', DECIMAL '1',
    U&'tab\\0009 comma, quote" apostrophe'' backslash\\\\ bell\\0007', 'x', 'y', DATE '1970-01-01',
    TIMESTAMP '1970-01-01 00:00:00', X'01'),
  (6, true, 1, 1, 1, 1, nan(), infinity(), DECIMAL '1', DECIMAL '1', '\\n', '\\', 'NULL', DATE '2024-02-29',
    TIMESTAMP '2024-02-29 10:00:00', X'5c4e')
  ) AS t(id, b, i8, i16, i32, i64, f32, f64, big, small, text, fixed, bounded, day, moment, bytes)`;

const NESTED = `SELECT * FROM (VALUES
  (1, ARRAY[1, NULL, 3], ARRAY[ARRAY['a', NULL], ARRAY[], NULL],
    MAP(ARRAY['k', 'l'], ARRAY[ARRAY[1, 2], NULL]),
    CAST(ROW(1, 'x', ROW(true, DATE '1969-01-01')) AS ROW(n integer, s varchar, deep ROW(yes boolean, day date))),
    ARRAY[CAST(ROW(1.5, MAP(ARRAY[1], ARRAY['one'])) AS ROW(d decimal(5,2), m map(integer, varchar)))]),
  (2, ARRAY[], ARRAY[], MAP(), CAST(ROW(NULL, NULL, NULL) AS ROW(n integer, s varchar, deep ROW(yes boolean, day date))),
    ARRAY[]),
  (3, NULL, NULL, NULL, NULL, NULL),
  (4, ARRAY[7], ARRAY[ARRAY['', 'snow ☃, "q" [x] {y} :z']], MAP(ARRAY['a:b,c'], ARRAY[ARRAY[]]),
    CAST(ROW(2, 'two, {2} "2"', ROW(NULL, DATE '2024-01-01')) AS ROW(n integer, s varchar, deep ROW(yes boolean, day date))),
    ARRAY[])
  ) AS t(id, numbers, texts, lists, struct, structs)`;

const formats = ["PARQUET", "JSON", "TEXTFILE"];

describe.each(formats)("%s gives back", (format) => {
  test("scalars of every type", async () => {
    const name = `scalars_${format}`;
    await athena.query(`CREATE TABLE ${name} WITH (format = '${format}') AS ${SCALARS}`);
    const wanted = await athena.query(`${SCALARS} ORDER BY id`);
    const given = await athena.query(`SELECT * FROM ${name} ORDER BY id`);
    expect(given.columns.map(({ name, type }) => [name, type])).toEqual(
      wanted.columns.map(({ name, type }) => [name, type]),
    );
    expect(given.rows).toEqual(wanted.rows);
    await athena.query(`INSERT INTO ${name} SELECT * FROM ${name}`);
    expect(await rowsOf(`SELECT count(*), count(DISTINCT id) FROM ${name}`)).toEqual([["12", "6"]]);
    expect(await rowsOf(`SELECT DISTINCT * FROM ${name} ORDER BY id`)).toEqual(wanted.rows);
  });

  test("nested values", async () => {
    const name = `nested_${format}`;
    await athena.query(`CREATE TABLE ${name} WITH (format = '${format}') AS ${NESTED}`);
    expect(await rowsOf(`SELECT * FROM ${name} ORDER BY id`)).toEqual(
      await rowsOf(`${NESTED} ORDER BY id`),
    );
  });
});

test("Iceberg gives back the types that it has", async () => {
  // It has no tinyint, smallint, char and bounded varchar.
  const scalars = `SELECT id, b, i32, i64, f32, f64, big, small, text, day, moment, bytes FROM (${SCALARS})`;
  for (const [name, query] of [
    ["ice_scalars", scalars],
    ["ice_nested", NESTED],
  ]) {
    await athena.query(
      `CREATE TABLE ${name} WITH (table_type = 'ICEBERG', is_external = false, location = 's3://lake/${name}/') AS ${query}`,
    );
    const wanted = await rowsOf(`${query} ORDER BY id`);
    expect(await rowsOf(`SELECT * FROM ${name} ORDER BY id`)).toEqual(wanted);
    await athena.query(`INSERT INTO ${name} SELECT * FROM ${name}`);
    await athena.query(`UPDATE ${name} SET id = id + 100`);
    expect(await rowsOf(`SELECT count(*), min(id), max(id) FROM ${name}`)).toMatchObject([
      [String(2 * wanted.length), "101", String(100 + wanted.length)],
    ]);
  }
});

test("texts with ends of lines come back from Parquet and JSON", async () => {
  for (const format of ["PARQUET", "JSON"]) {
    await athena.query(
      `CREATE TABLE lines_${format} WITH (format = '${format}') AS SELECT U&'a\\000ab\\000dc' AS t`,
    );
    expect(await rowsOf(`SELECT * FROM lines_${format}`)).toEqual([["a\nb\rc"]]);
  }
});

test("binary values within others are not written as JSON", async () => {
  const failure = await athena.failure(
    "CREATE TABLE binaries WITH (format = 'JSON') AS SELECT ARRAY[X'00ff'] AS b",
  );
  expect(failure.reason).toContain("NOT_SUPPORTED");
});
