/**
 * DuckDB macros for Trino's functions whose meaning DuckDB's own do not have.
 * `typeof` is constant once bound, so a macro costs only the branch that its argument type takes.
 * `cast_to_type(a, b)` gives a the type of b: it keeps DATE a DATE and integers integers.
 */
const isFloat = (x: string) => `typeof(${x}) IN ('DOUBLE', 'FLOAT')`;
const isText = (x: string) => `typeof(${x}) = 'VARCHAR'`;
/** Not error(): that is volatile, and TRY refuses volatile expressions. errors.ts reads the text back. */
const fail = (name: string, text: string) => `athena_fail('${name}: ${text}')`;

const isDecimal = (x: string) => `typeof(${x}) LIKE 'DECIMAL%'`;
const isDecimalPair = `(${isDecimal("a")} AND NOT ${isFloat("b")} OR ${isDecimal("b")} AND NOT ${isFloat("a")})`;
/** Lifts a tie that a double cannot hold exactly, such as 1.005, above the middle: Athena rounds it up. */
const halfUp = "CAST(1.0000000000000004 AS DOUBLE)";

const arithmetic = [
  "athena_fail(m) AS CAST(CAST(m AS INTEGER) AS VARCHAR)",
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
  `athena_try_integer(x) AS CASE
     WHEN ${isFloat("x")} THEN TRY_CAST(round(TRY_CAST(x AS DOUBLE)) AS BIGINT)
     WHEN ${isText("x")} AND NOT regexp_full_match(CAST(x AS VARCHAR), '[+-]?[0-9]+') THEN NULL
     ELSE TRY_CAST(x AS BIGINT) END`,
  `athena_ln(x) AS CASE WHEN x = 0 THEN CAST('-Infinity' AS DOUBLE) WHEN x < 0 THEN CAST('NaN' AS DOUBLE) ELSE ln(x) END`,
  `athena_log10(x) AS CASE WHEN x = 0 THEN CAST('-Infinity' AS DOUBLE) WHEN x < 0 THEN CAST('NaN' AS DOUBLE) ELSE log10(x) END`,
  // A sum of reals is a real: the double that a real prints as.
  `athena_sum(s, m) AS CASE WHEN typeof(m) = 'FLOAT' THEN cast_to_type(CAST(CAST(s AS FLOAT) AS VARCHAR), s) ELSE s END`,
  `athena_sqrt(x) AS CASE WHEN x < 0 THEN CAST('NaN' AS DOUBLE) ELSE sqrt(x) END`,
];

/** A type as Trino names it: DuckDB writes a list as its element and brackets. */
const typeName = [
  ["float", "real"],
  ["hugeint", "bigint"],
  ["blob", "varbinary"],
  ['"null"', "unknown"],
  ["struct\\(", "row("],
  ['"?__field[0-9]+"? ', ""],
  ["timestamp with time zone", "timestamp(3)~"],
  ["timestamp(_ms|_s|_ns)?([^(]|$)", "timestamp(3)\\2"],
  ["~", " with time zone"],
  ["([a-z]+(?:\\([^()]*\\))?)\\[\\]", "array(\\1)"],
  ["([a-z]+\\((?:[^()]|\\([^()]*\\))*\\))\\[\\]", "array(\\1)"],
].reduce((of, [from, to]) => `regexp_replace(${of}, '${from}', '${to}', 'g')`, "lower(t)");

