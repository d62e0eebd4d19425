import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestEngine, type TestEngine } from "../test-engine.fixture";

let athena: TestEngine;
beforeAll(async () => {
  athena = await openTestEngine();
});
afterAll(() => athena.close());

const newYork = "TIMESTAMP '2024-03-05 02:00:00.000 America/New_York'";
const tokyo = "TIMESTAMP '2024-03-05 12:00:00 Asia/Tokyo'";
const utc = "TIMESTAMP '2024-03-05 12:00:00 UTC'";

test.each<[string, (string | null)[]]>([
  [`SELECT ${utc}, ${tokyo}`, ["2024-03-05 12:00:00 UTC", "2024-03-05 12:00:00 Asia/Tokyo"]],
  [`SELECT at_timezone(${utc}, 'America/New_York')`, ["2024-03-05 07:00:00 America/New_York"]],
  [
    `SELECT ${utc} AT TIME ZONE '-03:30', ${utc} AT TIME ZONE INTERVAL '2' HOUR`,
    ["2024-03-05 08:30:00 -03:30", "2024-03-05 14:00:00 +02:00"],
  ],
  [
    "SELECT with_timezone(TIMESTAMP '2024-07-01 10:00:00.000', 'Europe/Rome')",
    ["2024-07-01 10:00:00.000 Europe/Rome"],
  ],
  [
    `WITH t AS (SELECT ${utc} AT TIME ZONE 'Asia/Tokyo' AS a) SELECT a, a = ${utc}, timezone_hour(a) FROM (SELECT * FROM t)`,
    ["2024-03-05 21:00:00 Asia/Tokyo", "true", "9"],
  ],
  [
    `SELECT date_trunc('day', x), hour(x), x + INTERVAL '1' DAY, date_add('month', 1, x) FROM (SELECT ${newYork} AS x)`,
    [
      "2024-03-05 00:00:00.000 America/New_York",
      "2",
      "2024-03-06 02:00:00.000 America/New_York",
      "2024-04-05 02:00:00.000 America/New_York",
    ],
  ],
  [
    `SELECT CAST(x AS varchar), CAST(x AS date), CAST(x AS timestamp), to_iso8601(x) FROM (SELECT ${newYork} AS x)`,
    [
      "2024-03-05 02:00:00.000 America/New_York",
      "2024-03-05",
      "2024-03-05 02:00:00.000",
      "2024-03-05T02:00:00.000-05:00",
    ],
  ],
  // The clock goes forward on 10 March 2024: a day is 24 hours, a month is of the calendar.
  [
    "SELECT x + INTERVAL '1' DAY, x + INTERVAL '1' MONTH FROM (SELECT TIMESTAMP '2024-03-09 12:00:00 America/New_York' AS x)",
    ["2024-03-10 13:00:00 America/New_York", "2024-04-09 12:00:00 America/New_York"],
  ],
  [
    `SELECT array_agg(x), max(x) = ${utc} FROM (VALUES ${utc}, ${tokyo}) t(x)`,
    ["[2024-03-05 12:00:00 UTC, 2024-03-05 12:00:00 Asia/Tokyo]", "true"],
  ],
  [
    `SELECT CASE WHEN 1 = 2 THEN ${utc} ELSE ${tokyo} END, coalesce(NULL, ${tokyo}), ARRAY[${tokyo}][1]`,
    [
      "2024-03-05 12:00:00 Asia/Tokyo",
      "2024-03-05 12:00:00 Asia/Tokyo",
      "2024-03-05 12:00:00 Asia/Tokyo",
    ],
  ],
  [
    `SELECT ${tokyo} < ${utc}, ${tokyo} BETWEEN ${newYork} AND ${utc}, ${utc} IN (${tokyo}, TIMESTAMP '2024-03-05 21:00:00 Asia/Tokyo'), ${utc} IN (SELECT TIMESTAMP '2024-03-05 21:00:00 Asia/Tokyo')`,
    ["true", "false", "true", "true"],
  ],
  [`SELECT ${utc} - ${tokyo}, date_diff('hour', ${tokyo}, ${utc})`, ["0 09:00:00.000", "9"]],
  [
    "SELECT CAST('2024-03-05 07:00:00 America/New_York' AS timestamp with time zone), CAST(NULL AS timestamp with time zone)",
    ["2024-03-05 07:00:00.000 America/New_York", null],
  ],
  [
    `SELECT typeof(${tokyo}), typeof(current_timestamp)`,
    ["timestamp(0) with time zone", "timestamp(3) with time zone"],
  ],
  [
    "SELECT x FROM (SELECT TIMESTAMP '2024-01-01 00:00:00 UTC' AS x UNION ALL SELECT TIMESTAMP '2024-01-01 00:00:00 Asia/Tokyo') ORDER BY x LIMIT 1",
    ["2024-01-01 00:00:00 Asia/Tokyo"],
  ],
  // Two zones, one instant.
  [
    `SELECT count(*), min(n) FROM (SELECT x, count(*) AS n FROM (VALUES ${utc}, TIMESTAMP '2024-03-05 21:00:00 Asia/Tokyo') t(x) GROUP BY x)`,
    ["1", "2"],
  ],
  [
    `SELECT date_trunc('hour', x) AS h, count(*) FROM (VALUES ${tokyo}, ${tokyo}) t(x) WHERE x < ${utc} GROUP BY 1 HAVING count(*) > 1 ORDER BY h`,
    ["2024-03-05 12:00:00 Asia/Tokyo", "2"],
  ],
  [
    `SELECT count(*) FROM (SELECT DISTINCT x, 1 FROM (VALUES ${utc}, TIMESTAMP '2024-03-05 21:00:00 Asia/Tokyo') t(x))`,
    ["1"],
  ],
  // What an aggregate is over are rows, not the groups of their instants.
  [
    `SELECT count(x), max(x) = ${utc}, array_agg(x) FROM (VALUES ${utc}, TIMESTAMP '2024-03-05 21:00:00 Asia/Tokyo') t(x) GROUP BY x HAVING min(x) = x`,
    ["2", "true", "[2024-03-05 12:00:00 UTC, 2024-03-05 21:00:00 Asia/Tokyo]"],
  ],
  [
    `SELECT max(n), max(r) FROM (SELECT row_number() OVER (PARTITION BY x) AS n, rank() OVER (ORDER BY x) AS r FROM (VALUES ${utc}, TIMESTAMP '2024-03-05 21:00:00 Asia/Tokyo') t(x))`,
    ["2", "1"],
  ],
  [
    "SELECT from_iso8601_timestamp('2024-03-05T10:00:00+02:00'), from_iso8601_timestamp('2024-03-05T10:00:00.5-05:30'), from_iso8601_timestamp('2024-03-05T10:00:00Z')",
    [
      "2024-03-05 10:00:00.000 +02:00",
      "2024-03-05 10:00:00.500 -05:30",
      "2024-03-05 10:00:00.000 UTC",
    ],
  ],
  [
    "SELECT hour(x), date(x), x = TIMESTAMP '2024-03-06 04:30:00 UTC', x AT TIME ZONE 'UTC' FROM (SELECT from_iso8601_timestamp('2024-03-05T23:30:00-05:00') AS x)",
    ["23", "2024-03-05", "true", "2024-03-06 04:30:00.000 UTC"],
  ],
  [
    "SELECT parse_datetime('2024-03-05 10:00 +0200', 'yyyy-MM-dd HH:mm Z')",
    ["2024-03-05 10:00:00.000 +02:00"],
  ],
  [
    "SELECT with_timezone(TIMESTAMP '2024-03-05 12:00:00', 'Europe/Berlin'), to_iso8601(TIMESTAMP '2024-03-05 12:00:00'), to_iso8601(TIMESTAMP '2024-03-05 12:00:00.123456'), to_iso8601(TIMESTAMP '2024-03-05 12:00:00 UTC')",
    [
      "2024-03-05 12:00:00 Europe/Berlin",
      "2024-03-05T12:00:00",
      "2024-03-05T12:00:00.123456",
      "2024-03-05T12:00:00Z",
    ],
  ],
  // A constant of a function written in JavaScript, beside the time: DuckDB must not plan twice.
  [
    "SELECT from_iso8601_timestamp('2024-03-05T10:00:00Z') < now(), human_readable_seconds(5), current_date > DATE '2024-01-01'",
    ["true", "5 seconds", "true"],
  ],
])("%s", async (sql, row) => {
  expect((await athena.query(sql)).rows).toEqual([row]);
});

