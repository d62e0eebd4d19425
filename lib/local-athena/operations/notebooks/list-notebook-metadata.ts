import type { Handler } from "../operation";
import { pageByName } from "../paging";
import { metadataOf, notebookWorkGroup } from "./notebook";

const OPERATION = "ListNotebookMetadata";

/** Notebooks of a workgroup in name order; Filters.Name matches any part of a name (both free to choose). */
export const listNotebookMetadata: Handler<typeof OPERATION> = (context, input) => {
  const { name: workGroup } = notebookWorkGroup(context, input.WorkGroup);
  const part = input.Filters?.Name ?? "";
  const notebooks = context.notebooks
    .listIn(workGroup)
    .filter(({ name }) => name.includes(part))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const { page, NextToken } = pageByName(context, OPERATION, [workGroup, part], notebooks, input);
  return { NotebookMetadataList: page.map(metadataOf), NextToken };
};
