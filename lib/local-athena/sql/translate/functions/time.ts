import { same, type Templates } from "./same";

export const timeTemplates: Templates = {
  ...same("year quarter month day hour minute second millisecond", "athena_@($1)"),
  version: ["CAST('local-athena' AS VARCHAR)"],
  current_timezone: ["CAST('UTC' AS VARCHAR)"],
  date: ["athena_date($1)"],
  day_of_month: ["athena_day($1)"],
  ...same("day_of_week dow", "isodow($1)"),
  ...same("day_of_year doy", "dayofyear($1)"),
  ...same("week week_of_year", "week($1)"),
  ...same("year_of_week yow", "isoyear($1)"),
  to_unixtime: ["epoch($1)"],
  from_iso8601_timestamp: ["athena_from_iso_timestamp($1)"],
  from_iso8601_date: ["athena_from_iso_date($1)"],
  to_iso8601: ["athena_iso($1)"],
  last_day_of_month: ["last_day($1)"],
  // Where the types are known these are written by typed-calls.ts.
  at_timezone: ["", "athena_in_zone($1, $2)"],
  with_timezone: ["", "athena_with_zone($1, $2)"],
  timezone_hour: ["(athena_zone_minutes($1) // 60)"],
  timezone_minute: ["(athena_zone_minutes($1) % 60)"],
  human_readable_seconds: ["athena_human_seconds($1)"],
  parse_duration: ["to_milliseconds(athena_duration($1))"],
  to_milliseconds: ["athena_interval_ms($1)"],
  date_parse: ["athena_date_parse($1, $2)"],
  parse_datetime: ["athena_parse_datetime($1, $2)"],
};
