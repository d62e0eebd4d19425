/**
 * Trino's functions in DuckDB's words. `$1` is an argument, `$*` all of them; one template per number of arguments.
 * `{{name|args}}` is the aggregate or window call itself: DISTINCT, ORDER BY, FILTER and OVER attach to it.
 * A function that is not here (or in function-rules.ts) cannot be called: the list is also the sandbox's gate.
 */
const same = (names: string, ...shapes: string[]): Record<string, string[]> =>
  Object.fromEntries(
    names.split(" ").map((name) => [name, shapes.map((shape) => shape.replace("@", name))]),
  );

const scalar: Record<string, string[]> = {
  cbrt: ["athena_cbrt(CAST($1 AS DOUBLE))"],
  ...same("abs exp degrees radians sin cos tan asin acos atan cot lower upper chr", "@($1)"),
  ...same("atan2 strpos starts_with", "@($1, $2)"),
  ...same("coalesce", "@($*)"),
  ...same("year quarter month day hour minute", "@($1)"),
  ...same("replace", "@($1, $2, '')", "@($1, $2, $3)"),
  ...same("lpad rpad", "@($1, CAST($2 AS INTEGER), $3)"),
  pi: ["pi()"],
  sign: ["cast_to_type(sign($1), $1)"],
  e: ["exp(1)"],
  infinity: ["CAST('Infinity' AS DOUBLE)"],
  nan: ["CAST('NaN' AS DOUBLE)"],
  is_nan: ["isnan($1)"],
  is_infinite: ["isinf($1)"],
  is_finite: ["isfinite($1)"],
  ceil: ["cast_to_type(ceil($1), trunc($1))"],
  ceiling: ["cast_to_type(ceil($1), trunc($1))"],
  floor: ["cast_to_type(floor($1), trunc($1))"],
  round: ["round($1)", "cast_to_type(round($1, CAST($2 AS INTEGER)), $1)"],
  truncate: ["trunc($1)"],
  sqrt: ["athena_sqrt(CAST($1 AS DOUBLE))"],
  ln: ["athena_ln(CAST($1 AS DOUBLE))"],
  log2: ["(athena_ln(CAST($1 AS DOUBLE)) / ln(2))"],
  log10: ["athena_log10(CAST($1 AS DOUBLE))"],
  log: ["", "(athena_ln(CAST($2 AS DOUBLE)) / athena_ln(CAST($1 AS DOUBLE)))"],
  power: ["", "pow(CAST($1 AS DOUBLE), CAST($2 AS DOUBLE))"],
  pow: ["", "pow(CAST($1 AS DOUBLE), CAST($2 AS DOUBLE))"],
  mod: ["athena_modulo($1, $2)"],
  random: ["random()", "CAST(floor(random() * $1) AS INTEGER)"],
  rand: ["random()"],
  bitwise_and: ["($1 & $2)"],
  bitwise_or: ["($1 | $2)"],
  bitwise_xor: ["xor($1, $2)"],
  bitwise_not: ["(~ $1)"],

  length: ["athena_length($1)"],
  concat_ws: ["concat_ws($*)"],
  substr: ["athena_substr($1, $2)", "athena_substr_n($1, $2, $3)"],
  substring: ["athena_substr($1, $2)", "athena_substr_n($1, $2, $3)"],
  trim: ["athena_trim($1)"],
  ltrim: ["athena_ltrim($1)"],
  rtrim: ["athena_rtrim($1)"],
  reverse: ["reverse($1)"],
  codepoint: ["unicode($1)"],
  split: ["string_split($1, $2)", "athena_split($1, $2, $3)"],
  split_part: ["athena_split_part($1, $2, $3)"],
  levenshtein_distance: ["levenshtein($1, $2)"],
  hamming_distance: ["hamming($1, $2)"],
  translate: ["translate($1, $2, $3)"],
  position: ["strpos($2, $1)"],
  regexp_like: ["regexp_matches($1, $2)"],
  regexp_extract: ["athena_extract($1, $2, 0)", "athena_extract($1, $2, $3)"],
  regexp_extract_all: ["regexp_extract_all($1, $2)", "regexp_extract_all($1, $2, $3)"],
  regexp_split: ["regexp_split_to_array($1, $2)"],
  regexp_count: ["CAST(len(regexp_extract_all($1, $2)) AS BIGINT)"],
  to_utf8: ["encode($1)"],
  from_utf8: ["decode($1)"],
  to_hex: ["hex($1)"],
  from_hex: ["unhex($1)"],
  to_base64: ["to_base64($1)"],
  from_base64: ["from_base64($1)"],
  md5: ["unhex(md5($1))"],
  sha1: ["unhex(sha1($1))"],
  sha256: ["unhex(sha256($1))"],
  uuid: ["uuid()"],
  url_encode: ["replace(replace(replace(url_encode($1), '%20', '+'), '%2A', '*'), '~', '%7E')"],
  url_decode: ["url_decode(replace($1, '+', ' '))"],

  current_timezone: ["CAST('UTC' AS VARCHAR)"],
  now: ["date_trunc('milliseconds', now())"],
  date: ["athena_date($1)"],
  day_of_month: ["day($1)"],
  day_of_week: ["isodow($1)"],
  dow: ["isodow($1)"],
  day_of_year: ["dayofyear($1)"],
  doy: ["dayofyear($1)"],
  week: ["week($1)"],
  week_of_year: ["week($1)"],
  year_of_week: ["isoyear($1)"],
  yow: ["isoyear($1)"],
  second: ["CAST(floor(second($1)) AS BIGINT)"],
  millisecond: ["CAST(millisecond($1) % 1000 AS BIGINT)"],
  from_unixtime: ["to_timestamp(CAST($1 AS DOUBLE))"],
  to_unixtime: ["epoch($1)"],
  from_iso8601_timestamp: ["CAST($1 AS TIMESTAMPTZ)"],
  from_iso8601_date: ["athena_date($1)"],
  to_iso8601: ["athena_iso($1)"],
  last_day_of_month: ["last_day($1)"],

  contains: ["list_contains($1, $2)"],
  array_distinct: ["athena_distinct($1)"],
  array_sort: ["list_sort($1, 'ASC', 'NULLS LAST')"],
  array_max: ["athena_array_max($1)"],
  array_min: ["athena_array_min($1)"],
  array_join: [
    "array_to_string($1, $2)",
    "array_to_string(list_transform($1, lambda athena_e: coalesce(CAST(athena_e AS VARCHAR), $3)), $2)",
  ],
  array_position: ["CAST(coalesce(list_position($1, $2), 0) AS BIGINT)"],
  array_remove: ["list_filter($1, lambda athena_e: athena_e <> $2)"],
  array_intersect: ["athena_distinct(list_intersect($1, $2))"],
  array_union: ["athena_distinct(list_concat($1, $2))"],
  array_except: [
    "athena_distinct(list_filter($1, lambda athena_e: NOT list_contains($2, athena_e)))",
  ],
  arrays_overlap: ["list_has_any($1, $2)"],
  flatten: ["flatten($1)"],
  slice: ["athena_slice($1, $2, $3)"],
  repeat: ["list_transform(range(CAST($2 AS BIGINT)), lambda athena_e: $1)"],
  sequence: ["athena_sequence($1, $2)", "athena_sequence_by($1, $2, $3)"],
  map: ["MAP([], [])", "", "map($1, $2)"],
  map_keys: ["map_keys($1)"],
  map_values: ["map_values($1)"],
  map_entries: ["map_entries($1)"],
  map_from_entries: ["map_from_entries($1)"],
  map_concat: ["map_concat($*)"],

  json_parse: ["athena_json_parse($1)"],
  json_format: ["CAST($1 AS VARCHAR)"],
  json_array_length: ["athena_json_length($1)"],
};

