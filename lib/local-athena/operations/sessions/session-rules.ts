import { invalidInput } from "../../protocol/errors";
import { MAX_DPUS_DEFAULT } from "../../spark/runtime/live-session";
import type { WorkGroupRecord } from "../../state/workgroups";
import type { EngineFamily } from "../engines/engine-versions";
import type { Input } from "../operation";
import type { ServiceContext } from "../service-context";
import { checkEngineConfiguration } from "../workgroups/engine-configuration";
import { checkMonitoring } from "../workgroups/monitoring-configuration";
import { engineFamilyOf } from "../workgroups/work-group";

type StartInput = Input<"StartSession">;
type EngineConfiguration = StartInput["EngineConfiguration"];

/** The newest text has the first, that of 2022 the second. */
const NOTEBOOK_VERSIONS = ["Athena notebook version 1", "Jupyter1.0"];
/** Spark 3.5 has at most 59 workers beside its driver. */
const SPARK_3_5_MAX_DPUS_DEFAULT = 60;

/** @throws AthenaException for a workgroup that runs SQL (its text is not known from Athena) */
export function sparkFamilyOf(workGroup: WorkGroupRecord): Exclude<EngineFamily, "SQL"> {
  const family = engineFamilyOf(workGroup);
  if (family === "SQL")
    throw invalidInput(
      `WorkGroup ${workGroup.name} runs SQL queries and no Apache Spark sessions.`,
    );
  return family;
}

/**
 * Checks what a session asks of its engine (reference 6.4: what each of the two Sparks takes).
 * @throws AthenaException INVALID_INPUT with the first rule that is broken
 */
export function checkSession(input: StartInput, family: EngineFamily): void {
  const engineFault = checkEngineConfiguration(input.EngineConfiguration, family);
  if (engineFault !== undefined) throw invalidInput(engineFault);
  if (input.MonitoringConfiguration !== undefined && family !== "SPARK_3_5")
    throw invalidInput(
      "MonitoringConfiguration applies to Apache Spark version 3.5 workgroups only.",
    );
  const monitoringFault = checkMonitoring(input.MonitoringConfiguration);
  if (monitoringFault !== undefined) throw invalidInput(monitoringFault);
}

/**
 * The notebook of a session; undefined for a session without.
 * @throws AthenaException INVALID_INPUT when one of NotebookId and NotebookVersion is there alone, for a version or a
 * notebook that does not exist, and for Spark 3.5, which has no notebooks
 */
export function notebookOf(
  context: ServiceContext,
  input: StartInput,
  workGroup: WorkGroupRecord,
): string | undefined {
  const { NotebookId: id } = input.EngineConfiguration.AdditionalConfigs ?? {};
  const { NotebookVersion: version } = input;
  if (id === undefined) {
    if (version === undefined) return undefined;
    throw invalidInput("NotebookId is required when NotebookVersion is provided.");
  }
  if (engineFamilyOf(workGroup) !== "PYSPARK_3")
    throw invalidInput("Athena notebooks apply to PySpark engine version 3 workgroups only.");
  if (version === undefined)
    throw invalidInput("NotebookVersion is required when NotebookId is provided.");
  if (!NOTEBOOK_VERSIONS.includes(version))
    throw invalidInput(
      `NotebookVersion ${version} is not supported. Supported: ${NOTEBOOK_VERSIONS.join(", ")}.`,
    );
  if (context.notebooks.get(id)?.workGroup !== workGroup.name)
    throw invalidInput(`Notebook ${id} was not found in workgroup ${workGroup.name}.`);
  return id;
}

/** Classifications of a workgroup with a session's properties over theirs. */
function mergedClassifications(
  base: EngineConfiguration["Classifications"] = [],
  own: EngineConfiguration["Classifications"] = [],
): EngineConfiguration["Classifications"] {
  const names = new Set([...base, ...own].map(({ Name }) => Name));
  const propertiesOf = (list: typeof base, name: string | undefined) =>
    list.find(({ Name }) => Name === name)?.Properties;
  return [...names].map((Name) => ({
    Name,
    Properties: { ...propertiesOf(base, Name), ...propertiesOf(own, Name) },
  }));
}

/** The session's members over its workgroup's, with the defaults that Athena shows (reference 7.1). */
export function effectiveEngineConfiguration(
  own: EngineConfiguration,
  { configuration: { EngineConfiguration: base = {} } }: WorkGroupRecord,
  family: EngineFamily,
): EngineConfiguration {
  const classifications = mergedClassifications(base.Classifications, own.Classifications);
  const defaults: EngineConfiguration =
    family === "PYSPARK_3"
      ? {
          CoordinatorDpuSize: 1,
          DefaultExecutorDpuSize: 1,
          MaxConcurrentDpus: MAX_DPUS_DEFAULT,
        }
      : { MaxConcurrentDpus: SPARK_3_5_MAX_DPUS_DEFAULT };
  return {
    ...defaults,
    ...base,
    ...own,
    ...(classifications?.length ? { Classifications: classifications } : {}),
  };
}
