import type { Dispatch, RefObject } from "react";
import type { CellHandlers } from "./cell-handlers";
import type { Command } from "./keys";
import type { NotebookAction, NotebookState } from "./notebook-state";
import { newCellId } from "./use-cell-handlers";
import { useKeyCommands } from "./use-key-commands";

type Options = {
  latest: RefObject<NotebookState>;
  dispatch: Dispatch<NotebookAction>;
  handlers: CellHandlers | undefined;
  onKeys: () => void;
  onStop: () => void;
  onRestart: () => void;
};

/** Jupyter's keys on this page; those who only read have the ones that change nothing. */
export function useNotebookCommands(options: Options) {
  useKeyCommands((command) => {
    const reads = readingCommand(command, options);
    if (reads || !options.handlers) return reads;
    const action = actionOf(command);
    if (action) options.dispatch(action);
    else act(command, options.handlers, options);
    return true;
  });
}

function readingCommand(command: Command, { dispatch, onKeys }: Options): boolean {
  if (command === "selectNext") dispatch({ type: "selectBy", by: 1 });
  else if (command === "selectPrevious") dispatch({ type: "selectBy", by: -1 });
  else if (command === "showKeys") onKeys();
  else return false;
  return true;
}

function actionOf(command: Command): NotebookAction | undefined {
  const newId = newCellId();
  switch (command) {
    case "enterEdit":
      return { type: "edit" };
    case "insertAbove":
      return { type: "insert", where: "above", newId };
    case "insertBelow":
      return { type: "insert", where: "below", newId };
    case "deleteCell":
      return { type: "delete", newId };
    case "undoDelete":
      return { type: "undoDelete" };
    case "toMarkdown":
      return { type: "kind", kind: "markdown" };
    case "toCode":
      return { type: "kind", kind: "code" };
    case "toRaw":
      return { type: "kind", kind: "raw" };
    case "cut":
      return { type: "cut", newId };
    case "copy":
      return { type: "copy" };
    case "pasteBelow":
      return { type: "paste", newId, where: "below" };
    case "pasteAbove":
      return { type: "paste", newId, where: "above" };
    case "moveUp":
      return { type: "move", by: -1 };
    case "moveDown":
      return { type: "move", by: 1 };
    case "merge":
      return { type: "merge" };
    default:
      return undefined;
  }
}

function act(command: Command, handlers: CellHandlers, { onStop, onRestart }: Options) {
  switch (command) {
    case "runAndSelectNext":
      return handlers.runAndSelectNext();
    case "runInPlace":
      return handlers.runInPlace();
    case "runAndInsert":
      return handlers.runAndInsert();
    case "save":
      return handlers.save();
    case "interrupt":
      return onStop();
    case "restart":
      return onRestart();
  }
}