const text = [
  // Trino prints a double in a cast as a mantissa and an exponent: 1.5E0, 1.0E20, 0E0.
  `athena_mantissa(d) AS d[1] || '.' || CASE WHEN length(d) > 1 THEN substr(d, 2) ELSE '0' END`,
  `athena_scientific(whole, part, power) AS athena_mantissa(rtrim(ltrim(whole || part, '0'), '0')) || 'E' ||
     CAST(power + CASE WHEN whole <> '0' THEN length(whole) - 1 ELSE length(ltrim(part, '0')) - length(part) - 1 END AS VARCHAR)`,
  `athena_double_text(s) AS CASE
     WHEN s = 'inf' THEN 'Infinity' WHEN s = '-inf' THEN '-Infinity' WHEN s = 'nan' THEN 'NaN'
     WHEN s = '0.0' THEN '0E0' WHEN s = '-0.0' THEN '-0E0'
     ELSE CASE WHEN s LIKE '-%' THEN '-' ELSE '' END || athena_scientific(
       regexp_extract(s, '^-?([0-9]+)', 1), regexp_extract(s, '\\.([0-9]+)', 1),
       coalesce(TRY_CAST(regexp_extract(s, 'e([+-]?[0-9]+)', 1) AS INTEGER), 0)) END`,
  `athena_stamp_text(s) AS CASE WHEN position('.' IN s) = 0 THEN s || '.000' ELSE left(rpad(s, 23, '0'), 23) END`,
  `athena_varchar(x) AS CASE
     WHEN ${isFloat("x")} THEN athena_double_text(CAST(x AS VARCHAR))
     WHEN typeof(x) = 'JSON' THEN json_extract_string(CAST(x AS VARCHAR), '$')
     WHEN typeof(x) IN ('TIMESTAMP', 'TIMESTAMP_MS') THEN athena_stamp_text(CAST(x AS VARCHAR))
     WHEN typeof(x) = 'TIMESTAMP WITH TIME ZONE' THEN athena_stamp_text(replace(CAST(x AS VARCHAR), '+00', '')) || ' UTC'
     WHEN typeof(x) LIKE 'STRUCT%' OR typeof(x) LIKE 'MAP%' OR typeof(x) LIKE '%]'
       THEN ${fail("TYPE_MISMATCH", "Cannot cast a structural type to varchar")}
     ELSE CAST(x AS VARCHAR) END`,
  `athena_length(x) AS CASE WHEN typeof(x) = 'BLOB' THEN octet_length(TRY_CAST(x AS BLOB))
     WHEN NOT ${isText("x")} AND typeof(x) <> '"NULL"' THEN CAST(${fail("FUNCTION_NOT_FOUND", "Unexpected parameters for function length. Expected: length(varchar(x)), length(varbinary)")} AS BIGINT)
     ELSE length(TRY_CAST(x AS VARCHAR)) END`,
  `athena_substr(s, f) AS CASE WHEN f = 0 OR abs(f) > length(s) THEN '' ELSE substr(s, f) END`,
  `athena_substr_n(s, f, n) AS CASE WHEN f = 0 OR abs(f) > length(s) OR n <= 0 THEN '' ELSE substr(s, f, n) END`,
  `athena_boolean(x) AS CASE WHEN ${isText("x")} AND lower(CAST(x AS VARCHAR)) NOT IN ('t', 'true', '1', 'f', 'false', '0')
     THEN CAST(athena_fail('INVALID_CAST_ARGUMENT: Cannot cast ''' || CAST(x AS VARCHAR) || ''' to BOOLEAN') AS BOOLEAN) ELSE CAST(x AS BOOLEAN) END`,
  // DuckDB cuts the time off a text that is to be a date, and knows T and zones in a timestamp; Athena does not.
  `athena_date(x) AS CASE WHEN ${isText("x")} AND NOT regexp_full_match(trim(CAST(x AS VARCHAR)), '[+-]?[0-9]{4,}-[0-9]{1,2}-[0-9]{1,2}')
     THEN CAST(athena_fail('INVALID_CAST_ARGUMENT: Value cannot be cast to date: ' || CAST(x AS VARCHAR)) AS DATE) ELSE CAST(x AS DATE) END`,
  `athena_timestamp(x) AS CASE WHEN ${isText("x")} AND NOT regexp_full_match(trim(CAST(x AS VARCHAR)), '[+-]?[0-9]{4,}-[0-9]{1,2}-[0-9]{1,2}( [0-9]{1,2}:[0-9]{1,2}(:[0-9]{1,2}(\\.[0-9]+)?)?)?')
     THEN CAST(athena_fail('INVALID_CAST_ARGUMENT: Value cannot be cast to timestamp: ' || CAST(x AS VARCHAR)) AS TIMESTAMP) ELSE CAST(x AS TIMESTAMP) END`,
  `athena_split(s, d, n) AS CASE WHEN n <= 0 THEN cast_to_type(${fail("INVALID_FUNCTION_ARGUMENT", "The limit should be greater than zero")}, [s])
     WHEN len(string_split(s, d)) <= n THEN string_split(s, d)
     ELSE list_append(string_split(s, d)[1:n - 1], array_to_string(string_split(s, d)[n:], d)) END`,
  `athena_trim(s) AS trim(s, e' \\t\\n\\r\\x0b\\x0c')`,
  `athena_ltrim(s) AS ltrim(s, e' \\t\\n\\r\\x0b\\x0c')`,
  `athena_rtrim(s) AS rtrim(s, e' \\t\\n\\r\\x0b\\x0c')`,
  `athena_split_part(s, d, n) AS CASE WHEN n <= 0
     THEN ${fail("INVALID_FUNCTION_ARGUMENT", "Index must be greater than zero")} ELSE string_split(s, d)[n] END`,
  `athena_extract(s, p, g) AS CASE WHEN regexp_matches(s, p) THEN regexp_extract(s, p, g) END`,
  `athena_type_name(t) AS ${typeName}`,
];

