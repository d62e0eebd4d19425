import { invalidInput } from "../../protocol/errors";
import type { WorkGroupRecord } from "../../state/workgroups";
import { type EngineFamily, engineNamed } from "../engines/engine-versions";
import type { ServiceContext } from "../service-context";

export const PRIMARY = "primary";

/** @throws AthenaException `WorkGroup is not found.` */
export function workGroupNamed(context: ServiceContext, name = PRIMARY): WorkGroupRecord {
  const record = context.workGroups.get(name);
  if (!record) throw invalidInput("WorkGroup is not found.");
  return record;
}

export const selectedEngineVersion = (record: WorkGroupRecord): string =>
  record.configuration.EngineVersion?.SelectedEngineVersion ?? "AUTO";

/** Which API a workgroup takes: SQL queries, or sessions of one of the two Sparks. */
export const engineFamilyOf = (record: WorkGroupRecord): EngineFamily =>
  engineNamed(selectedEngineVersion(record)).family;

/** @throws AthenaException for a workgroup that runs Apache Spark (its text is not known from Athena) */
export function requireSql(record: WorkGroupRecord): void {
  if (engineFamilyOf(record) !== "SQL")
    throw invalidInput(
      `WorkGroup ${record.name} is an Apache Spark workgroup and does not run SQL queries.`,
    );
}

/** The workgroup in ARNs and tags, without account and region. */
export const workGroupResource = (name: string) => `workgroup/${name}`;

/** Members that Athena sends and the service model does not know (measured). */
export const wireEngineVersion = (record: WorkGroupRecord) => {
  const { EngineVersion } = record.configuration;
  return engineFamilyOf(record) === "SQL"
    ? { ...EngineVersion, Category: "Presto" }
    : EngineVersion;
};
