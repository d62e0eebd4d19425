import { fail } from "./fragments";

/**
 * DuckDB's instants carry no zone. A value of `timestamp with time zone` in another zone than UTC is a struct of both,
 * and each macro here has a form for it; its other form is for every other type.
 */
const zoned = "STRUCT(__instant TIMESTAMPTZ, __zone VARCHAR)";
const value = (instant: string, zone: string) => `{'__instant': ${instant}, '__zone': ${zone}}`;
const isOffset = (zone: string) => `${zone} LIKE '+__:__' OR ${zone} LIKE '-__:__'`;
const utcNames =
  "'UTC', 'Z', 'UT', 'UCT', 'GMT', 'GMT0', 'GREENWICH', 'UNIVERSAL', 'ZULU', '+00:00', '-00:00', 'ETC/UTC', 'ETC/GMT'";
/** Months of an interval, whose other parts move an instant whatever the calendar says. */
const monthsOf = "(datepart('year', i) * 12 + datepart('month', i))";

const stampPattern =
  "'([+-]?[0-9]{4,}-[0-9]{1,2}-[0-9]{1,2}( [0-9]{1,2}:[0-9]{1,2}(:[0-9]{1,2}(\\.[0-9]+)?)?)?) ?([A-Za-z][A-Za-z0-9_/+-]*|[+-][0-9]{2}:[0-9]{2})?'";

export const zoneMacros: readonly string[] = [
  "athena_zone_offset(z) AS to_minutes(CAST(left(z, 1) || '1' AS BIGINT) * (CAST(substr(z, 2, 2) AS BIGINT) * 60 + CAST(substr(z, 5, 2) AS BIGINT)))",
  `athena_local_at(i, z) AS CASE WHEN ${isOffset("z")} THEN timezone('UTC', i) + athena_zone_offset(z) ELSE timezone(z, i) END`,
  `athena_instant_at(l, z) AS CASE WHEN ${isOffset("z")} THEN timezone('UTC', l - athena_zone_offset(z)) ELSE timezone(z, l) END`,
  `athena_zone_name(z) AS CASE WHEN upper(z) IN (${utcNames}) THEN 'UTC' ELSE z END`,
  `athena_local(x ${zoned}) AS athena_local_at(x.__instant, x.__zone), (x) AS x`,
  `athena_instant(x ${zoned}) AS x.__instant, (x) AS x`,
  `athena_zone_of(x ${zoned}) AS x.__zone, (x) AS 'UTC'`,
  `athena_zoned(x ${zoned}) AS x, (x) AS CASE WHEN x IS NOT NULL THEN ${value("CAST(x AS TIMESTAMPTZ)", "'UTC'")} END`,
  `athena_in_zone(x, z) AS CASE WHEN x IS NOT NULL AND z IS NOT NULL
     THEN ${value("CAST(athena_instant(x) AS TIMESTAMPTZ)", "athena_zone_name(z)")} END`,
  `athena_with_zone(l, z) AS CASE WHEN l IS NOT NULL AND z IS NOT NULL
     THEN ${value("athena_instant_at(CAST(l AS TIMESTAMP), athena_zone_name(z))", "athena_zone_name(z)")} END`,
  `athena_same_zone(x ${zoned}, i) AS CASE WHEN x IS NOT NULL THEN ${value("i", "x.__zone")} END, (x, i) AS i`,
  `athena_plus(x ${zoned}, i) AS athena_same_zone(x, CASE WHEN ${monthsOf} = 0 THEN x.__instant + i
     ELSE athena_instant_at(athena_local(x) + i, x.__zone) END), (x, i) AS cast_to_type(x + i, x)`,
  `athena_date_plus(d, i) AS CASE WHEN ${monthsOf} = 0 AND epoch_us(CAST(DATE '1970-01-01' + i AS TIMESTAMP)) % 86400000000 <> 0
     THEN CAST(${fail("INVALID_FUNCTION_ARGUMENT", "Cannot add hour, minutes or seconds to a date")} AS DATE) ELSE CAST(d + i AS DATE) END`,
  `athena_trunc(u, x ${zoned}) AS athena_same_zone(x, athena_instant_at(date_trunc(u, athena_local(x)), x.__zone)),
     (u, x) AS cast_to_type(date_trunc(u, x), x)`,
  `athena_zone_minutes(x) AS CAST((epoch_us(athena_local(x)) - epoch_us(athena_instant(x))) // 60000000 AS BIGINT)`,
  `athena_zone_suffix(x) AS CASE WHEN athena_zone_of(x) = 'UTC' THEN 'Z'
     ELSE CASE WHEN athena_zone_minutes(x) < 0 THEN '-' ELSE '+' END
       || lpad(CAST(abs(athena_zone_minutes(x)) // 60 AS VARCHAR), 2, '0') || ':'
       || lpad(CAST(abs(athena_zone_minutes(x)) % 60 AS VARCHAR), 2, '0') END`,
  "athena_zoned_text(x, n) AS left(strftime(athena_local(x), '%Y-%m-%d %H:%M:%S.%f'), n) || ' ' || athena_zone_of(x)",
  "athena_zoned_iso(x, n) AS left(strftime(athena_local(x), '%Y-%m-%dT%H:%M:%S.%f'), n) || athena_zone_suffix(x)",
  `athena_zone_failure(s) AS CAST(athena_fail('INVALID_CAST_ARGUMENT: Value cannot be cast to timestamp with time zone: ' || s) AS TIMESTAMP)`,
  `athena_parse_zoned(s) AS athena_with_zone(
     CASE WHEN regexp_full_match(trim(s), ${stampPattern}) THEN CAST(regexp_extract(trim(s), ${stampPattern}, 1) AS TIMESTAMP) ELSE athena_zone_failure(s) END,
     coalesce(nullif(regexp_extract(trim(s), ${stampPattern}, 5), ''), 'UTC'))`,
  // Half up, as Trino rounds to a coarser precision; u is the precision's step in microseconds.
  `athena_round_stamp(x, u) AS make_timestamp(CAST(epoch_us(x) + u // 2 - ((epoch_us(x) + u // 2) % u + u) % u AS BIGINT))`,
  `athena_unscaled(x) AS CAST(replace(CAST(x AS VARCHAR), '.', '') AS HUGEINT)`,
  `athena_rounded_quotient(n, d) AS CASE WHEN d = 0 THEN CAST(${fail("DIVISION_BY_ZERO", "Division by zero")} AS HUGEINT)
     ELSE n // d + CASE WHEN 2 * abs(n % d) >= abs(d) THEN CASE WHEN (n < 0) = (d < 0) THEN 1 ELSE -1 END ELSE 0 END END`,
];
