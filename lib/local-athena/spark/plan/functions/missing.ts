import { SparkError } from "../../bridge";

/** Functions that Spark 3.2 has and we have not. */
const missingNames = new Set<string>([
  "aes_decrypt",
  "aes_encrypt",
  "bloom_filter_agg",
  "count_min_sketch",
  "from_avro",
  "from_csv",
  "histogram_numeric",
  "input_file_block_length",
  "input_file_block_start",
  "input_file_name",
  "java_method",
  "reflect",
  "schema_of_csv",
  "schema_of_json",
  "sentences",
  "session_window",
  "to_avro",
  "to_csv",
  "window",
  "make_dt_interval",
  "make_interval",
  "make_ym_interval",
  "try_add",
  "try_divide",
  "current_user",
  "xpath",
  "xpath_boolean",
  "xpath_double",
  "xpath_float",
  "xpath_int",
  "xpath_long",
  "xpath_number",
  "xpath_short",
  "xpath_string",
]);

export function isMissing(name: string): boolean {
  return missingNames.has(name.toLowerCase());
}

export function missingFunction(name: string): SparkError {
  return new SparkError("AnalysisException", `${name} is not supported by local-athena`);
}
