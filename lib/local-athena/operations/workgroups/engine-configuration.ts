import type { EngineConfiguration } from "@aws-sdk/client-athena";
import type { DpuRange } from "../../executions/dpu-count";
import type { EngineFamily } from "../engines/engine-versions";

const QUERY_CLASSIFICATION = "athena-query-engine-properties";
const MIN_DPUS = "min-dpu-count";
const MAX_DPUS = "max-dpu-count";
const DPUS = { min: 4, max: 124 };

type Member = keyof EngineConfiguration;

const TAKEN: Record<EngineFamily, { members: readonly Member[]; classification?: string }> = {
  SQL: { members: ["Classifications"], classification: QUERY_CLASSIFICATION },
  PYSPARK_3: {
    members: [
      "CoordinatorDpuSize",
      "DefaultExecutorDpuSize",
      "MaxConcurrentDpus",
      "AdditionalConfigs",
      "SparkProperties",
    ],
  },
  SPARK_3_5: {
    members: ["MaxConcurrentDpus", "AdditionalConfigs", "Classifications"],
    classification: "spark-defaults",
  },
};

function dpuFault(properties: Record<string, string>): string | undefined {
  const other = Object.keys(properties).find((name) => name !== MIN_DPUS && name !== MAX_DPUS);
  if (other !== undefined)
    return `Property ${other} is not supported in classification ${QUERY_CLASSIFICATION}.`;
  for (const [name, text] of Object.entries(properties)) {
    const dpus = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
    if (!(dpus >= DPUS.min && dpus <= DPUS.max))
      return `Property ${name} must be a number from ${DPUS.min} to ${DPUS.max}.`;
  }
  const { [MIN_DPUS]: min, [MAX_DPUS]: max } = properties;
  return min !== undefined && max !== undefined && Number(min) > Number(max)
    ? `${MIN_DPUS} must not be greater than ${MAX_DPUS}.`
    : undefined;
}

/** `min-dpu-count` and `max-dpu-count` of a configuration that was checked. */
export function askedDpus(configuration: EngineConfiguration | undefined): Partial<DpuRange> {
  const { [MIN_DPUS]: min, [MAX_DPUS]: max } =
    configuration?.Classifications?.[0]?.Properties ?? {};
  return {
    ...(min !== undefined && { min: Number(min) }),
    ...(max !== undefined && { max: Number(max) }),
  };
}

/**
 * What an EngineConfiguration of a workgroup, or of a query on reserved capacity, says wrongly for
 * its engine (reference 6.3 and 6.4); undefined when it is right.
 */
export function checkEngineConfiguration(
  configuration: EngineConfiguration | undefined,
  family: EngineFamily,
): string | undefined {
  if (!configuration) return undefined;
  const { members, classification } = TAKEN[family];
  const unfit = (Object.keys(configuration) as Member[]).find((name) => !members.includes(name));
  if (unfit !== undefined)
    return `EngineConfiguration.${unfit} does not apply to the engine of the workgroup.`;
  const given = configuration.Classifications ?? [];
  const foreign = given.find((one) => one.Name !== classification);
  if (foreign)
    return `Classification ${foreign.Name ?? ""} is not supported. Supported: ${classification ?? "none"}.`;
  if (given.length > 1) return `Classification ${classification} is given more than once.`;
  return family === "SQL" ? dpuFault(given[0]?.Properties ?? {}) : undefined;
}
