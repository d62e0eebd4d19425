import type { Handler } from "../operation";
import { metadataOf, requireNotebook } from "./notebook";

/** The ipynb text as it was saved last. */
export const exportNotebook: Handler<"ExportNotebook"> = (context, input) => {
  const record = requireNotebook(context, input.NotebookId);
  return { NotebookMetadata: metadataOf(record), Payload: context.notebooks.payloadOf(record.id) };
};
