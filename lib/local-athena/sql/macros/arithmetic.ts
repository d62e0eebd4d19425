import { fail, isDecimal, isFloat, isText } from "./fragments";

const isDecimalPair = `(${isDecimal("a")} AND NOT ${isFloat("b")} OR ${isDecimal("b")} AND NOT ${isFloat("a")})`;
/** Lifts a tie that a double cannot hold exactly, such as 1.005, above the middle: Athena rounds it up. */
const halfUp = "CAST(1.0000000000000004 AS DOUBLE)";

const bits =
  "CASE typeof(x) WHEN 'TINYINT' THEN 8 WHEN 'SMALLINT' THEN 16 WHEN 'INTEGER' THEN 32 ELSE 64 END";

/** DuckDB refuses numbers for which Trino's function is NaN. */
const orNaN = (name: string, within: string) =>
  `athena_${name}(x) AS CASE WHEN ${within} THEN ${name}(x) ELSE CAST('NaN' AS DOUBLE) END`;
const finite = "isfinite(x)";
const toOne = "abs(x) <= 1 OR x IS NULL";

const numberMacros = [
  ...["sin", "cos", "tan"].map((name) => orNaN(name, finite)),
  ...["asin", "acos"].map((name) => orNaN(name, toOne)),
  "athena_sign(x) AS cast_to_type(sign(x), x)",
  "athena_ceil(x) AS cast_to_type(ceil(x), trunc(x))",
  "athena_floor(x) AS cast_to_type(floor(x), trunc(x))",
  "athena_round_to(x, n) AS cast_to_type(round(x, CAST(n AS INTEGER)), x)",
  ...["left", "right", "arithmetic"].map(
    (name) =>
      `athena_shift_${name}_of(x, n) AS cast_to_type(athena_shift_${name}(x, CAST(n AS BIGINT), ${bits}), x)`,
  ),
];

/** What the sources of tables call (tables/): a DuckDB that reads tables needs them and no others. */
export const tableMacros: readonly string[] = [
  "athena_fail(m) AS CAST(CAST(m AS INTEGER) AS VARCHAR)",
  `athena_try_integer(x) AS CASE
     WHEN ${isFloat("x")} THEN TRY_CAST(round(TRY_CAST(x AS DOUBLE)) AS BIGINT)
     WHEN ${isText("x")} AND NOT regexp_full_match(CAST(x AS VARCHAR), '[+-]?[0-9]+') THEN NULL
     ELSE TRY_CAST(x AS BIGINT) END`,
];

export const arithmeticMacros: readonly string[] = [
  ...numberMacros,
  ...tableMacros,
  // A double near 2^53 would round a quotient of decimals wrongly: more than 15 digits are refused.
  `athena_divide(a, b) AS CASE
     WHEN b = 0 THEN cast_to_type(CASE WHEN ${isFloat("a")} OR ${isFloat("b")}
       THEN CASE WHEN a > 0 THEN 'Infinity' WHEN a < 0 THEN '-Infinity' WHEN a = 0 THEN 'NaN' END
       ELSE ${fail("DIVISION_BY_ZERO", "Division by zero")} END, a + b)
     WHEN NOT ${isDecimalPair} THEN cast_to_type(a / b, a + b)
     WHEN length(CAST(a AS VARCHAR)) > 15 OR length(CAST(b AS VARCHAR)) > 15
       THEN cast_to_type(${fail("NOT_SUPPORTED", "Division of decimals of more than 15 digits")}, a + b)
     ELSE cast_to_type(CAST(a AS DOUBLE) / CAST(b AS DOUBLE) * ${halfUp}, a + b) END`,
  // Means of decimals are decimals, of reals reals, of integers doubles: as those of median are, which is only typed, never run.
  `athena_avg(a, m) AS cast_to_type(CASE WHEN typeof(m) LIKE 'DECIMAL%' THEN a * ${halfUp} ELSE a END, m)`,
  `athena_cbrt(x) AS CASE WHEN x = 0 OR NOT isfinite(x) THEN x
     ELSE cbrt(x) - (cbrt(x) * cbrt(x) * cbrt(x) - x) / (3 * cbrt(x) * cbrt(x)) END`,
  `athena_modulo(a, b) AS CASE
     WHEN b = 0 THEN cast_to_type(CASE WHEN ${isFloat("a % b")} THEN 'NaN'
       ELSE ${fail("DIVISION_BY_ZERO", "Division by zero")} END, a % b)
     ELSE a % b END`,
  `athena_minus(a, b) AS CASE WHEN typeof(a) = 'DATE' AND typeof(b) = 'DATE'
     THEN cast_to_type(${fail("NOT_SUPPORTED", "date - date")}, a - b) ELSE a - b END`,
  `athena_to_integer(x, t) AS CASE
     WHEN ${isFloat("x")} THEN CAST(round(TRY_CAST(x AS DOUBLE)) AS BIGINT)
     WHEN ${isText("x")} AND NOT regexp_full_match(CAST(x AS VARCHAR), '[+-]?[0-9]+')
       THEN CAST(athena_fail('INVALID_CAST_ARGUMENT: Cannot cast ''' || CAST(x AS VARCHAR) || ''' to ' || t) AS BIGINT)
     ELSE CAST(x AS BIGINT) END`,
  `athena_ln(x) AS CASE WHEN x = 0 THEN CAST('-Infinity' AS DOUBLE) WHEN x < 0 THEN CAST('NaN' AS DOUBLE) ELSE ln(x) END`,
  `athena_log10(x) AS CASE WHEN x = 0 THEN CAST('-Infinity' AS DOUBLE) WHEN x < 0 THEN CAST('NaN' AS DOUBLE) ELSE log10(x) END`,
  // A sum of reals is a real: the double that a real prints as.
  `athena_sum(s, m) AS CASE WHEN typeof(m) = 'FLOAT' THEN cast_to_type(CAST(CAST(s AS FLOAT) AS VARCHAR), s) ELSE s END`,
  `athena_bigint(x BIGINT) AS x`,
  `athena_truncate(x, n) AS CASE WHEN typeof(x) LIKE 'DECIMAL%' THEN cast_to_type(athena_truncate_text(CAST(x AS VARCHAR), n), x)
     WHEN ${isFloat("x")} THEN cast_to_type(${fail("FUNCTION_NOT_FOUND", "Unexpected parameters (double, integer) for function truncate. Expected: truncate(double), truncate(real), truncate(decimal(p,s)), truncate(decimal(p,s), bigint)")}, x)
     ELSE x END`,
  `athena_random_below(n, r) AS CASE WHEN n <= 0 THEN cast_to_type(${fail("INVALID_FUNCTION_ARGUMENT", "bound must be positive")}, n)
     ELSE cast_to_type(floor(r * n), n) END`,
  `athena_random_between(m, n, r) AS CASE WHEN m >= n
     THEN cast_to_type(${fail("INVALID_FUNCTION_ARGUMENT", "start value must be less than stop value")}, m + n)
     ELSE cast_to_type(m + floor(r * (n - m)), m + n) END`,
  `athena_sqrt(x) AS CASE WHEN x < 0 THEN CAST('NaN' AS DOUBLE) ELSE sqrt(x) END`,
];
