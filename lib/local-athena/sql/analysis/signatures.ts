import {
  arrayOf,
  bigint,
  boolean,
  commonOf,
  date,
  double,
  elementOf,
  integer,
  isFloat,
  isInteger,
  json,
  type Known,
  mapOf,
  rowOf,
  simple,
  unknown,
  varchar,
  zoned,
} from "./type-rules";

/** The result's type from those of the arguments. Undefined: not known, and DuckDB's own type stands. */
type Signature = (types: Known[]) => Known;

const always =
  (type: Known): Signature =>
  () =>
    type;
const like =
  (index: number): Signature =>
  (types) =>
    types[index];
const elementAt =
  (index: number): Signature =>
  (types) =>
    elementOf(types[index]);
const keyOf = (type: Known) => (type?.base === "map" ? type.parts[0]?.type : undefined);
const itemOf = (type: Known) => (type?.base === "map" ? type.parts[1]?.type : undefined);
const sized = (base: Known): Known =>
  base === undefined ? undefined : isInteger(base) ? bigint : isFloat(base) ? base : undefined;

const varbinary = simple("varbinary");
const pairs = (a: Known, b: Known) =>
  rowOf([
    { name: undefined, type: a },
    { name: undefined, type: b },
  ]);

const table: [string, Signature][] = [
  [
    `count count_if approx_distinct length strpos strrpos position levenshtein_distance hamming_distance cardinality json_array_length
     json_size array_position date_diff year quarter month week week_of_year year_of_week yow day day_of_month day_of_week dow
     day_of_year doy hour minute second millisecond timezone_hour timezone_minute row_number rank dense_rank ntile bitwise_and
     bitwise_or bitwise_xor bitwise_not bit_count bitwise_and_agg bitwise_or_agg bitwise_xor_agg regexp_count crc32 from_base
     xxhash64_number to_milliseconds from_big_endian_64`,
    always(bigint),
  ],
  ["codepoint regexp_position", always(integer)],
  [
    `starts_with contains regexp_like is_nan is_finite is_infinite json_array_contains is_json_scalar any_match all_match none_match
     bool_and bool_or every arrays_overlap contains_sequence`,
    always(boolean),
  ],
  [
    `lower upper trim ltrim rtrim reverse_text replace split_part regexp_replace regexp_extract to_hex to_base64 to_base64url to_base32
     from_utf8 url_encode url_decode url_extract_host url_extract_path url_extract_query url_extract_protocol url_extract_fragment
     url_extract_parameter lpad rpad concat_ws date_format format_datetime json_extract_scalar json_format to_iso8601 translate
     normalize soundex substr substring array_join format format_number to_base human_readable_seconds typeof listagg`,
    always(varchar),
  ],
  ["chr", always(simple("varchar", 1))],
  ["current_timezone", always(varchar)],
  [
    `exp ln log log2 log10 power pow sqrt cbrt sin cos tan asin acos atan atan2 sinh cosh tanh degrees radians pi e infinity nan random_double
     stddev stddev_samp stddev_pop variance var_samp var_pop skewness kurtosis corr covar_pop covar_samp regr_slope regr_intercept
     percent_rank cume_dist to_unixtime cosine_similarity entropy normal_cdf inverse_normal_cdf`,
    always(double),
  ],
  [
    "to_utf8 from_hex from_base64 from_base64url md5 sha1 sha256 sha512 hmac_md5 hmac_sha1 hmac_sha256 hmac_sha512 xxhash64",
    always(varbinary),
  ],
  ["uuid", always(simple("uuid"))],
  ["json_parse json_extract json_array_get", always(json)],
  ["date from_iso8601_date last_day_of_month", always(date)],
  ["now from_iso8601_timestamp parse_datetime from_unixtime at_timezone", always(zoned)],
  ["with_timezone", ([type]) => type && simple(zoned.base, ...type.numbers)],
  ["date_parse", always(simple("timestamp", 3))],
  ["split regexp_extract_all regexp_split", always(arrayOf(varchar))],
  [
    `abs max min arbitrary any_value first_value last_value nth_value lag lead sign_of nullif filter array_distinct array_sort
     array_remove slice shuffle map_filter try max_by min_by reverse`,
    like(0),
  ],
  ["array_max array_min", elementAt(0)],
  ["date_trunc", like(1)],
  ["date_add", like(2)],
  ["map_concat", like(0)],
  ["array_agg set_agg", (types) => arrayOf(types[0])],
  ["repeat", (types) => arrayOf(types[0])],
  ["array_union array_intersect array_except", (types) => commonOf(types)],
  ["flatten", elementAt(0)],
  ["coalesce greatest least", commonOf],
  ["map_keys", (types) => arrayOf(keyOf(types[0]))],
  ["map_values", (types) => arrayOf(itemOf(types[0]))],
  ["map_entries", (types) => arrayOf(pairs(keyOf(types[0]), itemOf(types[0])))],
  ["map_agg", (types) => mapOf(types[0], types[1])],
  ["multimap_agg", (types) => mapOf(types[0], arrayOf(types[1]))],
  ["histogram", (types) => mapOf(types[0], bigint)],
  [
    "map",
    (types) =>
      types.length === 0
        ? mapOf(unknown, unknown)
        : mapOf(elementOf(types[0]), elementOf(types[1])),
  ],
  [
    "map_from_entries",
    (types) => {
      const entry = elementOf(types[0]);
      return mapOf(entry?.parts[0]?.type, entry?.parts[1]?.type);
    },
  ],
  ["element_at", (types) => (types[0]?.base === "map" ? itemOf(types[0]) : elementOf(types[0]))],
  ["if", (types) => commonOf(types.length === 2 ? [types[1]] : types.slice(1))],
  ["sum", (types) => sumType(types[0])],
  ["avg", (types) => meanType(types[0])],
  ["sign", (types) => (types[0]?.base === "decimal" ? undefined : types[0])],
  [
    "ceil ceiling floor round",
    (types) => (types[0]?.base === "decimal" ? roundedDecimal(types) : types[0]),
  ],
  ["random rand", (types) => (types.length === 0 ? double : undefined)],
  ["mod", () => undefined],
  ["concat", (types) => concatenated(types)],
  ["sequence", (types) => sequenceType(types[0])],
  [
    "zip",
    (types) => arrayOf(rowOf(types.map((type) => ({ name: undefined, type: elementOf(type) })))),
  ],
  ["approx_percentile", (types) => percentileType(types)],
  ["geometric_mean", always(double)],
];

