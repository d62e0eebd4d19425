import { ACTIVE_SESSION_STATES } from "../../state/sessions";
import { engineNamed } from "../engines/engine-versions";
import type { Handler } from "../operation";
import { readListToken } from "../paging";
import { workGroupNamed } from "../workgroups/work-group";
import { sessionStatusOf } from "./session";

const OPERATION = "ListSessions";
const PAGE_MAX = 100;

/** Sessions of a workgroup, newest first: the active ones, or those in the state that is asked for. */
export const listSessions: Handler<typeof OPERATION> = (context, input) => {
  const { name } = workGroupNamed(context, input.WorkGroup);
  const filters = [name, input.StateFilter ?? ""];
  const position = readListToken(context, OPERATION, filters, input.NextToken);
  const { records, next } = context.sessions.list(
    name,
    input.StateFilter === undefined ? ACTIVE_SESSION_STATES : [input.StateFilter],
    input.MaxResults ?? PAGE_MAX,
    position && Number(position[0]),
  );
  return {
    Sessions: records.map((session) => ({
      SessionId: session.id,
      Description: session.description,
      EngineVersion: {
        SelectedEngineVersion: session.engineVersion,
        EffectiveEngineVersion: engineNamed(session.engineVersion).effective,
      },
      NotebookVersion: session.notebookVersion,
      Status: sessionStatusOf(session),
    })),
    NextToken:
      next === undefined ? undefined : context.pageTokens.write(OPERATION, filters, [next]),
  };
};
