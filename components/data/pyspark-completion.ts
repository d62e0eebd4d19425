import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";

const words = (text: string) => text.trim().split(/\s+/);

/** Members of SparkSession, readers, writers, DataFrame, GroupedData, Column and Window. */
const MEMBERS = words(`
  sql table range createDataFrame read write catalog conf stop version
  csv json parquet orc text load save saveAsTable insertInto format option options schema mode partitionBy
  select selectExpr filter where withColumn withColumnRenamed drop dropDuplicates distinct dropna fillna replace
  groupBy agg pivot count sum avg mean min max join crossJoin union unionByName intersect subtract exceptAll
  orderBy sort limit offset sample show printSchema collect take first head tail toPandas toDF toJSON describe
  summary explain columns dtypes rdd cache persist unpersist createOrReplaceTempView createTempView isEmpty
  alias cast astype asc desc asc_nulls_last desc_nulls_last isNull isNotNull isin between like rlike contains
  startswith endswith substr getItem getField when otherwise over rowsBetween rangeBetween builder getOrCreate
  listTables listDatabases listColumns currentDatabase setCurrentDatabase dropTempView
`);

/** pyspark.sql.functions. */
const FUNCTIONS = words(`
  col column lit expr when coalesce isnull isnan greatest least abs round bround floor ceil sqrt pow exp log log10
  sum avg mean min max count count_distinct countDistinct approx_count_distinct first last collect_list collect_set
  stddev variance corr skewness kurtosis percentile_approx median mode
  lower upper trim ltrim rtrim length substring concat concat_ws split regexp_extract regexp_replace instr lpad rpad
  initcap reverse repeat translate format_number format_string
  to_date to_timestamp date_format date_add date_sub datediff months_between add_months last_day next_day trunc
  date_trunc year quarter month dayofmonth dayofweek dayofyear hour minute second weekofyear current_date
  current_timestamp unix_timestamp from_unixtime
  array struct map_from_arrays create_map explode explode_outer posexplode size sort_array array_contains
  array_distinct array_join element_at flatten slice get_json_object from_json to_json
  row_number rank dense_rank percent_rank ntile lag lead cume_dist desc asc broadcast rand randn udf
  monotonically_increasing_id md5 sha1 sha2 hash xxhash64 base64 unbase64
`);

const MAGICS = words(
  "%%sql %status %session_id %table %help %lsmagic %list_sessions %set_log_level",
);

const asCompletions = (labels: readonly string[], type: string): Completion[] =>
  labels.map((label) => ({ label, type }));

const members = asCompletions(MEMBERS, "method");
const functions = asCompletions(FUNCTIONS, "function");
const magics = asCompletions(MAGICS, "keyword");

/** Offers PySpark's names where they fit, and names that the code elsewhere uses. */
export const pysparkCompletion =
  (namesElsewhere: () => readonly string[]) =>
  (context: CompletionContext): CompletionResult | null => {
    const magic = context.matchBefore(/%%?\w*$/);
    if (magic && context.state.doc.lineAt(magic.from).from === magic.from)
      return { from: magic.from, options: magics, validFor: /^%%?\w*$/ };
    const member = context.matchBefore(/\.\w*$/);
    if (member) {
      const before = context.state.sliceDoc(Math.max(0, member.from - 20), member.from);
      const isFunctions = /(?:^|[^\w.])(?:F|f|functions)$/.test(before);
      return {
        from: member.from + 1,
        options: isFunctions ? functions : members,
        validFor: /^\w*$/,
      };
    }
    const word = context.matchBefore(/[A-Za-z_]\w*$/);
    if (!word && !context.explicit) return null;
    const own = [...new Set(["spark", ...namesElsewhere()])];
    return {
      from: word?.from ?? context.pos,
      options: asCompletions(own, "variable"),
      validFor: /^\w*$/,
    };
  };

/** Names that code assigns, imports or defines at its outermost level. */
export function namesIn(code: string): string[] {
  const names = new Set<string>();
  for (const match of code.matchAll(
    /^(?:([A-Za-z_]\w*)\s*(?::[^=\n]+)?=(?!=)|(?:def|class)\s+([A-Za-z_]\w*)|for\s+([A-Za-z_]\w*)\s+in|(?:from\s+[\w.]+\s+)?import\s+(.+))/gm,
  )) {
    for (const name of [match[1], match[2], match[3]]) if (name) names.add(name);
    for (const part of match[4]?.split(",") ?? []) {
      const imported = /(?:\bas\s+)?([A-Za-z_]\w*)\s*(?:#.*)?$/.exec(
        part.trim().replace(/[()]/g, ""),
      )?.[1];
      if (imported) names.add(imported);
    }
  }
  return [...names];
}
