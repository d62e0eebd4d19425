import { onceByToken } from "../once-by-token";
import type { Handler } from "../operation";
import {
  notebookWorkGroup,
  requireEnabled,
  requireFreeName,
  requireNoSession,
  requireNotebook,
} from "./notebook";

const OPERATION = "UpdateNotebookMetadata";

/** Renames a notebook that no session holds open; its own name is no change and no clash. */
export const updateNotebookMetadata: Handler<typeof OPERATION> = (context, input) => {
  const notebook = requireNotebook(context, input.NotebookId);
  requireEnabled(notebookWorkGroup(context, notebook.workGroup));
  onceByToken(context, {
    operation: OPERATION,
    token: input.ClientRequestToken,
    compared: [notebook.id, input.Name],
    create: () => {
      requireNoSession(context, notebook);
      if (input.Name !== notebook.name) {
        requireFreeName(context, notebook.workGroup, input.Name);
        context.notebooks.rename(notebook.id, input.Name, context.now());
      }
      return notebook.id;
    },
  });
  return {};
};
