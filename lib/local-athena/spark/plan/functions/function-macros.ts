/** What the functions' SQL calls by name, a list a group. */
const stringMacros = [
  `CREATE MACRO spark_substring(s, pos, n) AS substring(s,
    CASE WHEN pos > 0 THEN pos WHEN pos = 0 THEN 1 ELSE greatest(length(s) + pos, 0) + 1 END,
    CASE WHEN pos >= 0 OR length(s) + pos >= 0 THEN greatest(n, 0)::BIGINT
      ELSE greatest(length(s) + pos + n::BIGINT, 0) END)`,
  `CREATE MACRO spark_subbytes(s, pos, n) AS CASE WHEN n <= 0 THEN ''::BLOB ELSE array_slice(s,
    CASE WHEN pos > 0 THEN pos WHEN pos = 0 THEN 1 ELSE greatest(octet_length(s) + pos, 0) + 1 END,
    CASE WHEN pos > 0 THEN pos::BIGINT WHEN pos = 0 THEN 1 ELSE octet_length(s) + pos + 1 END + n::BIGINT - 1) END`,
  `CREATE MACRO spark_locate(part, s, pos) AS CASE
    WHEN pos IS NULL THEN 0
    WHEN part IS NULL OR s IS NULL THEN NULL
    WHEN pos < 1 OR instr(substring(s, pos), part) = 0 THEN 0
    ELSE CAST(instr(substring(s, pos), part) + pos - 1 AS INTEGER) END`,
  `CREATE MACRO spark_overlay(s, part, pos, n) AS
    spark_substring(s, 1, pos - 1) || part ||
    spark_substring(s, pos + CASE WHEN n < 0 THEN length(part) ELSE n END, 2147483647)`,
];

const mathematicsMacros = [
  "CREATE MACRO spark_shift_right(x, n) AS (x >> n)",
  "CREATE MACRO spark_atanh(x) AS 0.5::DOUBLE * (spark_log1p(x) - spark_log1p(-x))",
  "CREATE MACRO spark_acosh(x) AS ln(x + sqrt(x * x - 1))",
  `CREATE MACRO spark_asinh(x) AS CASE WHEN x = '-Infinity'::DOUBLE THEN x ELSE ln(x + sqrt(x * x + 1)) END`,
  `CREATE MACRO spark_width_bucket(x, low, high, n) AS CASE
    WHEN n <= 0 OR n = 9223372036854775807 OR isnan(x) OR low = high OR NOT isfinite(low) OR NOT isfinite(high) THEN NULL
    WHEN low < high AND x < low OR low > high AND x > low THEN 0
    WHEN low < high AND x >= high OR low > high AND x <= high THEN n + 1
    ELSE CAST(floor(n * (x - low) / (high - low)) AS BIGINT) + 1 END`,
];

const dateMacros = [
  "CREATE MACRO spark_floor_div(a, b) AS (a - ((a % b) + b) % b) // b",
  "CREATE MACRO spark_make_date(y, m, d) AS try(make_date(y, m, d))",
  `CREATE MACRO spark_make_timestamp(y, mo, d, h, mi, s) AS CASE WHEN s = 60
    THEN try(make_timestamp(y, mo, d, h, mi, 0) + INTERVAL 1 MINUTE)
    ELSE try(make_timestamp(y, mo, d, h, mi, s::DOUBLE)) END`,
  "CREATE MACRO spark_second_of_day(t) AS date_diff('second', date_trunc('day', t), date_trunc('second', t))",
  `CREATE MACRO spark_month_difference(a, b) AS
    ((year(a) * 12 + month(a)) - (year(b) * 12 + month(b)))::DOUBLE`,
  `CREATE MACRO spark_months_between(a, b, is_rounded) AS CASE
    WHEN day(a) = day(b) OR (last_day(a) = a::DATE AND last_day(b) = b::DATE) THEN spark_month_difference(a, b)
    WHEN is_rounded THEN floor((spark_month_difference(a, b) + spark_part_of_month(a, b)) * 1e8 + 0.5) / 1e8
    ELSE spark_month_difference(a, b) + spark_part_of_month(a, b) END`,
  `CREATE MACRO spark_part_of_month(a, b) AS
    ((day(a) - day(b)) * 86400 + spark_second_of_day(a) - spark_second_of_day(b)) / 2678400::DOUBLE`,
  `CREATE MACRO spark_day_number(name) AS CASE
    WHEN upper(name) IN ('MO', 'MON', 'MONDAY') THEN 1
    WHEN upper(name) IN ('TU', 'TUE', 'TUESDAY') THEN 2
    WHEN upper(name) IN ('WE', 'WED', 'WEDNESDAY') THEN 3
    WHEN upper(name) IN ('TH', 'THU', 'THURSDAY') THEN 4
    WHEN upper(name) IN ('FR', 'FRI', 'FRIDAY') THEN 5
    WHEN upper(name) IN ('SA', 'SAT', 'SATURDAY') THEN 6
    WHEN upper(name) IN ('SU', 'SUN', 'SUNDAY') THEN 7 END`,
  `CREATE MACRO spark_next_day(d, name) AS
    CAST(d + CAST((spark_day_number(name) - isodow(d) + 6) % 7 + 1 AS INTEGER) AS DATE)`,
];

