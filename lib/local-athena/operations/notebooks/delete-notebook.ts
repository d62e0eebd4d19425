import type { Handler } from "../operation";
import { notebookWorkGroup, requireEnabled, requireNoSession, requireNotebook } from "./notebook";

/** Deletes a notebook that no session holds open. */
export const deleteNotebook: Handler<"DeleteNotebook"> = (context, input) => {
  const notebook = requireNotebook(context, input.NotebookId);
  requireEnabled(notebookWorkGroup(context, notebook.workGroup));
  requireNoSession(context, notebook);
  context.transaction(() => context.notebooks.delete(notebook.id));
  return {};
};
