import { invalidInput } from "../../protocol/errors";

/** Fixed when a workgroup is created: PySpark 3 cannot even become Spark 3.5. */
export type EngineFamily = "SQL" | "PYSPARK_3" | "SPARK_3_5";

export const SQL_ENGINE_VERSION = "Athena engine version 3";

type Engine = { selected: string; family: EngineFamily; effective: string };

/** In the order of ListEngineVersions (the order is not known from Athena). */
export const ENGINES: readonly Engine[] = [
  { selected: "AUTO", family: "SQL", effective: SQL_ENGINE_VERSION },
  { selected: SQL_ENGINE_VERSION, family: "SQL", effective: SQL_ENGINE_VERSION },
  {
    selected: "PySpark engine version 3",
    family: "PYSPARK_3",
    effective: "PySpark engine version 3",
  },
  {
    selected: "Apache Spark version 3.5",
    family: "SPARK_3_5",
    effective: "Apache Spark version 3.5",
  },
];

/** @throws AthenaException for a version that does not exist or is retired */
export function engineNamed(selected: string): Engine {
  const engine = ENGINES.find((one) => one.selected === selected);
  if (!engine) {
    const known = ENGINES.map((one) => one.selected).join(", ");
    throw invalidInput(`Engine version ${selected} is not supported. Supported: ${known}.`);
  }
  return engine;
}