test("grouping sets are of instants, with NULL where they leave one out", async () => {
  const { rows } = await athena.query(
    `SELECT x, hour(x), grouping(x), count(*) FROM (VALUES ${tokyo}, ${tokyo}) t(x) GROUP BY CUBE (x) ORDER BY 3`,
  );
  expect(rows).toEqual([
    ["2024-03-05 12:00:00 Asia/Tokyo", "12", "0", "2"],
    [null, null, "1", "2"],
  ]);
});

test("a view's values keep their zones, and are told apart by their instants", async () => {
  await athena.query(
    `CREATE VIEW moments AS SELECT x FROM (VALUES ${utc}, TIMESTAMP '2024-03-05 21:00:00 Asia/Tokyo') t(x)`,
  );
  const grouped = "SELECT count(*) AS n FROM moments GROUP BY x";
  const distinct = "SELECT count(*) FROM (SELECT DISTINCT x FROM moments)";
  const { rows } = await athena.query(
    `SELECT (${grouped}), (${distinct}), max(hour(x)) FROM moments`,
  );
  expect(rows).toEqual([["2", "1", "21"]]);
});

const twoZones = `(VALUES ${utc}, TIMESTAMP '2024-03-05 21:00:00 Asia/Tokyo') t(x)`;
test.each([
  ...["UNION", "INTERSECT", "EXCEPT", "INTERSECT ALL"].map(
    (operation) => `SELECT x FROM ${twoZones} ${operation} SELECT x FROM ${twoZones}`,
  ),
  `SELECT DISTINCT * FROM ${twoZones}`,
  `SELECT DISTINCT t.*, 1 FROM ${twoZones}`,
])("what would tell zones of one instant apart is refused: %s", async (sql) => {
  expect((await athena.failure(sql)).reason).toMatch(/^NOT_SUPPORTED: line 1:\d+: /);
});

test("a zone that nobody knows is refused where it stands", async () => {
  const { reason } = await athena.failure("SELECT at_timezone(now(), 'Mars/Base')");
  expect(reason).toBe("INVALID_FUNCTION_ARGUMENT: line 1:27: 'Mars/Base' is not a valid time zone");
  const computed = "SELECT at_timezone(now(), z) FROM (VALUES 'Mars/Base') t(z)";
  expect((await athena.failure(computed)).reason).toMatch(/'Mars\/Base' is not a valid time zone/);
});
