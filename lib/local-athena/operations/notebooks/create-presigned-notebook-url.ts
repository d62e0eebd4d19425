import { invalidInput } from "../../protocol/errors";
import type { Handler } from "../operation";
import { activeSessionsOf, requireNotebook } from "./notebook";

/** "Refresh every 10 minutes" (reference 1). */
const TOKEN_MS = 10 * 60_000;

/** The path of the page, with the token in it; the service answers it itself (notebook-page/). */
export const NOTEBOOK_PAGE_PATH = "/_athenaeum/notebooks";

/** An address at which a browser sees the notebook of a session that is active, until the token ends. */
export const createPresignedNotebookUrl: Handler<"CreatePresignedNotebookUrl"> = (
  context,
  input,
) => {
  const session = context.sessions.get(input.SessionId);
  if (!session) throw invalidInput(`Session ${input.SessionId} not found`);
  const { notebookId } = session;
  if (notebookId === undefined)
    throw invalidInput(`Session ${session.id} is not a session of a notebook.`);
  if (!activeSessionsOf(context, notebookId).some(({ id }) => id === session.id))
    throw invalidInput(`Session is in the ${session.state} state. It has no notebook open.`);
  const notebook = requireNotebook(context, notebookId);
  const expiresAt = context.now() + TOKEN_MS;
  const token = context.accessTokens.issue("notebook", session.id, expiresAt);
  const url = new URL(`${NOTEBOOK_PAGE_PATH}/${notebook.id}`, context.url);
  url.searchParams.set("authToken", token);
  return { NotebookUrl: url.href, AuthToken: token, AuthTokenExpirationTime: expiresAt };
};
