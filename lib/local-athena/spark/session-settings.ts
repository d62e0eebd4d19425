import { SparkError } from "./bridge";

/** What settings of Spark SQL are when nobody sets them. */
const defaults: Readonly<Record<string, string>> = {
  "spark.sql.adaptive.enabled": "true",
  "spark.sql.ansi.enabled": "false",
  "spark.sql.autoBroadcastJoinThreshold": "10485760b",
  "spark.sql.caseSensitive": "false",
  "spark.sql.catalogImplementation": "hive",
  "spark.sql.crossJoin.enabled": "true",
  "spark.sql.execution.arrow.pyspark.enabled": "false",
  "spark.sql.parquet.compression.codec": "snappy",
  "spark.sql.repl.eagerEval.enabled": "false",
  "spark.sql.session.timeZone": "UTC",
  "spark.sql.shuffle.partitions": "200",
  "spark.sql.sources.default": "parquet",
  "spark.sql.sources.partitionColumnTypeInference.enabled": "true",
  "spark.sql.sources.partitionOverwriteMode": "STATIC",
};

/** Settings that would change what queries answer, and the only values that local-athena follows. */
const only: Readonly<Record<string, RegExp>> = {
  "spark.sql.ansi.enabled": /^false$/i,
  "spark.sql.caseSensitive": /^false$/i,
  "spark.sql.session.timeZone": /^(utc|gmt|z|etc\/utc|(utc|gmt)?[+-]0?0(:?00)?)$/i,
  "spark.sql.storeAssignmentPolicy": /^ansi$/i,
  "spark.sql.legacy.timeParserPolicy": /^(exception|corrected)$/i,
};

const fixed = /^spark\.sql\.(warehouse\.dir|catalogImplementation|extensions)$/;

/** The settings of one session. */
export class SessionSettings {
  private readonly values: Map<string, string>;
  private readonly defaults: Readonly<Record<string, string>>;

  /** @param properties SparkProperties of the session */
  constructor(properties: Readonly<Record<string, string>>, warehouse: string) {
    this.values = new Map(Object.entries(properties));
    this.defaults = { ...defaults, "spark.sql.warehouse.dir": warehouse };
  }

  /** @throws SparkError for properties of the session that local-athena cannot follow */
  check(): void {
    for (const [key, value] of this.values) SessionSettings.require(key, value);
  }

  private static require(key: string, value: string): void {
    const allowed = Object.hasOwn(only, key) ? only[key] : undefined;
    if (allowed === undefined || allowed.test(value.trim())) return;
    throw new SparkError(
      "IllegalArgumentException",
      `${key} = ${value} is not supported by local-athena's Spark`,
    );
  }

  get(key: string): string | null {
    return (
      this.values.get(key) ??
      (Object.hasOwn(this.defaults, key) ? this.defaults[key] : null) ??
      null
    );
  }

  /** @throws SparkError for settings that a session cannot change, and values that local-athena cannot follow */
  set(key: string, value: string): void {
    this.requireChangeable(key);
    SessionSettings.require(key, value);
    this.values.set(key, value);
  }

  unset(key: string): void {
    this.requireChangeable(key);
    this.values.delete(key);
  }

  /** Undoes all that was set of Spark SQL. */
  reset(): void {
    for (const key of [...this.values.keys()])
      if (key.startsWith("spark.sql.") && !fixed.test(key)) this.values.delete(key);
  }

  /** In the order of their keys. */
  entries(): [string, string][] {
    return [...this.values].sort(([left], [right]) => (left < right ? -1 : 1));
  }

  private requireChangeable(key: string): void {
    if (fixed.test(key))
      throw new SparkError(
        "AnalysisException",
        `Cannot modify the value of a static config: ${key}`,
      );
    if (/^spark\.(?!sql\.)/.test(key))
      throw new SparkError(
        "AnalysisException",
        `Cannot modify the value of a Spark config: ${key}`,
      );
  }
}
