import { listed } from "./signature";

export const listedNumbers = listed(
  "scalar",
  `
  abs: bigint(bigint); integer(integer); smallint(smallint); tinyint(tinyint); double(double); real(real); decimal(p,s)(decimal(p,s)) | Absolute value
  acos: double(double) | Arc cosine
  asin: double(double) | Arc sine
  atan: double(double) | Arc tangent
  atan2: double(double, double) | Arc tangent of given fraction
  beta_cdf: double(double, double, double) | Beta cdf given the a, b parameters and value
  bit_count: bigint(bigint, bigint) | Count number of set bits in 2's complement representation
  bitwise_and: bigint(bigint, bigint) | Bitwise AND in 2's complement arithmetic
  bitwise_left_shift: bigint(bigint, bigint); integer(integer, bigint); smallint(smallint, bigint); tinyint(tinyint, bigint) | Bitwise left shift
  bitwise_not: bigint(bigint) | Bitwise NOT in 2's complement arithmetic
  bitwise_or: bigint(bigint, bigint) | Bitwise OR in 2's complement arithmetic
  bitwise_right_shift: bigint(bigint, bigint); integer(integer, bigint); smallint(smallint, bigint); tinyint(tinyint, bigint) | Bitwise logical right shift
  bitwise_right_shift_arithmetic: bigint(bigint, bigint); integer(integer, bigint); smallint(smallint, bigint); tinyint(tinyint, bigint) | Bitwise arithmetic right shift
  bitwise_xor: bigint(bigint, bigint) | Bitwise XOR in 2's complement arithmetic
  cbrt: double(double) | Cube root
  ceil: bigint(bigint); double(double); real(real); decimal(rp,0)(decimal(p,s)) | Round up to nearest integer
  ceiling: bigint(bigint); double(double); real(real); decimal(rp,0)(decimal(p,s)) | Round up to nearest integer
  cos: double(double) | Cosine
  cosh: double(double) | Hyperbolic cosine
  cosine_similarity: double(map(varchar,double), map(varchar,double)) | Cosine similarity between the given sparse vectors
  degrees: double(double) | Converts an angle in radians to degrees
  e: double() | Euler's number
  exp: double(double) | Euler's number raised to the given power
  floor: bigint(bigint); double(double); real(real); decimal(rp,0)(decimal(p,s)) | Round down to nearest integer
  format_number: varchar(bigint); varchar(double) | Formats large number using a unit symbol
  from_base: bigint(varchar(x), bigint) | Convert a string in the given base to a number
  greatest: E(E) | Get the largest of the given values
  infinity: double() | Infinity
  inverse_beta_cdf: double(double, double, double) | Inverse of Beta cdf given a, b parameters and probability
  inverse_normal_cdf: double(double, double, double) | Inverse of normal cdf given a mean, std, and probability
  is_finite: boolean(double) | Test if value is finite
  is_infinite: boolean(double) | Test if value is infinite
  is_nan: boolean(double); boolean(real) | Test if value is not-a-number
  least: E(E) | Get the smallest of the given values
  ln: double(double) | Natural logarithm
  log: double(double, double) | Logarithm to given base
  log10: double(double) | Logarithm to base 10
  log2: double(double) | Logarithm to base 2
  mod: bigint(bigint, bigint); integer(integer, integer); double(double, double); real(real, real); decimal(r_precision,r_scale)(decimal(a_precision,a_scale), decimal(b_precision,b_scale)) | Remainder of given quotient
  nan: double() | Constant representing not-a-number
  normal_cdf: double(double, double, double) | Normal cdf given a mean, standard deviation, and value
  parse_data_size: decimal(38,0)(varchar(x)) | Converts data size string to bytes
  parse_presto_data_size: decimal(38,0)(varchar(x)) | Converts data size string to bytes
  pi: double() | The constant Pi
  pow: double(double, double) | Value raised to the power of exponent
  power: double(double, double) | Value raised to the power of exponent
  radians: double(double) | Converts an angle in degrees to radians
  rand: double(); bigint(bigint); integer(integer); bigint(bigint, bigint); integer(integer, integer) | A pseudo-random value
  random: double(); bigint(bigint); integer(integer); bigint(bigint, bigint); integer(integer, integer) | A pseudo-random value
  round: bigint(bigint); double(double); real(real); decimal(rp,rs)(decimal(p,s)); double(double, bigint); decimal(rp,s)(decimal(p,s), bigint) | Round to nearest integer, or to given number of decimal places
  sign: bigint(bigint); double(double); real(real); decimal(1,0)(decimal(p,s)) | Signum
  sin: double(double) | Sine
  sinh: double(double) | Hyperbolic sine
  sqrt: double(double) | Square root
  tan: double(double) | Tangent
  tanh: double(double) | Hyperbolic tangent
  to_base: varchar(64)(bigint, bigint) | Convert a number to a string in the given base
  truncate: double(double); real(real); decimal(rp,0)(decimal(p,s)); decimal(p,s)(decimal(p,s), bigint) | Round to integer by truncating digits after decimal point
  width_bucket: bigint(double, array(double)); bigint(double, double, double, bigint) | The bucket number of a value
  wilson_interval_lower: double(bigint, bigint, double) | Binomial confidence interval lower bound using Wilson score
  wilson_interval_upper: double(bigint, bigint, double) | Binomial confidence interval upper bound using Wilson score
`,
);