const aggregate: Record<string, string[]> = {
  ...same("count min max", "{{@|$1}}"),
  ...same(
    "stddev stddev_samp stddev_pop variance var_samp var_pop skewness bool_and bool_or",
    "{{@|$1}}",
  ),
  ...same("corr covar_pop covar_samp regr_slope regr_intercept", "{{@|$1, $2}}"),
  ...same("row_number rank dense_rank percent_rank cume_dist", "{{@|}}"),
  ...same("first_value last_value ntile", "{{@|$1}}"),
  ...same("lag lead", "{{@|$1}}", "{{@|$1, $2}}", "{{@|$1, $2, $3}}"),
  nth_value: ["{{nth_value|$1, $2}}"],
  max: ["{{max|$1}}", "{{max|$1, $2}}"],
  min: ["{{min|$1}}", "{{min|$1, $2}}"],
  count_if: ["CAST({{count_if|$1}} AS BIGINT)"],
  every: ["{{bool_and|$1}}"],
  arbitrary: ["{{any_value|$1}}"],
  any_value: ["{{any_value|$1}}"],
  array_agg: ["{{list|$1}}"],
  set_agg: ["athena_distinct({{list|$1}})"],
  map_agg: ["athena_map_of({{list|{'key': $1, 'value': $2}}})"],
  histogram: ["{{histogram|$1}}"],
  approx_distinct: ["{{approx_count_distinct|$1}}", "{{approx_count_distinct|$1}}"],
  geometric_mean: ["{{geomean|$1}}"],
  max_by: ["", "{{arg_max_null|$1, $2}}", "{{arg_max|$1, $2, $3}}"],
  min_by: ["", "{{arg_min_null|$1, $2}}", "{{arg_min|$1, $2, $3}}"],
  bitwise_and_agg: ["{{bit_and|$1}}"],
  bitwise_or_agg: ["{{bit_or|$1}}"],
  kurtosis: ["{{kurtosis|$1}}"],
};

