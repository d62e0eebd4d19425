const twoTo63 = "9223372036854775808::HUGEINT";

/** A whole number of two's complement, as Java cuts what is too large. The argument must hold the exact number. */
const wrap = (name: string, parameter: string, type: string, half: string, mask: string): string =>
  `CREATE MACRO ${name}(${parameter}) AS CAST(((${parameter} + ${half}) & ${mask}) - ${half} AS ${type})`;

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
export const sparkMacros: readonly string[] = [
  wrap("spark_wrap_byte", "x", "TINYINT", "128", "255"),
  wrap("spark_wrap_short", "x", "SMALLINT", "32768", "65535"),
  wrap("spark_wrap_integer", "x", "INTEGER", "2147483648", "4294967295"),
  wrap("spark_wrap_long", "x", "BIGINT", twoTo63, "18446744073709551615::HUGEINT"),
  ...wrapping("add", "+"),
  ...wrapping("subtract", "-"),
  ...wrapping("multiply", "*"),
];
