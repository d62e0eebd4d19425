import { quoteText } from "../../../sql/translate/tree";
import { castSql } from "../compile-casts";
import type { SparkType } from "../plan";
import { type ArgumentRule, type CallSite, type FunctionTable, scalar } from "./definition";
import { timeWindow } from "./time-window";

const integer = (sql: string) => `CAST(${sql} AS INTEGER)`;
const ofDate = (sql: (date: string) => string) =>
  scalar(["date"], "integer", ([date = ""]) => integer(sql(date)));
const ofTime = (part: string) =>
  scalar(["timestamp"], "integer", ([time]) => integer(`${part}(${time})`));
const days: ArgumentRule = "integer";
const dateOrTime: ArgumentRule = ["date", "timestamp", "string"];

/** What date_trunc and trunc cut to, by the names that they take. */
const units: Record<string, string> = Object.fromEntries(
  Object.entries({
    year: ["YEAR", "YYYY", "YY"],
    quarter: ["QUARTER"],
    month: ["MONTH", "MON", "MM"],
    week: ["WEEK"],
    day: ["DAY", "DD"],
    hour: ["HOUR"],
    minute: ["MINUTE"],
    second: ["SECOND"],
    milliseconds: ["MILLISECOND"],
    microseconds: ["MICROSECOND"],
  }).flatMap(([unit, names]) => names.map((name) => [name, unit])),
);
const dateUnits = ["year", "quarter", "month", "week"];

/** A unit that is known before the rows, or a choice among all of them. */
function truncated(
  unit: string,
  constant: unknown,
  value: string,
  allowed: (unit: string) => boolean,
  type: string,
): string {
  const cut = (name: string) => `CAST(date_trunc('${name}', ${value}) AS ${type})`;
  if (typeof constant === "string") {
    const known = units[constant.toUpperCase()];
    return known && allowed(known) ? cut(known) : `CAST(NULL AS ${type})`;
  }
  const branches = Object.entries(units)
    .filter(([, name]) => allowed(name))
    .map(([name, known]) => `WHEN '${name}' THEN ${cut(known)}`);
  return `CASE upper(${unit}) ${branches.join(" ")} END`;
}

/** EXTRACT's and date_part's fields. */
const fields: Record<string, (time: string) => string> = {
  year: (x) => `year(${x})`,
  yearofweek: (x) => `isoyear(${x})`,
  quarter: (x) => `quarter(${x})`,
  month: (x) => `month(${x})`,
  week: (x) => `week(${x})`,
  day: (x) => `day(${x})`,
  dayofweek: (x) => `(dayofweek(${x}) + 1)`,
  dow: (x) => `(dayofweek(${x}) + 1)`,
  dayofweek_iso: (x) => `isodow(${x})`,
  doy: (x) => `dayofyear(${x})`,
  hour: (x) => `hour(${x})`,
  minute: (x) => `minute(${x})`,
};
const fieldNames: Record<string, string> = {
  y: "year",
  years: "year",
  yr: "year",
  yrs: "year",
  qtr: "quarter",
  mon: "month",
  mons: "month",
  months: "month",
  w: "week",
  weeks: "week",
  d: "day",
  days: "day",
  dow_iso: "dayofweek_iso",
  h: "hour",
  hours: "hour",
  hr: "hour",
  hrs: "hour",
  m: "minute",
  min: "minute",
  mins: "minute",
  minutes: "minute",
};
const isSecond = (field: unknown) => /^(s|sec|secs|second|seconds)$/i.test(String(field));

const fieldOf = (constant: unknown): string => {
  const name = String(constant).toLowerCase();
  return fieldNames[name] ?? name;
};

const datePart = scalar(
  ["string", "timestamp"],
  ([field]) => (isSecond(field?.constant) ? "decimal(8,6)" : "integer"),
  ([, time = ""], { args }) => {
    if (isSecond(args[0]?.constant)) {
      return `CAST(CAST(microsecond(${time}) AS DECIMAL(18,6)) / 1000000 AS DECIMAL(8,6))`;
    }
    const sql = fields[fieldOf(args[0]?.constant)];
    return sql ? integer(sql(time)) : "CAST(NULL AS INTEGER)";
  },
  { nullable: "always" },
);

const addDays = (sign: "+" | "-") =>
  scalar(["date", days], "date", ([date, count]) => `CAST(${date} ${sign} ${count} AS DATE)`);
const day = ofDate((date) => `day(${date})`);
const currentDate = scalar(
  [],
  "date",
  (_, { nowMicros }) => `CAST(make_timestamp(${nowMicros}) AS DATE)`,
);
const currentTimestamp = scalar(
  [],
  "timestamp",
  (_, { nowMicros }) => `make_timestamp(${nowMicros})`,
);

const isoFormat = "yyyy-MM-dd HH:mm:ss";
const parsed = (value: string | undefined, format: string | undefined, call: CallSite) => {
  const policy = call.setting("spark.sql.legacy.timeParserPolicy") ?? "EXCEPTION";
  return `spark_parse_time(${value}, ${format}, ${policy.toUpperCase() === "CORRECTED"})`;
};

/** Without a format it is a cast; with one, dates and times become text as to_date and to_timestamp read it. */
const parsedAs = (type: SparkType, types: SparkType[]): (SparkType | undefined)[] =>
  types.length === 1 ? [type] : ["string", "string"];

