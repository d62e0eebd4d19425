import { invalidInput } from "../../protocol/errors";
import type { WorkGroupRecord } from "../../state/workgroups";
import type { ServiceContext } from "../service-context";

const DEFAULT_WORK_GROUP = "primary";

/** @throws AthenaException `WorkGroup is not found.` */
export function workGroupNamed(
  context: ServiceContext,
  name = DEFAULT_WORK_GROUP,
): WorkGroupRecord {
  const record = context.workGroups.get(name);
  if (!record) throw invalidInput("WorkGroup is not found.");
  return record;
}

export const selectedEngineVersion = (record: WorkGroupRecord) =>
  record.configuration.EngineVersion?.SelectedEngineVersion ?? "AUTO";

/** SQL workgroups run on this engine whatever they selected. */
export const SQL_ENGINE_VERSION = "Athena engine version 3";
