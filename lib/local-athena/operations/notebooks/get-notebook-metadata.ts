import type { Handler } from "../operation";
import { metadataOf, requireNotebook } from "./notebook";

export const getNotebookMetadata: Handler<"GetNotebookMetadata"> = (context, input) => ({
  NotebookMetadata: metadataOf(requireNotebook(context, input.NotebookId)),
});
