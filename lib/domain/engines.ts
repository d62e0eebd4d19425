/** `pyspark`: sessions, calculations, notebooks. `sparkConnect`: sessions with an endpoint for Spark Connect. */
export const ENGINE_FAMILIES = ["sql", "pyspark", "sparkConnect"] as const;
export type EngineFamily = (typeof ENGINE_FAMILIES)[number];
/** Engine families as people call them. */
export const FAMILY_LABELS: Record<EngineFamily, string> = {
  sql: "SQL",
  pyspark: "PySpark 3",
  sparkConnect: "Spark 3.5",
};
export const SPARK_FAMILIES = [
  "pyspark",
  "sparkConnect",
] as const satisfies readonly EngineFamily[];

/** The family of an effective engine version (reference 6.4); a workgroup keeps its family for life. */
export function engineFamilyOf(engineVersion: string | undefined): EngineFamily {
  if (/pyspark/i.test(engineVersion ?? "")) return "pyspark";
  return /spark/i.test(engineVersion ?? "") ? "sparkConnect" : "sql";
}

export const isSpark = (engineVersion: string | undefined) =>
  engineFamilyOf(engineVersion) !== "sql";

/** `PySpark 3`, `Spark 3.5`: an engine version where there is little room. */
export const shortEngine = (engineVersion: string) =>
  engineVersion.replace(/^(Apache|Amazon) /i, "").replace(/ (engine )?version /i, " ");

/** A version as people choose it: `Automatic` for AUTO. */
export const engineVersionLabel = (selected: string) =>
  selected === "AUTO" ? "Automatic" : selected;
