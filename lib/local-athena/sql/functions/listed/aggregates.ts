import { listed } from "./signature";

const aggregates = listed(
  "aggregate",
  `
  any_value: T(T) | Return an arbitrary non-null input value
  approx_distinct: bigint(T); bigint(T, double) | Approximate count of distinct values
  approx_most_frequent: map(T,bigint)(bigint, T, bigint) | The most frequent values and how often they occur
  approx_percentile: T(T, double); T(T, double, double); array(T)(T, array(double)); array(T)(T, double, array(double)) | Approximate percentiles, optionally weighted
  arbitrary: T(T) | Return an arbitrary non-null input value
  array_agg: array(T)(T) | Return an array of values
  avg: double(bigint); double(double); real(real); decimal(p,s)(decimal(p,s)); interval day to second(interval day to second); interval year to month(interval year to month) | Average of the values
  bitwise_and_agg: bigint(bigint) | Bitwise AND of the values
  bitwise_or_agg: bigint(bigint) | Bitwise OR of the values
  bitwise_xor_agg: bigint(bigint) | Bitwise XOR of the values
  bool_and: boolean(boolean) | Whether every value is true
  bool_or: boolean(boolean) | Whether any value is true
  corr: double(double, double); real(real, real) | Correlation coefficient
  count: bigint(); bigint(T) | Counts the non-null values
  count_if: bigint(boolean) | Counts the true values
  covar_pop: double(double, double); real(real, real) | Population covariance
  covar_samp: double(double, double); real(real, real) | Sample covariance
  every: boolean(boolean) | Whether every value is true
  geometric_mean: double(bigint); double(double); real(real) | Geometric mean
  histogram: map(K,bigint)(K) | Count the number of times each value occurs
  kurtosis: double(bigint); double(double) | Returns the (excess) kurtosis of the argument
  map_agg: map(K,V)(K, V) | Aggregates all the rows (key/value pairs) into a single map
  map_union: map(K,V)(map(K,V)) | Aggregate all the maps into a single map
  max: E(E); array(E)(E, bigint) | Returns the maximum value of the argument
  max_by: V(V, K); array(V)(V, K, bigint) | Returns the value of the first argument, associated with the maximum value of the second argument
  min: E(E); array(E)(E, bigint) | Returns the minimum value of the argument
  min_by: V(V, K); array(V)(V, K, bigint) | Returns the value of the first argument, associated with the minimum value of the second argument
  multimap_agg: map(K,array(V))(K, V) | Aggregates all the rows (key/value pairs) into a single multimap
  numeric_histogram: map(double,double)(bigint, double); map(double,double)(bigint, double, double) | Approximate histogram with the given number of buckets
  reduce_agg: S(T, S, function(S,T,S), function(S,S,S)) | Reduce input elements into a single value
  regr_intercept: double(double, double); real(real, real) | Intercept of the regression line
  regr_slope: double(double, double); real(real, real) | Slope of the regression line
  skewness: double(bigint); double(double) | Returns the skewness of the argument
  stddev: double(bigint); double(double) | Returns the sample standard deviation of the argument
  stddev_pop: double(bigint); double(double) | Returns the population standard deviation of the argument
  stddev_samp: double(bigint); double(double) | Returns the sample standard deviation of the argument
  sum: bigint(bigint); double(double); real(real); decimal(38,s)(decimal(p,s)); interval day to second(interval day to second); interval year to month(interval year to month) | Sum of the values
  var_pop: double(bigint); double(double) | Returns the population variance of the argument
  var_samp: double(bigint); double(double) | Returns the sample variance of the argument
  variance: double(bigint); double(double) | Returns the sample variance of the argument
`,
);

const windows = listed(
  "window",
  `
  cume_dist: double() | Relative rank of a row, counting its peers
  dense_rank: bigint() | Rank without gaps
  first_value: T(T) | The first value of the frame
  lag: T(T); T(T, bigint); T(T, bigint, T) | The value a number of rows before
  last_value: T(T) | The last value of the frame
  lead: T(T); T(T, bigint); T(T, bigint, T) | The value a number of rows after
  nth_value: T(T, bigint) | The value at a place of the frame
  ntile: bigint(bigint) | The number of the bucket that a row falls in
  percent_rank: double() | Relative rank of a row
  rank: bigint() | Rank with gaps
  row_number: bigint() | The number of a row in its partition
`,
);

export const listedAggregates = [...aggregates, ...windows];