const toUnix = (name: string) =>
  scalar(
    [dateOrTime, "string"],
    "long",
    ([value, format = quoteText(isoFormat)], call) => {
      const { args, nowMicros } = call;
      if (value === undefined) return `CAST(${nowMicros / 1_000_000n} AS BIGINT)`;
      const time =
        args[0]?.type === "string" ? parsed(value, format, call) : `CAST(${value} AS TIMESTAMP)`;
      return `spark_floor_div(epoch_us(${time}), 1000000)`;
    },
    {
      optional: name === "unix_timestamp" ? 2 : 1,
      nullable: "always",
      text: (args) => {
        const [value = "current_timestamp()", format = isoFormat] = args;
        return `${name}(${value}, ${format})`;
      },
    },
  );

const instant = (unit: bigint) =>
  scalar(
    ["integral"],
    "timestamp",
    ([value]) => `make_timestamp(CAST(${value} AS BIGINT) * ${unit})`,
  );
const since = (unit: bigint) =>
  scalar(["timestamp"], "long", ([time]) =>
    unit === 1n ? `epoch_us(${time})` : `spark_floor_div(epoch_us(${time}), ${unit})`,
  );

const named = (name: string) => (args: string[]) => `${name}(${args.join(", ")})`;

/** Functions of dates and times. All times are in UTC. */
export const dateFunctions: FunctionTable = {
  add_months: scalar(
    ["date", "integer"],
    "date",
    ([date, count]) => `CAST(${date} + to_months(${count}) AS DATE)`,
  ),
  current_date: currentDate,
  current_timestamp: currentTimestamp,
  current_timezone: scalar([], "string", () => "'UTC'"),
  curdate: currentDate,
  date_add: addDays("+"),
  date_format: scalar(["timestamp", "string"], "string", named("spark_date_format")),
  date_from_unix_date: scalar(
    ["integer"],
    "date",
    ([count]) => `CAST(DATE '1970-01-01' + ${count} AS DATE)`,
  ),
  date_part: datePart,
  date_sub: addDays("-"),
  date_trunc: scalar(
    ["string", "timestamp"],
    "timestamp",
    ([unit = "", time = ""], { args }) =>
      truncated(unit, args[0]?.constant, time, () => true, "TIMESTAMP"),
    { nullable: "always" },
  ),
  datediff: scalar(["date", "date"], "integer", ([end, start]) => integer(`${end} - ${start}`)),
  day,
  dayofmonth: day,
  dayofweek: ofDate((date) => `dayofweek(${date}) + 1`),
  dayofyear: ofDate((date) => `dayofyear(${date})`),
  from_unixtime: scalar(
    ["long", "string"],
    "string",
    ([seconds, format = quoteText(isoFormat)]) =>
      `spark_date_format(make_timestamp(${seconds} * 1000000), ${format})`,
    {
      optional: 1,
      text: ([seconds, format = isoFormat]) => `from_unixtime(${seconds}, ${format})`,
    },
  ),
  from_utc_timestamp: scalar(["timestamp", "string"], "timestamp", named("spark_from_utc")),
  hour: ofTime("hour"),
  last_day: scalar(["date"], "date", named("last_day")),
  make_date: scalar(["integer", "integer", "integer"], "date", named("spark_make_date"), {
    nullable: "always",
  }),
  make_timestamp: scalar(
    ["integer", "integer", "integer", "integer", "integer", { type: "decimal(8,6)" }],
    "timestamp",
    named("spark_make_timestamp"),
    { nullable: "always" },
  ),
  minute: ofTime("minute"),
  month: ofDate((date) => `month(${date})`),
  months_between: scalar(
    ["timestamp", "timestamp", "boolean"],
    "double",
    ([end, start, isRounded = "true"]) => `spark_months_between(${end}, ${start}, ${isRounded})`,
    { optional: 1, text: (args) => `months_between(${[...args, "true"].slice(0, 3).join(", ")})` },
  ),
  next_day: scalar(["date", "string"], "date", named("spark_next_day"), { nullable: "always" }),
  now: currentTimestamp,
  quarter: ofDate((date) => `quarter(${date})`),
  second: ofTime("second"),
  time_window: timeWindow,
  timestamp_micros: instant(1n),
  timestamp_millis: instant(1000n),
  timestamp_seconds: scalar(["numeric"], "timestamp", ([value = ""], { args }) =>
    castSql(value, args[0]?.type ?? "long", "timestamp"),
  ),
  to_date: {
    ...scalar([dateOrTime, "string"], "date", ([value, format], call) =>
      format === undefined ? String(value) : `CAST(${parsed(value, format, call)} AS DATE)`,
    ),
    optional: 1,
    nullable: "always",
    coerce: (types) => parsedAs("date", types),
  },
  to_timestamp: {
    ...scalar([dateOrTime, "string"], "timestamp", ([value, format], call) =>
      format === undefined ? String(value) : parsed(value, format, call),
    ),
    optional: 1,
    nullable: "always",
    coerce: (types) => parsedAs("timestamp", types),
  },
  to_unix_timestamp: toUnix("to_unix_timestamp"),
  to_utc_timestamp: scalar(["timestamp", "string"], "timestamp", named("spark_to_utc")),
  trunc: scalar(
    ["date", "string"],
    "date",
    ([date = "", unit = ""], { args }) =>
      truncated(unit, args[1]?.constant, date, (name) => dateUnits.includes(name), "DATE"),
    { nullable: "always" },
  ),
  unix_date: ofDate((date) => `${date} - DATE '1970-01-01'`),
  unix_micros: since(1n),
  unix_millis: since(1000n),
  unix_seconds: since(1_000_000n),
  unix_timestamp: toUnix("unix_timestamp"),
  weekday: ofDate((date) => `isodow(${date}) - 1`),
  weekofyear: ofDate((date) => `week(${date})`),
  year: ofDate((date) => `year(${date})`),
};
