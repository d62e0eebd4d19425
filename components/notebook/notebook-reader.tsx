import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import { useDocumentTitle } from "@/components/ui/use-document-title";
import { notebookOptions } from "@/lib/client/notebooks";
import type { Me } from "@/lib/contracts/me";
import type { NotebookDetail } from "@/lib/contracts/notebooks";
import type { NotebookDocument } from "@/lib/domain/ipynb";
import { cellsInFlight } from "@/lib/domain/ipynb-run";
import { takesCalculations } from "@/lib/domain/sessions";
import { CellList } from "./cell-list";
import { KeysDialog } from "./keys-dialog";
import { NotebookHeader } from "./notebook-header";
import { NotebookLayout } from "./notebook-layout";
import { beginState, reduceNotebook } from "./notebook-state";
import { SessionBar } from "./session-bar";
import { useCellInAddress } from "./use-cell-in-address";
import { useNotebookCommands } from "./use-notebook-commands";
import { useNotebookSession } from "./use-notebook-session";
import { usePanels } from "./use-panels";
import { useRuns } from "./use-runs";

const RUNNING_POLL_MS = 5_000;
const QUIET_POLL_MS = 30_000;

type NotebookReaderProps = { detail: NotebookDetail; document: NotebookDocument; me: Me };

/** A notebook for those who only read it; what others save appears by itself. */
export function NotebookReader({ detail, document, me }: NotebookReaderProps) {
  const { id, workgroup } = detail;
  const [state, dispatch] = useReducer(reduceNotebook, document, (first) => beginState(first));
  useEffect(() => dispatch({ type: "replace", notebook: document }), [document]);
  const latest = useRef(state);
  latest.current = state;
  const [showsKeys, setShowsKeys] = useState(false);
  const panels = usePanels();
  const session = useNotebookSession({ notebookId: id, workgroup, chosenId: panels.sessionId });
  const busy = session.session && !takesCalculations(session.session.session.state);
  const running = busy || cellsInFlight(document).length > 0;
  useQuery({
    ...notebookOptions(id),
    refetchInterval: running ? RUNNING_POLL_MS : QUIET_POLL_MS,
  });
  // Nothing is run here: what runs is shown as it goes on.
  const runs = useRuns({
    notebookId: id,
    workgroup,
    chosenSessionId: undefined,
    latest,
    dispatch,
    readAnew: document,
  });
  const select = useCallback((cellId: string) => dispatch({ type: "select", id: cellId }), []);
  useNotebookCommands({
    latest,
    dispatch,
    handlers: undefined,
    onKeys: () => setShowsKeys(true),
    onStop: () => {},
    onRestart: () => {},
  });
  useDocumentTitle(detail.name);
  useCellInAddress((cellId) => {
    if (document.cells.some((cell) => cell.id === cellId)) select(cellId);
  });
  return (
    <>
      <NotebookLayout
        notebook={detail}
        document={state.notebook}
        panels={panels}
        onSelect={select}
        onRestore={undefined}
        header={
          <NotebookHeader
            detail={detail}
            me={me}
            saving={undefined}
            hasSession={session.own !== undefined}
            panel={panels.panel}
            onPanel={panels.openPanel}
            onResolve={() => {}}
          />
        }
        bars={
          <SessionBar
            notebook={detail}
            me={me}
            session={session}
            chosenId={panels.sessionId}
            onChoose={panels.chooseSession}
            showsRestart={false}
            onShowRestart={() => {}}
          />
        }
        cells={
          <div className="border-t">
            <CellList
              notebookId={id}
              state={state}
              runs={runs.state}
              handlers={undefined}
              onSelect={select}
              onAppend={() => {}}
            />
          </div>
        }
      />
      {showsKeys ? <KeysDialog readOnly onClose={() => setShowsKeys(false)} /> : null}
    </>
  );
}
