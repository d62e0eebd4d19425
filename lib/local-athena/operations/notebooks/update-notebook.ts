import { invalidInput } from "../../protocol/errors";
import { onceByToken } from "../once-by-token";
import type { Handler } from "../operation";
import { cellsOfNotebook } from "./ipynb";
import { activeSessionsOf, notebookWorkGroup, requireEnabled, requireNotebook } from "./notebook";

const OPERATION = "UpdateNotebook";

/** Replaces the content. While a session of the notebook is active, only a caller that names it may. */
export const updateNotebook: Handler<typeof OPERATION> = (context, input) => {
  const notebook = requireNotebook(context, input.NotebookId);
  requireEnabled(notebookWorkGroup(context, notebook.workGroup));
  const { Payload: payload, SessionId: sessionId } = input;
  cellsOfNotebook(payload);
  const active = activeSessionsOf(context, notebook.id);
  if (active.length > 0 && sessionId === undefined)
    throw invalidInput(
      `SessionId is required: notebook ${notebook.id} has an active session, ${active[0]?.id}.`,
    );
  if (sessionId !== undefined && !active.some(({ id }) => id === sessionId))
    throw invalidInput(`Session ${sessionId} is not an active session of notebook ${notebook.id}.`);
  onceByToken(context, {
    operation: OPERATION,
    token: input.ClientRequestToken,
    compared: [notebook.id, payload],
    create: () => {
      context.notebooks.save(notebook.id, payload, context.now());
      return notebook.id;
    },
  });
  return {};
};
