import { functionMacros } from "./function-macros";

const twoTo63 = "9223372036854775808::HUGEINT";

/** A whole number of two's complement, as Java cuts what is too large. The argument must hold the exact number. */
const wrap = (name: string, parameter: string, type: string, half: string, mask: string): string =>
  `CREATE MACRO ${name}(${parameter}) AS CAST(xor(${parameter} & ${mask}, ${half}) - ${half} AS ${type})`;

/** Try first, as it nearly always fits; what does not is computed again with room. */
const wrapping = (name: string, operator: string): string[] => [
  `CREATE MACRO spark_${name}_long(a, b) AS
    coalesce(try(a ${operator} b), spark_wrap_long(a::HUGEINT ${operator} b::HUGEINT))`,
  `CREATE MACRO spark_${name}_integer(a, b) AS
    coalesce(try(a ${operator} b), spark_wrap_integer(a::BIGINT ${operator} b::BIGINT))`,
  `CREATE MACRO spark_${name}_short(a, b) AS spark_wrap_short(a::INTEGER ${operator} b::INTEGER)`,
  `CREATE MACRO spark_${name}_byte(a, b) AS spark_wrap_byte(a::INTEGER ${operator} b::INTEGER)`,
];

/** What the functions' SQL calls by name: Spark's rules where DuckDB has others. */
/** NaN is zero, and what is too large is the largest: Java's cast of a fraction. */
const saturating = (name: string, type: string, least: string, most: string): string =>
  `CREATE MACRO spark_double_to_${name}(x) AS CASE WHEN isnan(x) THEN 0::${type}
    WHEN x >= ${most} THEN ${most}::${type} WHEN x <= ${least} THEN (${least})::${type}
    ELSE CAST(trunc(x) AS ${type}) END`;

const space = "' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13)";
const number = "([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?";
const day = "\\d{4}-\\d{1,2}-\\d{1,2}";

const casts = [
  saturating("integer", "INTEGER", "-2147483648", "2147483647"),
  saturating("long", "BIGINT", "-9223372036854775808", "9223372036854775807"),
  `CREATE MACRO spark_trim(s) AS trim(s, ${space})`,
  `CREATE MACRO spark_whole_text(s) AS
    regexp_extract(spark_trim(s), '^([+-]?[0-9]+)(\\.[0-9]*)?$', 1)`,
  `CREATE MACRO spark_decimal_text(s) AS
    CASE WHEN regexp_matches(spark_trim(s), '^[+-]?${number}$') THEN spark_trim(s) END`,
  `CREATE MACRO spark_number_text(s) AS CASE
    WHEN regexp_matches(spark_trim(s), '^[+-]?${number}[dDfF]?$') THEN rtrim(spark_trim(s), 'dDfF')
    WHEN regexp_matches(lower(spark_trim(s)), '^([+-]?(inf|infinity)|nan)$') THEN lower(spark_trim(s)) END`,
  `CREATE MACRO spark_text_to_boolean(s) AS CASE
    WHEN lower(spark_trim(s)) IN ('t', 'true', 'y', 'yes', '1') THEN true
    WHEN lower(spark_trim(s)) IN ('f', 'false', 'n', 'no', '0') THEN false END`,
  `CREATE MACRO spark_text_to_date(s) AS CASE
    WHEN regexp_matches(spark_trim(s), '^${day}([ T].*)?$')
      THEN try_cast(regexp_extract(spark_trim(s), '^[^ T]+') AS DATE)
    WHEN regexp_matches(spark_trim(s), '^\\d{4}-\\d{1,2}$') THEN try_cast(spark_trim(s) || '-1' AS DATE)
    WHEN regexp_matches(spark_trim(s), '^\\d{4}$') THEN try_cast(spark_trim(s) || '-1-1' AS DATE) END`,
  `CREATE MACRO spark_text_to_timestamp(s) AS CASE
    WHEN regexp_matches(s, '^${day}[ T]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,6})?Z?$')
      THEN try_cast(rtrim(s, 'Z') AS TIMESTAMP)
    WHEN s IS NOT NULL THEN spark_parse_timestamp(s) END`,
  `CREATE MACRO spark_seconds(t) AS
    (epoch_us(t) - ((epoch_us(t) % 1000000) + 1000000) % 1000000) // 1000000`,
];

export const sparkMacros: readonly string[] = [
  wrap("spark_wrap_byte", "x", "TINYINT", "128", "255"),
  wrap("spark_wrap_short", "x", "SMALLINT", "32768", "65535"),
  wrap("spark_wrap_integer", "x", "INTEGER", "2147483648", "4294967295"),
  wrap("spark_wrap_long", "x", "BIGINT", twoTo63, "18446744073709551615::HUGEINT"),
  ...wrapping("add", "+"),
  ...wrapping("subtract", "-"),
  ...wrapping("multiply", "*"),
  `CREATE MACRO spark_whole_division(a, b) AS CASE
    WHEN b = -1 THEN spark_subtract_long(0::BIGINT, a) ELSE a // nullif(b, 0) END`,
  "CREATE MACRO spark_remainder(a, b) AS a % b",
  // The least number has no quotient by -1 in DuckDB.
  "CREATE MACRO spark_remainder_whole(a, b) AS CASE WHEN b = -1 THEN a - a ELSE a % b END",
  "CREATE MACRO spark_pmod(a, b) AS CASE WHEN a % b < 0 THEN (a % b + b) % b ELSE a % b END",
  `CREATE MACRO spark_pmod_whole(a, b) AS CASE WHEN b = -1 THEN a - a
    WHEN a % b < 0 THEN (a % b + b) % b ELSE a % b END`,
  ...casts,
  "CREATE MACRO spark_item(a, i) AS CASE WHEN i >= 0 THEN list_extract(a, i + 1) END",
  `CREATE MACRO spark_outer_list(a) AS CASE WHEN len(a) > 0 THEN a ELSE [NULL] END`,
  ...functionMacros,
];