const table = new Map(Object.entries({ ...scalar, ...aggregate }));

/** Template for a call, or `arity` when the function exists with other numbers of arguments. */
export function templateOf(name: string, argumentCount: number): string | "arity" | undefined {
  const templates = table.get(name);
  if (templates === undefined) return undefined;
  const fits = (template: string) => {
    if (template.includes("$*")) return argumentCount > 0;
    const used = [...template.matchAll(/\$(\d)/g)].map((match) => Number(match[1]));
    return template !== "" && Math.max(0, ...used) === argumentCount;
  };
  const direct = templates.find(fits);
  if (direct !== undefined) return direct;
  // approx_distinct(x, e): the tolerated error is the estimator's own business.
  return name === "approx_distinct" && argumentCount === 2 ? templates[0] : "arity";
}

export const isAggregate = (name: string): boolean =>
  name === "avg" ||
  name === "sum" ||
  name === "approx_percentile" ||
  Object.hasOwn(aggregate, name);

/** Functions that Athena has and this engine does not run yet. */
const known = new Set(
  `avg sum nullif bit_count all_match any_match none_match transform filter reduce reduce_agg zip zip_with transform_keys transform_values map_filter
   map_zip_with element_at cardinality typeof concat greatest least date_add date_diff date_trunc date_format date_parse format_datetime parse_datetime
   if try approx_percentile regexp_replace json_extract json_extract_scalar listagg grouping at_timezone with_timezone
   approx_set approx_most_frequent merge checksum classification_miss_rate combinations ngrams shuffle multimap_agg multimap_from_entries
   map_union numeric_histogram tdigest_agg qdigest_agg value_at_quantile values_at_quantile json_array_contains json_array_get json_size
   is_json_scalar json_query json_value json_exists split_to_map split_to_multimap soundex normalize luhn_check word_stem strrpos
   to_char to_date to_timestamp human_readable_seconds parse_duration timezone_hour timezone_minute from_iso8601_timestamp_nanos
   from_unixtime_nanos to_milliseconds width_bucket inverse_normal_cdf normal_cdf beta_cdf wilson_interval_lower wilson_interval_upper
   cosine_similarity cosine_distance dot_product euclidean_distance array_histogram array_first array_last trim_array contains_sequence
   st_point st_contains st_distance st_intersects st_astext st_geometryfromtext st_within st_area st_buffer st_x st_y bing_tile
   hmac_md5 hmac_sha1 hmac_sha256 hmac_sha512 sha512 md5 crc32 xxhash64 murmur3 spooky_hash_v2_32 spooky_hash_v2_64 from_big_endian_64
   to_big_endian_64 from_ieee754_64 to_ieee754_64 to_base32 from_base32 to_base64url from_base64url color render bar rgb
   url_extract_host url_extract_path url_extract_query url_extract_parameter url_extract_protocol url_extract_port url_extract_fragment
   regexp_position bitwise_left_shift bitwise_right_shift bitwise_right_shift_arithmetic bitwise_xor_agg entropy make_set_digest
   hyperloglog empty_approx_set to_geometry cosh sinh tanh from_base to_base format format_number concat_ws current_groups version
   learn_classifier features classify regress map_from_entries rank try_cast`.split(/\s+/),
);

export const isKnownFunction = (name: string): boolean => known.has(name) || table.has(name);
