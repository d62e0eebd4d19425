import { type Dispatch, type RefObject, useMemo, useRef } from "react";
import { namesIn } from "@/components/data/pyspark-completion";
import { newRequestToken } from "@/lib/client/queries";
import type { CellHandlers } from "./cell-handlers";
import type { NotebookAction, NotebookState } from "./notebook-state";

type Options = {
  dispatch: Dispatch<NotebookAction>;
  latest: RefObject<NotebookState>;
  run: (cellIds: readonly string[]) => void;
  save: () => void;
};

/** As Jupyter makes them. */
export const newCellId = () => newRequestToken().slice(0, 8);

/** What cells ask for, as one object that never changes. */
export function useCellHandlers(options: Options): CellHandlers {
  const current = useRef(options);
  current.current = options;
  const cursor = useRef<() => number>(undefined);
  return useMemo(() => {
    const dispatch = (action: NotebookAction) => current.current.dispatch(action);
    const state = () => current.current.latest.current;
    const runSelected = () => {
      const { selectedId } = state();
      if (selectedId !== undefined) current.current.run([selectedId]);
    };
    const handlers: CellHandlers = {
      select: (id) => dispatch({ type: "select", id }),
      edit: (id, cursorAt) =>
        dispatch({ type: "edit", id, ...(cursorAt === undefined ? {} : { cursorAt }) }),
      leaveEdit: () => dispatch({ type: "leaveEdit" }),
      editNeighbour: (by) => {
        const { notebook, selectedId } = state();
        const index = notebook.cells.findIndex(({ id }) => id === selectedId);
        const cell = notebook.cells[index + by];
        // What is drawn as Markdown stays drawn: only its neighbours of text are written on.
        if (index < 0 || !cell || cell.kind === "markdown") return false;
        dispatch({ type: "edit", id: cell.id, cursorAt: by < 0 ? cell.source.length : 0 });
        return true;
      },
      write: (id, source) => dispatch({ type: "source", id, source }),
      run: (id) => current.current.run([id]),
      runAndSelectNext: () => {
        runSelected();
        const { notebook, selectedId } = state();
        const isLast = notebook.cells.at(-1)?.id === selectedId;
        if (isLast) dispatch({ type: "append", newId: newCellId(), kind: "code" });
        else dispatch({ type: "selectBy", by: 1 });
      },
      runInPlace: () => {
        runSelected();
        dispatch({ type: "leaveEdit" });
      },
      runAndInsert: () => {
        runSelected();
        dispatch({ type: "insert", where: "below", newId: newCellId(), mode: "edit" });
      },
      move: (id, by) => dispatch({ type: "move", id, by }),
      addBelow: (id) => {
        dispatch({ type: "select", id });
        dispatch({ type: "insert", where: "below", newId: newCellId(), mode: "edit" });
      },
      changeKind: (id, kind) => dispatch({ type: "kind", id, kind }),
      splitAtCursor: () => {
        if (state().mode === "edit" && cursor.current)
          dispatch({ type: "split", at: cursor.current(), newId: newCellId() });
      },
      clear: (id) => dispatch({ type: "clearOutputs", id }),
      remove: (id) => dispatch({ type: "delete", id, newId: newCellId() }),
      save: () => current.current.save(),
      editorOpened: (opened) => {
        cursor.current = opened;
      },
      namesElsewhere: (id) =>
        state().notebook.cells.flatMap((cell) =>
          cell.id !== id && cell.kind === "code" ? namesIn(cell.source) : [],
        ),
    };
    return handlers;
  }, []);
}
