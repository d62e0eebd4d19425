/** A part of a date, a time, an instant or an interval: an interval's parts carry over into the next. */
const part = (name: string, ofInterval: string, ofTime = `${name}(x)`) =>
  `athena_${name}(x) AS CASE WHEN typeof(x) = 'INTERVAL' THEN CAST(${ofInterval} AS BIGINT) ELSE ${ofTime} END`;

const milliseconds = "epoch_ms(TRY_CAST(x AS INTERVAL))";
const months =
  "datediff('month', TIMESTAMP '2000-01-01', TIMESTAMP '2000-01-01' + TRY_CAST(x AS INTERVAL))";

export const timeMacros: readonly string[] = [
  part("year", `${months} // 12`),
  part("quarter", "NULL"),
  part("month", `${months} % 12`),
  part("day", `${milliseconds} // 86400000`),
  part("hour", `${milliseconds} % 86400000 // 3600000`),
  part("minute", `${milliseconds} % 3600000 // 60000`),
  part("second", `${milliseconds} % 60000 // 1000`, "CAST(floor(second(x)) AS BIGINT)"),
  part("millisecond", `${milliseconds} % 1000`, "CAST(millisecond(x) % 1000 AS BIGINT)"),
  `athena_iso(x) AS CASE WHEN typeof(x) = 'DATE' THEN CAST(x AS VARCHAR)
     WHEN typeof(x) = 'TIMESTAMP WITH TIME ZONE' THEN strftime(CAST(x AS TIMESTAMP), '%Y-%m-%dT%H:%M:%S.%gZ')
     WHEN typeof(x) = 'TIMESTAMP_S' THEN strftime(CAST(x AS TIMESTAMP), '%Y-%m-%dT%H:%M:%S')
     ELSE strftime(CAST(x AS TIMESTAMP), '%Y-%m-%dT%H:%M:%S.%g') END`,
  `athena_interval_ms(x INTERVAL) AS epoch_ms(x)`,
  `athena_stamp(x TIMESTAMP) AS x, (x TIMESTAMPTZ) AS CAST(x AS TIMESTAMP)`,
  `athena_offset(h, m) AS CASE WHEN h < 0 OR m < 0 THEN '-' ELSE '+' END || lpad(CAST(abs(h) AS VARCHAR), 2, '0') || ':' || lpad(CAST(abs(m) AS VARCHAR), 2, '0')`,
];
