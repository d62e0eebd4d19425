import { fail, isFloat, isText } from "./fragments";

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

/** Texts and casts to text. */
export const textMacros: readonly string[] = [
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
  `athena_replace(s, f, t) AS CASE WHEN f = '' THEN athena_interleave(s, t) ELSE replace(s, f, t) END`,
  `athena_split_all(s, d) AS CASE WHEN d = ''
     THEN cast_to_type(${fail("INVALID_FUNCTION_ARGUMENT", "The delimiter may not be the empty string")}, [s]) ELSE string_split(s, d) END`,
  // Letters are changed one by one: the sharp s stays, as its capital is two letters.
  `athena_upper(x) AS CASE WHEN contains(x, 'ß') THEN replace(upper(replace(x, 'ß', chr(57344))), chr(57344), 'ß') ELSE upper(x) END`,
  `athena_varbinary(x BLOB) AS x`,
  `athena_text(x VARCHAR) AS x`,
  `athena_format_text(x) AS CASE WHEN typeof(x) IN ('DOUBLE', 'FLOAT') OR typeof(x) LIKE 'DECIMAL%' THEN CAST(x AS VARCHAR) ELSE athena_varchar(x) END`,
  `athena_extract(s, p, g) AS CASE WHEN regexp_matches(s, p) THEN regexp_extract(s, p, g) END`,
  `athena_type_name(t) AS ${typeName}`,
];