const collectionMacros = [
  `CREATE MACRO spark_array_contains(a, v) AS CASE
    WHEN a IS NULL OR v IS NULL THEN NULL
    WHEN list_contains(a, v) THEN true
    WHEN list_position(a, NULL) IS NOT NULL THEN NULL ELSE false END`,
  "CREATE MACRO spark_array_distinct(a) AS list_filter(a, lambda x, i: list_position(a, x) = i)",
  `CREATE MACRO spark_array_intersect(a, b) AS CASE WHEN b IS NOT NULL THEN
    spark_array_distinct(list_filter(a, lambda x: list_position(b, x) IS NOT NULL)) END`,
  `CREATE MACRO spark_array_except(a, b) AS CASE WHEN b IS NOT NULL THEN
    spark_array_distinct(list_filter(a, lambda x: list_position(b, x) IS NULL)) END`,
  `CREATE MACRO spark_array_remove(a, v) AS CASE WHEN v IS NOT NULL THEN
    list_filter(a, lambda x: x IS DISTINCT FROM v) END`,
  `CREATE MACRO spark_arrays_overlap(a, b) AS CASE
    WHEN a IS NULL OR b IS NULL THEN NULL
    WHEN list_has_any(list_filter(a, lambda x: x IS NOT NULL), list_filter(b, lambda x: x IS NOT NULL)) THEN true
    WHEN len(a) > 0 AND len(b) > 0 AND
      (list_position(a, NULL) IS NOT NULL OR list_position(b, NULL) IS NOT NULL) THEN NULL ELSE false END`,
  `CREATE MACRO spark_element_at(a, i) AS CASE
    WHEN i = 0 AND a IS NOT NULL THEN error('java.lang.ArrayIndexOutOfBoundsException: SQL array indices start at 1')
    ELSE list_extract(a, i) END`,
  "CREATE MACRO spark_flatten(a) AS CASE WHEN list_position(a, NULL) IS NULL THEN flatten(a) END",
  `CREATE MACRO spark_sequence(a, b, step) AS CASE
    WHEN (a < b AND step <= 0) OR (a > b AND step >= 0) THEN error(
      'java.lang.IllegalArgumentException: requirement failed: Illegal sequence boundaries: ' || a || ' to ' || b || ' by ' || step)
    WHEN a = b THEN [a]
    WHEN (b::HUGEINT - a) // step >= 10000000 THEN error('java.lang.OutOfMemoryError: sequence of more than 10000000 elements')
    ELSE generate_series(a, b, step) END`,
  `CREATE MACRO spark_time_sequence(a, b, step) AS list_filter(
    list_transform(range(0, len(generate_series(a::TIMESTAMP, b::TIMESTAMP, step)) + 2), lambda i: a::TIMESTAMP + step * i),
    lambda t: CASE WHEN a <= b THEN t <= b ELSE t >= b END)`,
  `CREATE MACRO spark_shuffle(a) AS list_transform(
    list_sort(list_transform(a, lambda v: {'r': random(), 'v': v})), lambda p: p.v)`,
  `CREATE MACRO spark_slice(a, i, n) AS CASE
    WHEN a IS NULL OR i IS NULL OR n IS NULL THEN NULL
    WHEN i = 0 THEN error('java.lang.RuntimeException: Unexpected value for start in function slice: SQL array indices start at 1.')
    WHEN n < 0 THEN error('java.lang.RuntimeException: Unexpected value for length in function slice: length must be greater than or equal to 0.')
    WHEN i < 0 AND -i > len(a) OR n = 0 THEN a[2:1]
    WHEN i < 0 THEN a[len(a) + i + 1:len(a) + i + n]
    ELSE a[i:i::BIGINT + n - 1] END`,
  `CREATE MACRO spark_any(a) AS CASE WHEN a IS NULL THEN NULL WHEN list_contains(a, true) THEN true
    WHEN list_position(a, NULL) IS NOT NULL THEN NULL ELSE false END`,
  `CREATE MACRO spark_all(a) AS CASE WHEN a IS NULL THEN NULL WHEN list_contains(a, false) THEN false
    WHEN list_position(a, NULL) IS NOT NULL THEN NULL ELSE true END`,
];

const otherMacros = [
  `CREATE MACRO spark_window_start(t, length, start) AS
    epoch_us(t) - ((epoch_us(t) - start) % length + length) % length`,
  `CREATE MACRO spark_time_window(t, length, start) AS CASE WHEN t IS NOT NULL THEN struct_pack(
    "start" := make_timestamp(spark_window_start(t, length, start)),
    "end" := make_timestamp(spark_window_start(t, length, start) + length)) END`,
  "CREATE MACRO spark_no_nan(x) AS CASE WHEN isnan(x) THEN NULL ELSE x END",
  `CREATE MACRO spark_str_to_map(s, pairs, keys) AS map_from_entries(list_transform(
    spark_split(s, pairs, -1), lambda p: row(spark_split(p, keys, 2)[1], spark_split(p, keys, 2)[2])))`,
];

export const functionMacros: readonly string[] = [
  ...stringMacros,
  ...mathematicsMacros,
  ...dateMacros,
  ...collectionMacros,
  ...otherMacros,
];
