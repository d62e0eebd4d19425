import { invalidInput } from "../../protocol/errors";
import type { SessionRecord, SessionState } from "../../state/sessions";
import { type EngineFamily, engineNamed } from "../engines/engine-versions";
import type { ServiceContext } from "../service-context";
import { workGroupResource } from "../workgroups/work-group";

/** The session in ARNs and tags, without account and region. */
export const sessionResource = ({ workGroup, id }: Pick<SessionRecord, "workGroup" | "id">) =>
  `${workGroupResource(workGroup)}/session/${id}`;

/** @throws AthenaException INVALID_INPUT, as Athena answers for an unknown session (its text is not known) */
export function sessionNamed(context: ServiceContext, id: string): SessionRecord {
  const record = context.sessions.get(id);
  if (!record) throw invalidInput(`Session ${id} not found`);
  return record;
}

export const sessionFamily = (session: SessionRecord): EngineFamily =>
  engineNamed(session.engineVersion).family;

/** @throws AthenaException for a session of the other Spark (Athena's text is not known) */
export function requireFamily(
  session: SessionRecord,
  family: Exclude<EngineFamily, "SQL">,
  operation: string,
): void {
  if (sessionFamily(session) !== family)
    throw invalidInput(`${operation} does not apply to sessions of ${session.engineVersion}.`);
}

/** Begins as Athena's refusals do; how they go on is not known. */
export const wrongState = (state: SessionState, what: string) =>
  invalidInput(`Session is in the ${state} state. ${what}`);

const dateOf = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms));

/** Status as GetSession, GetSessionStatus and ListSessions show it. */
export const sessionStatusOf = (session: SessionRecord) => ({
  StartDateTime: new Date(session.startedAt),
  LastModifiedDateTime: new Date(session.modifiedAt),
  EndDateTime: dateOf(session.endedAt),
  IdleSinceDateTime: dateOf(session.idleSince),
  State: session.state,
  StateChangeReason: session.reason,
});
