import { fail, failAs, once } from "./fragments";

const ENTRIES_MAX = 10_000;

const noEnd =
  "sequence stop value should be greater than or equal to start value if step is greater than zero otherwise stop should be less than or equal to start";
const tooLong = `result of sequence function must not have more than ${ENTRIES_MAX} entries`;

const refuseLong = (entries: string, like: string) =>
  `WHEN len(${entries}) > ${ENTRIES_MAX} THEN ${failAs("INVALID_FUNCTION_ARGUMENT", tooLong, like)}`;

/** Each step is counted from the start, so that months of different lengths do not wear the day down. */
const stepped = (like: string) =>
  `cast_to_type(list_filter(list_transform(range(0, len(generate_series(CAST(a AS ${like}), CAST(b AS ${like}), s)) + 1), lambda i: CAST(a AS ${like}) + i * s), lambda e: CASE WHEN s > INTERVAL 0 DAY THEN e <= b ELSE e >= b END), [a])`;

const steps = (
  type: string,
  zero: string,
  series: string,
) => `(a ${type}, b ${type}, s ${zero === "0" ? "BIGINT" : "INTERVAL"}) AS CASE
     WHEN s = ${zero} THEN ${failAs("INVALID_FUNCTION_ARGUMENT", "step must not be zero", series)}
     WHEN s > ${zero} AND b < a OR s < ${zero} AND b > a THEN ${failAs("INVALID_FUNCTION_ARGUMENT", noEnd, series)}
     ${refuseLong(series, series)} ELSE ${series} END`;

/** Keys and values as a map; `keys` are told apart before DuckDB refuses them without naming one. */
const distinctKeys = (keys: string, map: string) =>
  `CASE WHEN list_count(${keys}) < len(${keys}) THEN ${failAs("INVALID_FUNCTION_ARGUMENT", "map key cannot be null", map)}
     WHEN list_unique(${keys}) < len(${keys}) THEN cast_to_type(athena_fail('INVALID_FUNCTION_ARGUMENT: Duplicate map keys (' ||
       CAST(list_filter(${keys}, lambda x, i: list_position(${keys}, x) < i)[1] AS VARCHAR) || ') are not allowed'), ${map})
     ELSE ${map} END`;

const subscripts = [
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
  `athena_element_at(x, i) AS CASE WHEN typeof(x) LIKE '%[]' AND TRY_CAST(i AS BIGINT) = 0
     THEN ${failAs("INVALID_FUNCTION_ARGUMENT", "SQL array indices start at 1", "x[i]")} ELSE x[i] END`,
];

const sets = [
  `athena_distinct(l) AS ${once("l", "CASE WHEN list_unique(v) = len(v) THEN v ELSE list_transform(list_sort(list_transform(list_concat(list_distinct(v), CASE WHEN list_count(v) < len(v) THEN [NULL] ELSE [] END), lambda e: {'p': list_position(v, e), 'e': e})), lambda s: s.e) END")}`,
  `athena_array_max(l) AS CASE WHEN list_count(l) < len(l) THEN NULL ELSE list_max(l) END`,
  `athena_array_min(l) AS CASE WHEN list_count(l) < len(l) THEN NULL ELSE list_min(l) END`,
  `athena_any(l) AS CASE WHEN list_contains(l, true) THEN true WHEN list_count(l) < len(l) THEN NULL WHEN l IS NOT NULL THEN false END`,
  `athena_all(l) AS CASE WHEN list_contains(l, false) THEN false WHEN list_count(l) < len(l) THEN NULL WHEN l IS NOT NULL THEN true END`,
  `athena_contains(l, x) AS CASE WHEN l IS NULL OR x IS NULL THEN NULL WHEN list_contains(l, x) THEN true
     WHEN list_count(l) < len(l) THEN NULL ELSE false END`,
  `athena_contains_sequence(l, s) AS CASE WHEN l IS NULL OR s IS NULL THEN NULL WHEN len(s) = 0 THEN true
     ELSE ${once("{'l': l, 's': s}", "len(list_filter(range(1, greatest(len(v.l) - len(v.s) + 2, 1)), lambda i: v.l[i:i + len(v.s) - 1] = v.s)) > 0")} END`,
  `athena_array_intersect(a, b) AS CASE WHEN a IS NOT NULL AND b IS NOT NULL
     THEN athena_distinct(${once("CASE WHEN len(a) < len(b) THEN {'l': b, 's': a} ELSE {'l': a, 's': b} END", "list_filter(v.l, lambda e: list_position(v.s, e) IS NOT NULL)")}) END`,
  `athena_array_except(a, b) AS CASE WHEN b IS NOT NULL
     THEN athena_distinct(${once("{'a': a, 'b': b}", "list_filter(v.a, lambda e: list_position(v.b, e) IS NULL)")}) END`,
  `athena_array_union(a, b) AS CASE WHEN a IS NOT NULL AND b IS NOT NULL THEN athena_distinct(list_concat(a, b)) END`,
  `athena_arrays_overlap(a, b) AS CASE WHEN list_has_any(a, b) THEN true WHEN len(a) = 0 OR len(b) = 0 THEN false
     WHEN list_count(a) < len(a) OR list_count(b) < len(b) THEN NULL ELSE list_has_any(a, b) END`,
];