const collections = [
  `athena_subscript(x, i) AS CASE
     WHEN x IS NULL OR i IS NULL THEN NULL
     WHEN i = 0 THEN cast_to_type(${fail("INVALID_FUNCTION_ARGUMENT", "SQL array indices start at 1")}, x[i])
     WHEN i < 0 THEN cast_to_type(${fail("INVALID_FUNCTION_ARGUMENT", "Array subscript is negative: ' || i || '")}, x[i])
     WHEN i > len(x) THEN cast_to_type(${fail("INVALID_FUNCTION_ARGUMENT", "Array subscript must be less than or equal to array length: ' || i || ' > ' || len(x) || '")}, x[i])
     ELSE x[i] END`,
  `athena_no_rows(l, m) AS CASE WHEN typeof(l) LIKE 'STRUCT(%)[]' AND typeof(l) NOT LIKE '%[][]'
     THEN cast_to_type(athena_fail(m), l) ELSE l END`,
  `athena_key(x, k) AS CASE WHEN x IS NULL OR k IS NULL THEN NULL
     WHEN NOT contains(x, k) THEN cast_to_type(athena_fail('INVALID_FUNCTION_ARGUMENT: Key not present in map: ' || k), x[k])
     ELSE x[k] END`,
  `athena_distinct(l) AS list_filter(l, lambda x, i: list_position(l, x) = i)`,
  `athena_array_max(l) AS CASE WHEN list_count(l) < len(l) THEN NULL ELSE list_max(l) END`,
  `athena_array_min(l) AS CASE WHEN list_count(l) < len(l) THEN NULL ELSE list_min(l) END`,
  `athena_any(l) AS CASE WHEN list_contains(l, true) THEN true WHEN list_count(l) < len(l) THEN NULL WHEN l IS NOT NULL THEN false END`,
  `athena_all(l) AS CASE WHEN list_contains(l, false) THEN false WHEN list_count(l) < len(l) THEN NULL WHEN l IS NOT NULL THEN true END`,
  `athena_map_of(l) AS map_from_entries(list_filter(l, lambda e, i: list_position(list_transform(l, lambda f: f.key), e.key) = i))`,
  `athena_slice(l, f, n) AS CASE WHEN f = 0 THEN cast_to_type(${fail("INVALID_FUNCTION_ARGUMENT", "SQL array indices start at 1")}, l)
     WHEN f > 0 THEN list_slice(l, f, f + n - 1)
     WHEN -f > len(l) THEN list_slice(l, 1, 0) ELSE list_slice(l, len(l) + f + 1, len(l) + f + n) END`,
];

const json = [
  `athena_json_scalar(j, p) AS CASE WHEN NOT json_valid(CAST(j AS VARCHAR)) THEN NULL
     WHEN coalesce(json_type(CAST(j AS VARCHAR), p), 'OBJECT') IN ('OBJECT', 'ARRAY', 'NULL') THEN NULL
     ELSE json_extract_string(CAST(j AS VARCHAR), p) END`,
  `athena_json_extract(j, p) AS CASE WHEN json_valid(CAST(j AS VARCHAR)) THEN json_extract(CAST(j AS VARCHAR), p) END`,
  `athena_json_length(j) AS CASE WHEN json_type(CAST(j AS VARCHAR)) = 'ARRAY' THEN CAST(json_array_length(CAST(j AS VARCHAR)) AS BIGINT) END`,
  `athena_json_parse(s) AS CASE WHEN json_valid(s) THEN json(s)
     ELSE cast_to_type(athena_fail('INVALID_FUNCTION_ARGUMENT: Cannot convert value to JSON: ''' || s || ''''), CAST('null' AS JSON)) END`,
];

const time = [
  `athena_iso(x) AS CASE WHEN typeof(x) = 'DATE' THEN CAST(x AS VARCHAR)
     WHEN typeof(x) = 'TIMESTAMP WITH TIME ZONE' THEN strftime(CAST(x AS TIMESTAMP), '%Y-%m-%dT%H:%M:%S.%gZ')
     ELSE strftime(CAST(x AS TIMESTAMP), '%Y-%m-%dT%H:%M:%S.%g') END`,
  `athena_sequence(a, b) AS CASE WHEN typeof(a) LIKE 'TIMESTAMP%'
     THEN cast_to_type(${fail("FUNCTION_NOT_FOUND", "Unexpected parameters for function sequence")}, [a])
     WHEN typeof(a) = 'DATE' THEN cast_to_type(generate_series(TRY_CAST(a AS TIMESTAMP), TRY_CAST(b AS TIMESTAMP),
       CASE WHEN TRY_CAST(a AS TIMESTAMP) > TRY_CAST(b AS TIMESTAMP) THEN INTERVAL '-1' DAY ELSE INTERVAL '1' DAY END), [a])
     WHEN TRY_CAST(b AS BIGINT) < TRY_CAST(a AS BIGINT) THEN cast_to_type(generate_series(TRY_CAST(a AS BIGINT), TRY_CAST(b AS BIGINT), -1), [a])
     ELSE cast_to_type(generate_series(TRY_CAST(a AS BIGINT), TRY_CAST(b AS BIGINT)), [a]) END`,
  `athena_sequence_by(a, b, s) AS cast_to_type(generate_series(a, b, s), [a])`,
];

export const macroStatements: readonly string[] = [
  ...arithmetic,
  ...text,
  ...collections,
  ...json,
  ...time,
].map((macro) => `CREATE OR REPLACE MACRO ${macro}`);