function sumType(type: Known): Known {
  return type?.base === "decimal"
    ? simple("decimal", 38, type.numbers[1] ?? 0)
    : (sized(type) ?? intervalOf(type));
}

const intervalOf = (type: Known): Known => (type?.base.startsWith("interval") ? type : undefined);

function meanType(type: Known): Known {
  if (type === undefined || type.base === "decimal" || type.base === "real") return type;
  return isInteger(type)
    ? double
    : (intervalOf(type) ?? (type.base === "double" ? type : undefined));
}

function roundedDecimal(types: Known[]): Known {
  const [precision = 38, scale = 0] = types[0]?.numbers ?? [];
  if (types.length > 1) return simple("decimal", Math.min(38, precision + 1), scale);
  return simple("decimal", Math.min(38, precision - scale + Math.min(1, scale)), 0);
}

/** Texts, arrays (also with elements) or bytes joined; undefined for others. */
export function concatenated(types: Known[]): Known {
  if (types.some((type) => type === undefined)) return undefined;
  const known = types.filter((type) => type !== undefined);
  const array = known.find((type) => type.base === "array");
  if (array !== undefined)
    return commonOf(known.map((type) => (type.base === "array" ? type : arrayOf(type))));
  if (known.every((type) => /^(varchar|char|unknown)$/.test(type.base))) return varchar;
  return known.every((type) => /^(varbinary|unknown)$/.test(type.base)) ? varbinary : undefined;
}

function sequenceType(type: Known): Known {
  if (type === undefined) return undefined;
  return arrayOf(isInteger(type) ? bigint : type.base.startsWith("timestamp") ? type : date);
}

function percentileType(types: Known[]): Known {
  const many = types.at(-1)?.base === "array";
  return many ? arrayOf(types[0]) : types[0];
}

const signatures = new Map<string, Signature>(
  table.flatMap(([names, signature]) =>
    names.split(/\s+/).map((name): [string, Signature] => [name, signature]),
  ),
);

/** The type of a call of a function of Trino's. Undefined where it is not known here. */
export function callType(name: string, types: Known[]): Known {
  return signatures.get(name)?.(types);
}

/** The types of a lambda's parameters, for the functions that take one; `done` are those of lambdas before it. */
export function lambdaParameters(
  name: string,
  values: Known[],
  done: Known[],
  count: number,
): Known[] {
  const [first, second] = values;
  if (name === "reduce" || name === "reduce_agg") {
    const [item, state] = name === "reduce" ? [elementOf(first), second] : [first, second];
    const folded = commonOf([state, ...done]);
    return count === 2 ? [folded ?? state, item] : [folded ?? state];
  }
  if (name === "zip_with") return [elementOf(first), elementOf(second)];
  if (name === "map_zip_with") return [keyOf(first), itemOf(first), itemOf(second)];
  if (first?.base === "map") return [keyOf(first), itemOf(first)];
  const element = elementOf(first);
  return Array.from({ length: count }, () => element);
}

/** The type of a call whose last arguments are lambdas with these result types. */
export function lambdaCallType(name: string, values: Known[], results: Known[]): Known {
  const [first] = values;
  const last = results.at(-1);
  if (name === "transform" || name === "zip_with") return arrayOf(last);
  if (name === "reduce") return last;
  if (name === "transform_values") return mapOf(keyOf(first), last);
  if (name === "transform_keys") return mapOf(last, itemOf(first));
  if (name === "map_zip_with") return mapOf(keyOf(first), last);
  return callType(name, [first]);
}