const arrays = [
  `athena_before(c, first) AS CASE WHEN c IN (-1, 0, 1) THEN c < 0 OR c = 0 AND first
     ELSE CAST(${fail("INVALID_FUNCTION_ARGUMENT", "Lambda comparator must return either -1, 0, or 1")} AS BOOLEAN) END`,
  `athena_array_join(l, d) AS CASE WHEN l IS NOT NULL AND d IS NOT NULL THEN coalesce(array_to_string(
     list_transform(list_filter(l, lambda e: e IS NOT NULL), lambda e: athena_varchar(e)), d), '') END`,
  `athena_array_join_with(l, d, r) AS CASE WHEN l IS NOT NULL AND d IS NOT NULL AND r IS NOT NULL THEN coalesce(array_to_string(
     list_transform(l, lambda e: coalesce(athena_varchar(e), r)), d), '') END`,
  `athena_array_position(l, x) AS CASE WHEN l IS NOT NULL AND x IS NOT NULL THEN CAST(coalesce(list_position(l, x), 0) AS BIGINT) END`,
  `athena_array_position_n(l, x, n) AS CASE WHEN l IS NULL OR x IS NULL OR n IS NULL THEN NULL
     WHEN n = 0 THEN CAST(${fail("INVALID_FUNCTION_ARGUMENT", "array_position cannot take a 0-valued instance argument.")} AS BIGINT)
     ELSE CAST(coalesce(${once("l", "list_filter(range(1, len(v) + 1), lambda i: v[i] = x)")}[n], 0) AS BIGINT) END`,
  `athena_array_remove(l, x) AS CASE WHEN x IS NOT NULL THEN list_filter(l, lambda e: e IS NULL OR e <> x) END`,
  `athena_reverse(x VARCHAR) AS athena_reverse_text(x), (x) AS list_reverse(x)`,
  `athena_slice(l, f, n) AS CASE WHEN f = 0 THEN ${failAs("INVALID_FUNCTION_ARGUMENT", "SQL array indices start at 1", "l")}
     WHEN n < 0 THEN ${failAs("INVALID_FUNCTION_ARGUMENT", "length must be greater than or equal to 0", "l")}
     WHEN n = 0 THEN list_slice(l, 1, 0)
     WHEN f > 0 THEN list_slice(l, f, f + n - 1)
     WHEN -f > len(l) THEN list_slice(l, 1, 0) ELSE list_slice(l, len(l) + f + 1, len(l) + f + n) END`,
  `athena_repeat(x, n) AS CASE WHEN n < 0 THEN ${failAs("INVALID_FUNCTION_ARGUMENT", "count argument of repeat function must be greater than or equal to 0", "[x]")}
     WHEN n > 10000 THEN ${failAs("INVALID_FUNCTION_ARGUMENT", "count argument of repeat function must be less than or equal to 10000", "[x]")}
     ELSE list_transform(range(CAST(n AS BIGINT)), lambda i: x) END`,
  `athena_shuffle(l) AS list_transform(list_sort(list_transform(l, lambda e: {'r': random(), 'e': e})), lambda s: s.e)`,
  `athena_trim_array(l, n) AS CASE
     WHEN n < 0 THEN cast_to_type(athena_fail('INVALID_FUNCTION_ARGUMENT: size must not be negative: ' || n), l)
     WHEN n > len(l) THEN cast_to_type(athena_fail('INVALID_FUNCTION_ARGUMENT: size must not exceed array cardinality ' || len(l) || ': ' || n), l)
     ELSE list_slice(l, 1, len(l) - n) END`,
  `athena_combinations_of(l, n) AS ${once("l", "list_transform(athena_combinations(len(v), n), lambda c: list_transform(c, lambda i: v[i]))")}`,
  `athena_ngrams(l, n) AS CASE WHEN n <= 0 THEN ${failAs("INVALID_FUNCTION_ARGUMENT", "N must be positive", "[l]")}
     ELSE ${once("l", "CASE WHEN len(v) <= n THEN [v] ELSE list_transform(range(1, len(v) - n + 2), lambda i: v[i:i + n - 1]) END")} END`,
  `athena_sequence(a BIGINT, b BIGINT) AS CASE
     WHEN abs(CAST(b AS HUGEINT) - a) >= ${ENTRIES_MAX} THEN ${failAs("INVALID_FUNCTION_ARGUMENT", tooLong, "[a]")}
     ELSE generate_series(a, b, CASE WHEN a <= b THEN 1 ELSE -1 END) END,
   (a DATE, b DATE) AS CASE WHEN abs(b - a) >= ${ENTRIES_MAX} THEN ${failAs("INVALID_FUNCTION_ARGUMENT", tooLong, "[a]")}
     ELSE list_transform(generate_series(0, b - a, CASE WHEN a <= b THEN 1 ELSE -1 END), lambda i: a + CAST(i AS INTEGER)) END`,
  `athena_sequence_by${[
    steps("BIGINT", "0", "generate_series(a, b, s)"),
    steps("DATE", "INTERVAL 0 DAY", stepped("TIMESTAMP")),
    steps("TIMESTAMP", "INTERVAL 0 DAY", stepped("TIMESTAMP")),
    steps("TIMESTAMPTZ", "INTERVAL 0 DAY", stepped("TIMESTAMPTZ")),
  ].join(", ")}`,
];

