import type { CellKind, JsonObject, NotebookCell, NotebookDocument } from "@/lib/domain/ipynb";
import {
  changeKind,
  clearOutputs,
  copyOf,
  indexOfCell,
  insertCells,
  mergeWithNext,
  moveCell,
  newCell,
  removeCell,
  setSource,
  splitCell,
} from "@/lib/domain/ipynb-edit";
import { beginRun, setRunOutputs } from "@/lib/domain/ipynb-run";

export type Mode = "command" | "edit";

export type NotebookState = {
  notebook: NotebookDocument;
  selectedId: string | undefined;
  /** `edit`: the selected cell's text has the keys. */
  mode: Mode;
  /** Where in the text editing begins; at its end without it. */
  cursorAt: number | undefined;
  clipboard: NotebookCell | undefined;
  /** What was deleted, the last one last, with its place. */
  removed: readonly { index: number; cell: NotebookCell }[];
};

export type NotebookAction =
  | { type: "select"; id: string }
  | { type: "selectBy"; by: number }
  | { type: "edit"; id?: string; cursorAt?: number }
  | { type: "leaveEdit" }
  /** The caller makes ids: the same action gives the same state. */
  | { type: "insert"; where: "above" | "below"; newId: string; kind?: CellKind; mode?: Mode }
  | { type: "append"; newId: string; kind: CellKind }
  | { type: "delete"; newId: string; id?: string }
  | { type: "undoDelete" }
  | { type: "move"; by: number; id?: string }
  | { type: "kind"; kind: CellKind; id?: string }
  | { type: "source"; id: string; source: string }
  | { type: "cut"; newId: string }
  | { type: "copy" }
  | { type: "paste"; newId: string; where: "above" | "below" }
  | { type: "split"; at: number; newId: string }
  | { type: "merge" }
  | { type: "clearOutputs"; id?: string }
  | { type: "beginRun"; id: string; calculationId: string; sessionId: string }
  | {
      type: "runOutputs";
      id: string;
      calculationId: string;
      inFlight: boolean;
      outputs: JsonObject[];
    }
  | { type: "replace"; notebook: NotebookDocument };

export const beginState = (notebook: NotebookDocument, selectedId?: string): NotebookState => ({
  notebook,
  selectedId: notebook.cells.some(({ id }) => id === selectedId)
    ? selectedId
    : notebook.cells[0]?.id,
  mode: "command",
  cursorAt: undefined,
  clipboard: undefined,
  removed: [],
});

/** Every edit of the page, pure. */
export function reduceNotebook(state: NotebookState, action: NotebookAction): NotebookState {
  const { notebook, selectedId } = state;
  const edit = (edited: NotebookDocument): NotebookState =>
    edited === notebook ? state : { ...state, notebook: edited };
  switch (action.type) {
    case "select":
      return { ...state, selectedId: action.id, mode: "command" };
    case "selectBy":
      return selectAt(state, indexOf(state) + action.by);
    case "edit":
      return editing(state, action.id ?? selectedId, action.cursorAt);
    case "leaveEdit":
      return { ...state, mode: "command" };
    case "insert": {
      const at = Math.max(0, indexOf(state) + (action.where === "below" ? 1 : 0));
      return inserted(state, at, newCell(action.newId, action.kind), action.mode);
    }
    case "append":
      return inserted(state, notebook.cells.length, newCell(action.newId, action.kind), "edit");
    case "delete":
      return deleted(state, action.id ?? selectedId, action.newId);
    case "undoDelete": {
      const last = state.removed.at(-1);
      if (!last) return state;
      const restored = inserted(state, last.index, last.cell);
      return { ...restored, removed: state.removed.slice(0, -1) };
    }
    case "move":
      return edit(moveCell(notebook, action.id ?? selectedId ?? "", action.by));
    case "kind":
      return edit(changeKind(notebook, action.id ?? selectedId ?? "", action.kind));
    case "source":
      return edit(setSource(notebook, action.id, action.source));
    case "cut":
      return deleted(copied(state), selectedId, action.newId);
    case "copy":
      return copied(state);
    case "paste": {
      if (!state.clipboard) return state;
      const at = Math.max(0, indexOf(state) + (action.where === "below" ? 1 : 0));
      return inserted(state, at, copyOf(state.clipboard, action.newId));
    }
    case "split": {
      if (selectedId === undefined) return state;
      const split = splitCell(notebook, selectedId, action.at, action.newId);
      return { ...edit(split), selectedId: action.newId, cursorAt: 0 };
    }
    case "merge":
      return edit(mergeWithNext(notebook, selectedId ?? ""));
    case "clearOutputs":
      return edit(clearOutputs(notebook, action.id));
    case "beginRun": {
      const { calculationId, sessionId } = action;
      return edit(beginRun(notebook, action.id, { calculationId, sessionId }));
    }
    case "runOutputs":
      return edit(setRunOutputs(notebook, action.id, action, action.outputs));
    case "replace":
      return { ...beginState(action.notebook, selectedId), clipboard: state.clipboard };
  }
}

const indexOf = ({ notebook, selectedId }: NotebookState) =>
  selectedId === undefined ? -1 : indexOfCell(notebook, selectedId);

function selectAt(state: NotebookState, index: number): NotebookState {
  const { cells } = state.notebook;
  const cell = cells[Math.min(Math.max(0, index), cells.length - 1)];
  return cell ? { ...state, selectedId: cell.id, mode: "command" } : state;
}

function editing(
  state: NotebookState,
  id: string | undefined,
  cursorAt: number | undefined,
): NotebookState {
  return id === undefined || indexOfCell(state.notebook, id) < 0
    ? state
    : { ...state, selectedId: id, mode: "edit", cursorAt };
}

function inserted(
  state: NotebookState,
  at: number,
  cell: NotebookCell,
  mode: Mode = "command",
): NotebookState {
  const notebook = insertCells(state.notebook, at, [cell]);
  return { ...state, notebook, selectedId: cell.id, mode, cursorAt: undefined };
}

const copied = (state: NotebookState): NotebookState => ({
  ...state,
  clipboard: state.notebook.cells[indexOf(state)] ?? state.clipboard,
});

/** A notebook is never without a cell to write in, as in Jupyter. */
function deleted(state: NotebookState, id: string | undefined, newId: string): NotebookState {
  const index = id === undefined ? -1 : indexOfCell(state.notebook, id);
  const cell = state.notebook.cells[index];
  if (!cell) return state;
  const rest = removeCell(state.notebook, cell.id);
  const notebook = rest.cells.length > 0 ? rest : insertCells(rest, 0, [newCell(newId)]);
  const next = notebook.cells[Math.min(index, notebook.cells.length - 1)];
  const selectedId =
    cell.id === state.selectedId || state.selectedId === undefined ? next?.id : state.selectedId;
  return {
    ...state,
    notebook,
    selectedId,
    mode: "command",
    removed: [...state.removed, { index, cell }],
  };
}
