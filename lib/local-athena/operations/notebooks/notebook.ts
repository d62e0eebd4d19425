import type { NotebookMetadata } from "@aws-sdk/client-athena";
import { invalidInput } from "../../protocol/errors";
import type { NotebookRecord } from "../../state/notebooks";
import { ACTIVE_SESSION_STATES, type SessionRecord, type SessionState } from "../../state/sessions";
import type { WorkGroupRecord } from "../../state/workgroups";
import type { ServiceContext } from "../service-context";
import { engineFamilyOf, workGroupNamed } from "../workgroups/work-group";

/** Words of our own: Athena's are not known. */
export const notebookNotFoundMessage = (id: string) => `Notebook ${id} was not found.`;

/** @throws AthenaException INVALID_INPUT */
export function requireNotebook(context: ServiceContext, id: string): NotebookRecord {
  const record = context.notebooks.get(id);
  if (!record) throw invalidInput(notebookNotFoundMessage(id));
  return record;
}

/**
 * A workgroup that has notebooks: only those of PySpark engine version 3 do (reference 6.4).
 * @throws AthenaException INVALID_INPUT
 */
export function notebookWorkGroup(context: ServiceContext, name: string): WorkGroupRecord {
  const workGroup = workGroupNamed(context, name);
  if (engineFamilyOf(workGroup) !== "PYSPARK_3")
    throw invalidInput(
      `WorkGroup ${name} has no notebooks. Only workgroups of PySpark engine version 3 have.`,
    );
  return workGroup;
}

/** @throws AthenaException INVALID_INPUT for a workgroup that is disabled: its notebooks may only be read */
export function requireEnabled(workGroup: WorkGroupRecord): void {
  if (workGroup.state === "DISABLED")
    throw invalidInput(`WorkGroup ${workGroup.name} is disabled.`);
}

/** @throws AthenaException INVALID_INPUT when another notebook of the workgroup has the name */
export function requireFreeName(context: ServiceContext, workGroup: string, name: string): void {
  if (context.notebooks.named(workGroup, name))
    throw invalidInput(`Notebook with name ${name} already exists in the workgroup.`);
}

/** @throws AthenaException INVALID_INPUT until the session of the notebook has ended */
export function requireNoSession(context: ServiceContext, { id }: NotebookRecord): void {
  const session = context.sessions.unendedOf(id)[0];
  if (session)
    throw invalidInput(
      `Notebook ${id} has session ${session.id}, which is ${session.state}. Terminate it before this change.`,
    );
}

const ACTIVE: readonly SessionState[] = ACTIVE_SESSION_STATES;

/** Sessions that hold the notebook open, newest first; Athena allows one. */
export const activeSessionsOf = (context: ServiceContext, notebookId: string): SessionRecord[] =>
  context.sessions.unendedOf(notebookId).filter(({ state }) => ACTIVE.includes(state));

/** A notebook as the API shows it. */
export const metadataOf = (record: NotebookRecord): NotebookMetadata => ({
  NotebookId: record.id,
  Name: record.name,
  WorkGroup: record.workGroup,
  CreationTime: new Date(record.createdAt),
  Type: "IPYNB",
  LastModifiedTime: new Date(record.modifiedAt),
});