/** A form for each number of arrays; one that is NULL makes the whole NULL. */
function zipped(count: number): string {
  const lists = Array.from({ length: count }, (_, index) => `l${index + 1}`);
  const fields = lists.map((_, index) => `'__field${index + 1}': z[${index + 1}]`);
  const missing = lists.map((list) => `${list} IS NULL`).join(" OR ");
  return `(${lists.join(", ")}) AS CASE WHEN NOT (${missing}) THEN list_transform(list_zip(${lists.join(", ")}), lambda z: {${fields.join(", ")}}) END`;
}

const maps = [
  `athena_zip${[2, 3, 4, 5].map(zipped).join(", ")}`,
  `athena_map_of(l) AS ${once(
    "list_filter(l, lambda e: e.key IS NOT NULL)",
    `CASE WHEN list_unique(list_transform(v, lambda e: e.key)) = len(v) THEN map_from_entries(v)
     ELSE ${once("{'l': v, 'k': list_transform(v, lambda e: e.key)}", "map_from_entries(list_filter(v.l, lambda e, i: list_position(v.k, e.key) = i))")} END`,
  )}`,
  `athena_multimap_of(l) AS ${once(
    "list_filter(l, lambda e: e.key IS NOT NULL)",
    `map_from_entries(list_transform(
     athena_distinct(list_transform(v, lambda e: e.key)),
     lambda k: {'key': k, 'value': list_transform(list_filter(v, lambda e: e.key = k), lambda e: e.value)}))`,
  )}`,
  `athena_most_frequent(n, m, c) AS CASE WHEN n < 2 OR c < n
     THEN ${failAs("INVALID_FUNCTION_ARGUMENT", "approx_most_frequent bucket count must be greater than one", "m")}
     ELSE map_from_entries(list_transform(list_sort(list_transform(map_entries(m),
       lambda e, i: {'a': -CAST(e.value AS BIGINT), 'b': i, 'key': e.key, 'value': CAST(e.value AS BIGINT)}))[1:n],
       lambda e: {'key': e.key, 'value': e.value})) END`,
  `athena_array_histogram(l) AS ${once(
    "list_filter(l, lambda e: e IS NOT NULL)",
    `map_from_entries(list_transform(athena_distinct(v),
     lambda e: {'key': e, 'value': len(list_filter(v, lambda f: f = e))}))`,
  )}`,
  `athena_map(k, w) AS CASE WHEN len(k) <> len(w) THEN ${failAs("INVALID_FUNCTION_ARGUMENT", "Key and value arrays must be the same length", "map(k, w)")}
     ELSE ${once("{'k': k, 'w': w}", distinctKeys("v.k", "map(v.k, v.w)"))} END`,
  `athena_map_entries(m) AS list_transform(map_entries(m), lambda e: {'__field1': e.key, '__field2': e.value})`,
  `athena_entries_to_map(l) AS ${once("{'l': l, 'k': list_transform(l, lambda e: e.key)}", distinctKeys("v.k", "map_from_entries(v.l)"))}`,
  `athena_pairs(l) AS list_transform(l, lambda e: {'key': struct_extract_at(e, 1), 'value': struct_extract_at(e, 2)})`,
  `athena_map_from_entries(l) AS CASE WHEN list_count(l) < len(l)
     THEN ${failAs("INVALID_FUNCTION_ARGUMENT", "map entry cannot be null", "map_from_entries(l)")}
     ELSE athena_entries_to_map(athena_pairs(l)) END`,
];

export const collectionMacros: readonly string[] = [...subscripts, ...sets, ...arrays, ...maps];
