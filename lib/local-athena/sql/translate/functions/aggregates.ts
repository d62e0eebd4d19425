import { same, type Templates } from "./same";

export const aggregateTemplates: Templates = {
  ...same("count", "{{@|$1}}"),
  ...same(
    "stddev stddev_samp stddev_pop variance var_samp var_pop kurtosis bool_and bool_or",
    "{{@|$1}}",
  ),
  ...same("corr covar_pop covar_samp regr_slope regr_intercept", "{{@|$1, $2}}"),
  ...same("row_number rank dense_rank percent_rank cume_dist", "{{@|}}"),
  ...same("first_value last_value ntile", "{{@|$1}}"),
  ...same("lag lead", "{{@|$1}}", "{{@|$1, $2}}", "{{@|$1, $2, $3}}"),
  // DuckDB corrects for the sample's size, Trino does not.
  skewness: [
    "({{skewness|$1}} * ({{count|$1}} - 2) / sqrt({{count|$1}} * ({{count|$1}} - 1.0::DOUBLE)))",
  ],
  nth_value: ["{{nth_value|$1, $2}}"],
  max: ["{{max|$1}}", "{{max|$1, $2}}"],
  min: ["{{min|$1}}", "{{min|$1, $2}}"],
  count_if: ["CAST({{count_if|$1}} AS BIGINT)"],
  every: ["{{bool_and|$1}}"],
  arbitrary: ["{{any_value|$1}}"],
  any_value: ["{{any_value|$1}}"],
  array_agg: ["{{list|$1}}"],
  map_agg: ["athena_map_of({{list|{'key': $1, 'value': $2}}})"],
  map_union: [
    "athena_map_of(flatten(list_transform({{list|$1}}, lambda athena_m: map_entries(athena_m))))",
  ],
  multimap_agg: ["athena_multimap_of({{list|{'key': $1, 'value': $2}}})"],
  histogram: ["{{histogram|$1}}"],
  numeric_histogram: [
    "",
    "athena_numeric_buckets($1, {{list|CAST($2 AS DOUBLE)}}, {{list|CAST(CASE WHEN $2 IS NULL THEN NULL ELSE 1 END AS DOUBLE)}})",
    "athena_numeric_buckets($1, {{list|CAST($2 AS DOUBLE)}}, {{list|CAST($3 AS DOUBLE)}})",
  ],
  approx_distinct: ["{{approx_count_distinct|$1}}", "{{approx_count_distinct|$1}}"],
  // Every value is counted, so its capacity does not matter.
  approx_most_frequent: ["", "", "athena_most_frequent($1, {{histogram|$2}}, $3)"],
  geometric_mean: ["{{geomean|$1}}"],
  max_by: ["", "{{arg_max_null|$1, $2}}", "{{arg_max|$1, $2, $3}}"],
  min_by: ["", "{{arg_min_null|$1, $2}}", "{{arg_min|$1, $2, $3}}"],
  bitwise_and_agg: ["{{bit_and|athena_bigint($1)}}"],
  bitwise_or_agg: ["{{bit_or|athena_bigint($1)}}"],
  bitwise_xor_agg: ["{{bit_xor|athena_bigint($1)}}"],
};
