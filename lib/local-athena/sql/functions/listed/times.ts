import { listed } from "./signature";

const instants = "timestamp(p) with time zone";
const moments = (name: string, description: string) =>
  `  ${name}: bigint(date); bigint(timestamp(p)); bigint(${instants}) | ${description}`;
const clocks = (name: string, description: string) =>
  `  ${name}: bigint(time(p)); bigint(timestamp(p)); bigint(${instants}); bigint(interval day to second) | ${description}`;

export const listedTimes = listed(
  "scalar",
  `
  at_timezone: ${instants}(${instants}, varchar(x)) | Converts an instant to the given time zone
  current_timezone: varchar() | Current time zone
  date: date(varchar(x)); date(timestamp(p)); date(${instants}) | Converts to a date
  date_add: date(varchar(x), bigint, date); time(p)(varchar(x), bigint, time(p)); timestamp(p)(varchar(x), bigint, timestamp(p)); ${instants}(varchar(x), bigint, ${instants}) | Add the specified amount of a unit to the given value
  date_diff: bigint(varchar(x), date, date); bigint(varchar(x), time(p), time(p)); bigint(varchar(x), timestamp(p), timestamp(p)); bigint(varchar(x), ${instants}, ${instants}) | Difference of the given values in the given unit
  date_format: varchar(timestamp(p), varchar(x)); varchar(${instants}, varchar(x)) | Formats the given timestamp by the given format
  date_parse: timestamp(3)(varchar(x), varchar(y)) | Parses the given text by the given format
  date_trunc: date(varchar(x), date); time(p)(varchar(x), time(p)); timestamp(p)(varchar(x), timestamp(p)); ${instants}(varchar(x), ${instants}) | Truncate to the specified precision
  format_datetime: varchar(timestamp(p), varchar(x)); varchar(${instants}, varchar(x)) | Formats the given time by the given format
  from_iso8601_date: date(varchar(x)) | Parses an ISO 8601 formatted date
  from_iso8601_timestamp: timestamp(3) with time zone(varchar(x)) | Parses an ISO 8601 formatted timestamp
  from_unixtime: timestamp(3) with time zone(double); timestamp(3) with time zone(double, varchar(x)); timestamp(3) with time zone(double, bigint, bigint) | Converts seconds since the epoch to an instant
  human_readable_seconds: varchar(double) | Formats a number of seconds as weeks, days, hours, minutes and seconds
  last_day_of_month: date(date); date(timestamp(p)); date(${instants}) | Last day of the month of the given date
  now: timestamp(3) with time zone() | Current timestamp with time zone
  parse_datetime: timestamp(3) with time zone(varchar(x), varchar(y)) | Parses the specified date and time by the given format
  parse_duration: interval day to second(varchar(x)) | Convert duration string to an interval
  timezone_hour: bigint(${instants}) | Time zone hour of the given timestamp
  timezone_minute: bigint(${instants}) | Time zone minute of the given timestamp
  to_iso8601: varchar(16)(date); varchar(n)(timestamp(p)); varchar(n)(${instants}) | Formats a value as ISO 8601
  to_milliseconds: bigint(interval day to second) | Converts an interval to milliseconds
  to_unixtime: double(timestamp(p)); double(${instants}) | Seconds since the epoch
  version: varchar() | The version of the service
  with_timezone: ${instants}(timestamp(p), varchar(x)) | A timestamp with the given time zone
${[
  moments("day", "Day of the month of the given date"),
  moments("day_of_month", "Day of the month of the given date"),
  moments("day_of_week", "Day of the week of the given date"),
  moments("day_of_year", "Day of the year of the given date"),
  moments("dow", "Day of the week of the given date"),
  moments("doy", "Day of the year of the given date"),
  moments("month", "Month of the year of the given date"),
  moments("quarter", "Quarter of the year of the given date"),
  moments("week", "Week of the year of the given date"),
  moments("week_of_year", "Week of the year of the given date"),
  moments("year", "Year of the given date"),
  moments("year_of_week", "Year of the ISO week of the given date"),
  moments("yow", "Year of the ISO week of the given date"),
  clocks("hour", "Hour of the day of the given time"),
  clocks("minute", "Minute of the hour of the given time"),
  clocks("second", "Second of the minute of the given time"),
  clocks("millisecond", "Millisecond of the second of the given time"),
].join("\n")}
`,
);
