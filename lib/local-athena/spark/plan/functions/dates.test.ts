import { afterAll, beforeAll, expect, test } from "vitest";
import { type PlanWorld, planWorld } from "../plans.fixture";
import { expectAnswer, type FunctionCase } from "./answers.fixture";

let world: PlanWorld;
beforeAll(async () => {
  world = await planWorld();
});
afterAll(() => world.close());

const at = "timestamp'2024-01-05 14:03:07.012345'";
const cases: FunctionCase[] = [
  ["add_months('2016-08-31', 1)", "2016-09-30", "date"],
  ["add_months('2016-02-29', 12)", "2017-02-28", "date"],
  ["current_date()", "2024-01-31", "date"],
  ["current_timestamp()", "2024-01-31T10:00:00Z", "timestamp"],
  ["now()", "2024-01-31T10:00:00Z", "timestamp"],
  ["date_add('2016-07-30', 1)", "2016-07-31", "date"],
  ["date_add('x', 1)", null, "date"],
  ["date_sub('2016-07-30', 1)", "2016-07-29", "date"],
  ["datediff('2009-07-31', '2009-07-30')", 1, "int"],
  ["datediff('2009-07-30', '2009-07-31')", -1, "int"],
  ["date_from_unix_date(1)", "1970-01-02", "date"],
  ["unix_date(DATE'1970-01-02')", 1, "int"],
  ["date_part('YEAR', TIMESTAMP '2019-08-12 01:00:00.123456')", 2019, "int"],
  ["date_part('week', timestamp'2019-08-12 01:00:00.123456')", 33, "int"],
  ["date_part('doy', DATE'2019-08-12')", 224, "int"],
  ["date_part('SECONDS', timestamp'2019-10-01 00:00:01.000001')", "1.000001", "decimal(8,6)"],
  ["extract(DOW FROM DATE'2024-01-05')", 6, "int"],
  ["day('2009-07-30')", 30, "int"],
  ["dayofweek('2009-07-30')", 5, "int"],
  ["weekday('2009-07-30')", 3, "int"],
  ["dayofyear('2016-04-09')", 100, "int"],
  ["weekofyear('2008-02-20')", 8, "int"],
  ["quarter('2016-08-31')", 3, "int"],
  ["month('2016-07-30')", 7, "int"],
  ["year('2016-07-30')", 2016, "int"],
  ["hour('2009-07-30 12:58:59')", 12, "int"],
  ["minute('2009-07-30 12:58:59')", 58, "int"],
  ["second('2009-07-30 12:58:59')", 59, "int"],
  ["last_day('2009-01-12')", "2009-01-31", "date"],
  ["next_day('2015-01-14', 'TU')", "2015-01-20", "date"],
  ["next_day('2015-01-14', 'WEDNESDAY')", "2015-01-21", "date"],
  ["next_day('2015-01-14', 'xx')", null, "date"],
  ["months_between('1997-02-28 10:30:00', '1996-10-30')", 3.94959677, "double"],
  ["months_between('1997-02-28 10:30:00', '1996-10-30', false)", 3.9495967741935485, "double"],
  ["months_between('2024-03-31', '2024-02-29')", 1, "double"],
  ["trunc('2019-08-04', 'week')", "2019-07-29", "date"],
  ["trunc('2019-08-04', 'quarter')", "2019-07-01", "date"],
  ["trunc('2009-02-12', 'MM')", "2009-02-01", "date"],
  ["trunc('2009-02-12', 'day')", null, "date"],
  ["date_trunc('YEAR', '2015-03-05T09:32:05.359')", "2015-01-01T00:00:00Z", "timestamp"],
  ["date_trunc('DD', '2015-03-05T09:32:05.359')", "2015-03-05T00:00:00Z", "timestamp"],
  [
    "date_trunc('MILLISECOND', '2015-03-05T09:32:05.123456')",
    "2015-03-05T09:32:05.123Z",
    "timestamp",
  ],
  ["date_trunc('x', '2015-03-05T09:32:05.359')", null, "timestamp"],
  ["make_date(2013, 7, 15)", "2013-07-15", "date"],
  ["make_date(2019, 13, 1)", null, "date"],
  ["make_timestamp(2014, 12, 28, 6, 30, 45.887)", "2014-12-28T06:30:45.887Z", "timestamp"],
  ["make_timestamp(2019, 6, 30, 23, 59, 60)", "2019-07-01T00:00:00Z", "timestamp"],
  ["make_timestamp(2019, 13, 1, 10, 11, 12)", null, "timestamp"],
  ["timestamp_seconds(1230219000)", "2008-12-25T15:30:00Z", "timestamp"],
  ["timestamp_seconds(1230219000.123)", "2008-12-25T15:30:00.123Z", "timestamp"],
  ["timestamp_millis(1230219000123)", "2008-12-25T15:30:00.123Z", "timestamp"],
  ["timestamp_micros(1230219000123123)", "2008-12-25T15:30:00.123123Z", "timestamp"],
  ["unix_seconds(TIMESTAMP('1970-01-01 00:00:01Z'))", 1, "bigint"],
  ["unix_seconds(TIMESTAMP('1969-12-31 23:59:59.5Z'))", -1, "bigint"],
  ["unix_millis(TIMESTAMP('1970-01-01 00:00:01Z'))", 1000, "bigint"],
  ["unix_micros(TIMESTAMP('1970-01-01 00:00:01Z'))", 1000000, "bigint"],
  ["from_unixtime(0, 'yyyy-MM-dd HH:mm:ss')", "1970-01-01 00:00:00", "string"],
  ["from_unixtime(0)", "1970-01-01 00:00:00", "string"],
  ["unix_timestamp('2016-04-08', 'yyyy-MM-dd')", 1460073600, "bigint"],
  ["unix_timestamp(DATE'2016-04-08')", 1460073600, "bigint"],
  ["unix_timestamp()", 1706695200, "bigint"],
  ["to_unix_timestamp('2016-04-08', 'yyyy-MM-dd')", 1460073600, "bigint"],
  ["to_date('2009-07-30 04:17:52')", "2009-07-30", "date"],
  ["to_date('2016-12-31', 'yyyy-MM-dd')", "2016-12-31", "date"],
  ["to_date('31/12/2016', 'dd/MM/yyyy')", "2016-12-31", "date"],
  ["to_date('x')", null, "date"],
  ["to_timestamp('2016-12-31 00:12:00')", "2016-12-31T00:12:00Z", "timestamp"],
  ["to_timestamp('2016-12-31', 'yyyy-MM-dd')", "2016-12-31T00:00:00Z", "timestamp"],
  [
    "to_timestamp('Jan 5, 2024 2:03 PM', 'MMM d, yyyy h:mm a')",
    "2024-01-05T14:03:00Z",
    "timestamp",
  ],
  [
    "to_timestamp('2024-01-05T14:03:07.5+02:00', \"yyyy-MM-dd'T'HH:mm:ss.SXXX\")",
    "2024-01-05T12:03:07.5Z",
    "timestamp",
  ],
  ["to_timestamp('not a date', 'yyyy-MM-dd')", null, "timestamp"],
  ["to_timestamp('20240105', 'yyyyMMdd')", "2024-01-05T00:00:00Z", "timestamp"],
  ["from_utc_timestamp('2016-08-31', 'Asia/Seoul')", "2016-08-31T09:00:00Z", "timestamp"],
  ["to_utc_timestamp('2016-08-31', 'Asia/Seoul')", "2016-08-30T15:00:00Z", "timestamp"],
  [
    "from_utc_timestamp('2024-07-01 12:00:00', 'America/New_York')",
    "2024-07-01T08:00:00Z",
    "timestamp",
  ],
  ["to_utc_timestamp('2024-07-01 12:00:00', '+02:00')", "2024-07-01T10:00:00Z", "timestamp"],
  ["date_format('2016-04-08', 'y')", "2016", "string"],
  [`date_format(${at}, 'yyyy-MM-dd HH:mm:ss.SSS')`, "2024-01-05 14:03:07.012", "string"],
  [`date_format(${at}, 'EEEE, d MMMM yyyy h:mm a')`, "Friday, 5 January 2024 2:03 PM", "string"],
  [
    `date_format(${at}, "EEE yy D DDD Q QQQ k K 'o''clock'")`,
    "Fri 24 5 005 1 Q1 14 2 o'clock",
    "string",
  ],
  [
    `date_format(${at}, "yyyy-MM-dd'T'HH:mm:ssXXX Z z VV")`,
    "2024-01-05T14:03:07Z +0000 UTC UTC",
    "string",
  ],
  [`date_format(${at}, 'G MM L LL SSSSSS')`, "AD 01 1 01 012345", "string"],
];

test.each(cases)("%s", (...one) => expectAnswer(world, one));

test("patterns that Spark 3 does not take are refused in its words", async () => {
  expect(await world.failure("SELECT date_format(now(), 'YYYY-MM-dd')")).toContain(
    "All week-based patterns are unsupported since Spark 3.0, detected: Y",
  );
  expect(await world.failure("SELECT date_format(now(), 'b')")).toContain(
    "Illegal pattern character: b",
  );
});

test("what only the parser of Spark 2 would read is refused, not guessed", async () => {
  expect(await world.failure("SELECT to_date('2021-1-5', 'yyyy-MM-dd')")).toContain(
    "Fail to parse '2021-1-5' in the new parser",
  );
  expect(await world.failure("SELECT to_date('2021-01-05 10:00', 'yyyy-MM-dd')")).toContain(
    "org.apache.spark.SparkUpgradeException",
  );
});
