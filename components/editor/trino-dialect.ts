import { SQLDialect } from "@codemirror/lang-sql";

const keywords = `add all alter analyze and any as asc at between bucketed by case cast clustered column columns
  comment create cross cube current current_date current_time current_timestamp data database databases deallocate
  delete delimited desc describe distinct drop else end escape except execute exists explain external extract false
  fetch fields filter first following for format from full functions grouping group having if ignore in inner insert
  intersect interval into is join last lateral left like limit lines location match_recognize matched merge msck
  natural next not null nulls offset on only optimize or order ordinality outer over partition partitioned partitions
  preceding prepare properties range recursive rename repair replace respect right rollup row_format rows schema
  schemas select serde serdeproperties set sets show stored table tables tablesample tblproperties terminated then
  to true try_cast unbounded union unload unnest update using vacuum values verbose view views when where window with
  within without`;

const types = `array bigint binary boolean char date decimal double float int integer interval ipaddress json map real
  row smallint string struct time timestamp tinyint uuid varbinary varchar zone`;

const functions = `abs approx_distinct approx_percentile arbitrary array_agg array_distinct array_join array_max
  array_min array_sort avg bool_and bool_or cardinality ceil ceiling coalesce concat concat_ws contains corr count
  count_if cume_dist date_add date_diff date_format date_parse date_trunc day day_of_week day_of_year dense_rank
  element_at extract_path filter first_value flatten floor format_datetime from_iso8601_date from_iso8601_timestamp
  from_unixtime greatest hour is_nan json_array_length json_extract json_extract_scalar json_format json_parse lag
  last_value lead least length ln log10 lower lpad ltrim map_agg map_keys map_values max max_by median min min_by
  minute mod month now nth_value ntile nullif parse_datetime percent_rank pow power quarter rand random rank
  regexp_extract regexp_extract_all regexp_like regexp_replace replace reverse round row_number rpad rtrim second
  sequence sign split split_part sqrt stddev strpos substr substring sum to_iso8601 to_unixtime transform trim
  truncate typeof upper url_extract_host variance week year`;

// CodeMirror splits these lists at single blanks.
const words = (list: string) => list.replace(/\s+/g, " ");

/** Trino as Athena speaks it, with Hive's DDL words. */
export const trinoDialect = SQLDialect.define({
  keywords: words(keywords),
  types: words(types),
  builtin: words(functions),
  identifierQuotes: '"`',
  caseInsensitiveIdentifiers: false,
  operatorChars: "*+-%<>!=|/",
  specialVar: "?",
});
