import { AthenaException } from "../../protocol/errors";
import type { Handler } from "../operation";
import { readListToken } from "../paging";
import { activeSessionsOf, notebookNotFoundMessage } from "./notebook";

const OPERATION = "ListNotebookSessions";
/** The model lets the list have no more, whatever MaxResults says. */
const PAGE_MAX = 10;

/** The sessions that hold a notebook open, newest first. */
export const listNotebookSessions: Handler<typeof OPERATION> = (context, input) => {
  const { NotebookId: id } = input;
  if (!context.notebooks.get(id))
    throw new AthenaException("ResourceNotFoundException", notebookNotFoundMessage(id), {
      ResourceName: id,
    });
  const after = Number(readListToken(context, OPERATION, [id], input.NextToken)?.[0] ?? 0);
  const sessions = activeSessionsOf(context, id);
  const until = after + Math.min(input.MaxResults ?? PAGE_MAX, PAGE_MAX);
  return {
    NotebookSessionsList: sessions
      .slice(after, until)
      .map((session) => ({ SessionId: session.id, CreationTime: new Date(session.startedAt) })),
    NextToken:
      sessions.length > until ? context.pageTokens.write(OPERATION, [id], [until]) : undefined,
  };
};
