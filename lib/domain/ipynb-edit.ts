import {
  type CellKind,
  type JsonObject,
  NBFORMAT_MINOR,
  type NotebookCell,
  type NotebookDocument,
} from "./ipynb";

/** A cell without text. The caller makes the id: it must be new to the notebook. */
export const newCell = (id: string, kind: CellKind = "code", source = ""): NotebookCell => ({
  id,
  kind,
  source,
  outputs: [],
  executionCount: null,
  json: { metadata: {} },
});

export const indexOfCell = (notebook: NotebookDocument, id: string) =>
  notebook.cells.findIndex((cell) => cell.id === id);

/** Puts cells at a place; a place outside the notebook becomes its nearest end. */
export function insertCells(
  notebook: NotebookDocument,
  index: number,
  cells: readonly NotebookCell[],
): NotebookDocument {
  const at = Math.min(Math.max(0, index), notebook.cells.length);
  return withCells(notebook, [
    ...notebook.cells.slice(0, at),
    ...cells,
    ...notebook.cells.slice(at),
  ]);
}

export const removeCell = (notebook: NotebookDocument, id: string) =>
  withCells(
    notebook,
    notebook.cells.filter((cell) => cell.id !== id),
  );

/** Moves a cell by so many places, no further than the ends. */
export function moveCell(notebook: NotebookDocument, id: string, by: number): NotebookDocument {
  const from = indexOfCell(notebook, id);
  const to = Math.min(Math.max(0, from + by), notebook.cells.length - 1);
  const cell = notebook.cells[from];
  if (!cell || to === from) return notebook;
  const others = notebook.cells.filter((one) => one.id !== id);
  return withCells(notebook, [...others.slice(0, to), cell, ...others.slice(to)]);
}

/** Code that becomes something else loses its outputs, as in Jupyter. */
export function changeKind(
  notebook: NotebookDocument,
  id: string,
  kind: CellKind,
): NotebookDocument {
  return editCell(notebook, id, (cell) =>
    cell.kind === kind ? cell : { ...cell, kind, outputs: [], executionCount: null },
  );
}

export const setSource = (notebook: NotebookDocument, id: string, source: string) =>
  editCell(notebook, id, (cell) => (cell.source === source ? cell : { ...cell, source }));

/** Outputs and count of a code cell's run; other kinds have none. */
export const setOutputs = (
  notebook: NotebookDocument,
  id: string,
  outputs: readonly JsonObject[],
  executionCount: number | null,
) =>
  editCell(notebook, id, (cell) =>
    cell.kind === "code" ? { ...cell, outputs, executionCount } : cell,
  );

/** Without `id` the outputs of all cells. */
export function clearOutputs(notebook: NotebookDocument, id?: string): NotebookDocument {
  const clear = (cell: NotebookCell): NotebookCell =>
    cell.outputs.length === 0 && cell.executionCount === null
      ? cell
      : { ...cell, outputs: [], executionCount: null };
  if (id !== undefined) return editCell(notebook, id, clear);
  const cells = notebook.cells.map(clear);
  return cells.every((cell, index) => cell === notebook.cells[index])
    ? notebook
    : withCells(notebook, cells);
}

/** Divides a cell at an offset of its text; the part before keeps the id, outputs stay with the part after. */
export function splitCell(
  notebook: NotebookDocument,
  id: string,
  offset: number,
  newId: string,
): NotebookDocument {
  const index = indexOfCell(notebook, id);
  const cell = notebook.cells[index];
  if (!cell) return notebook;
  const before = cell.source.slice(0, offset).replace(/\n$/, "");
  const after = cell.source.slice(offset).replace(/^\n/, "");
  const cells = [...notebook.cells];
  const { id: _id, ...json } = cell.json;
  cells.splice(
    index,
    1,
    { ...cell, source: before, outputs: [], executionCount: null },
    { ...cell, id: newId, source: after, json },
  );
  return withCells(notebook, cells);
}

/** Joins a cell with the one below it into a cell of its own kind; outputs are those of the lower one. */
export function mergeWithNext(notebook: NotebookDocument, id: string): NotebookDocument {
  const index = indexOfCell(notebook, id);
  const [upper, lower] = notebook.cells.slice(index, index + 2);
  if (index < 0 || !upper || !lower) return notebook;
  const isCode = upper.kind === "code";
  const merged: NotebookCell = {
    ...upper,
    source: [upper.source, lower.source].filter((text) => text !== "").join("\n"),
    outputs: isCode ? lower.outputs : [],
    executionCount: isCode ? lower.executionCount : null,
    json: withAttachments(upper.json, lower.json),
  };
  const cells = [...notebook.cells];
  cells.splice(index, 2, merged);
  return withCells(notebook, cells);
}

/** A copy for pasting: everything but the id. */
export function copyOf(cell: NotebookCell, id: string): NotebookCell {
  const { id: _id, ...json } = cell.json;
  return { ...cell, id, json };
}

function withAttachments(upper: JsonObject, lower: JsonObject): JsonObject {
  if (lower.attachments === undefined) return upper;
  const own = typeof upper.attachments === "object" ? upper.attachments : {};
  const other = typeof lower.attachments === "object" ? lower.attachments : {};
  return { ...upper, attachments: { ...other, ...own } };
}

/** Replaces one cell by what `edit` makes of it; the same notebook where that is the same cell. */
export function editCell(
  notebook: NotebookDocument,
  id: string,
  edit: (cell: NotebookCell) => NotebookCell,
): NotebookDocument {
  const index = indexOfCell(notebook, id);
  const cell = notebook.cells[index];
  const edited = cell && edit(cell);
  if (!edited || edited === cell) return notebook;
  const cells = [...notebook.cells];
  cells[index] = edited;
  return withCells(notebook, cells);
}

/** What is edited becomes nbformat 4.5: the ids that the page works with are kept from then on. */
const withCells = (
  notebook: NotebookDocument,
  cells: readonly NotebookCell[],
): NotebookDocument => ({ ...notebook, minor: NBFORMAT_MINOR, cells });
