import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useReducer, useRef, useState } from "react";
import { announce } from "@/components/ui/announce";
import { Banner } from "@/components/ui/banner";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import { useDocumentTitle } from "@/components/ui/use-document-title";
import { notebookRevisionsOptions, saveNotebook } from "@/lib/client/notebooks";
import type { Me } from "@/lib/contracts/me";
import type { NotebookDetail } from "@/lib/contracts/notebooks";
import { type NotebookDocument, parseNotebook } from "@/lib/domain/ipynb";
import { insertCells, newCell } from "@/lib/domain/ipynb-edit";
import { decide } from "@/lib/domain/permissions";
import { CellList } from "./cell-list";
import { ConflictDialog } from "./conflict-dialog";
import { KeysDialog } from "./keys-dialog";
import { NotebookHeader } from "./notebook-header";
import { NotebookLayout } from "./notebook-layout";
import { beginState, reduceNotebook } from "./notebook-state";
import { NotebookToolbar, type RunRange } from "./notebook-toolbar";
import type { OpenedDocument } from "./opened-document";
import { SessionBar } from "./session-bar";
import { newCellId, useCellHandlers } from "./use-cell-handlers";
import { useCellInAddress } from "./use-cell-in-address";
import { useNewerNotebook } from "./use-newer-notebook";
import { useNotebookCommands } from "./use-notebook-commands";
import { useNotebookSession } from "./use-notebook-session";
import { usePanels } from "./use-panels";
import { useRuns } from "./use-runs";
import { useSaving } from "./use-saving";

type NotebookEditorProps = { detail: NotebookDetail; opened: OpenedDocument; me: Me };

/** A notebook for those who may edit it. */
export function NotebookEditor({ detail, opened, me }: NotebookEditorProps) {
  const { id, workgroup } = detail;
  const client = useQueryClient();
  const [state, dispatch] = useReducer(reduceNotebook, opened.document, (document) =>
    beginState(withOneCell(document)),
  );
  const latest = useRef(state);
  latest.current = state;
  const [showsKeys, setShowsKeys] = useState(false);
  const [resolves, setResolves] = useState(true);
  const [showsRestart, setShowsRestart] = useState(false);
  const panels = usePanels();
  const session = useNotebookSession({ notebookId: id, workgroup, chosenId: panels.sessionId });
  const saving = useSaving({
    notebookId: id,
    basedOn: opened.basedOn,
    savedAt: detail.modifiedAt,
    latest,
    editedAtFirst: opened.draftOf !== undefined,
  });
  const { documentChanged } = saving;
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the document that changes
  useEffect(() => documentChanged(), [state.notebook]);
  const whyNoRun = reasonAgainst(me, "startCalculation", workgroup);
  const runs = useRuns({
    notebookId: id,
    workgroup,
    chosenSessionId: panels.sessionId,
    latest,
    dispatch,
  });
  const run = (cellIds: readonly string[]) => {
    if (whyNoRun) toast.error("Nothing was run", { description: whyNoRun });
    else runs.run(cellIds);
  };
  const save = async () => {
    await saving.flush();
    announce("Saving is done");
  };
  const handlers = useCellHandlers({ dispatch, latest, run, save: () => void save() });
  useNotebookCommands({
    latest,
    dispatch,
    handlers,
    onKeys: () => setShowsKeys(true),
    onStop: runs.stop,
    onRestart: () => setShowsRestart(session.session !== undefined),
  });
  useDocumentTitle(detail.name);
  useCellInAddress((cellId) => {
    if (state.notebook.cells.some((cell) => cell.id === cellId)) handlers.select(cellId);
  });

  /** What is on the server takes the place of what is here. */
  const take = (server: NotebookDetail, document: NotebookDocument) => {
    setResolves(true);
    dispatch({ type: "replace", notebook: document });
    saving.resolve({ payloadHash: server.payloadHash, savedAt: server.modifiedAt }, document);
  };
  useNewerNotebook(
    id,
    (payloadHash) => saving.state.kind !== "saved" || payloadHash === saving.basedOn(),
    (newer) => {
      take(newer, parseNotebook(newer.payload));
      toast.success(
        `${newer.savedBy?.name ?? "Somebody"} has saved this notebook: it is shown now`,
      );
    },
  );
  const restore = async (payload: string, document: NotebookDocument) => {
    await saving.flush();
    const basedOn = saving.basedOn();
    const saved = await saveNotebook({ id, payload, basedOn, kind: "restored" });
    dispatch({ type: "replace", notebook: document });
    saving.resolve(saved, document);
    void client.invalidateQueries(notebookRevisionsOptions(id));
    toast.success("Revision restored");
  };
  const runRange = (range: RunRange) => {
    const codes = state.notebook.cells.filter(({ kind }) => kind === "code");
    const place = state.notebook.cells.findIndex((cell) => cell.id === state.selectedId);
    const placeOf = (cellId: string) => state.notebook.cells.findIndex((c) => c.id === cellId);
    const chosen = codes.filter(({ id: cellId }) =>
      range === "all"
        ? true
        : range === "above"
          ? placeOf(cellId) < place
          : placeOf(cellId) >= place,
    );
    run(chosen.map((cell) => cell.id));
  };
  const { kind } = saving.state;
  return (
    <>
      <NotebookLayout
        notebook={detail}
        document={state.notebook}
        panels={panels}
        onSelect={handlers.select}
        onRestore={restore}
        header={
          <NotebookHeader
            detail={detail}
            me={me}
            saving={saving}
            hasSession={session.own !== undefined}
            panel={panels.panel}
            onPanel={panels.openPanel}
            onResolve={() => setResolves(true)}
          />
        }
        bars={
          <>
            <SessionBar
              notebook={detail}
              me={me}
              session={session}
              chosenId={panels.sessionId}
              onChoose={panels.chooseSession}
              showsRestart={showsRestart}
              onShowRestart={setShowsRestart}
            />
            <Notices draftOf={opened.draftOf} draftKept={saving.draftKept || kind === "saved"} />
            <NotebookToolbar
              runs={runs.state}
              whyNoRun={whyNoRun}
              onRunSelected={handlers.runAndSelectNext}
              onRun={runRange}
              onStop={runs.stop}
              onAdd={(cellKind) =>
                dispatch({
                  type: "insert",
                  where: "below",
                  newId: newCellId(),
                  kind: cellKind,
                  mode: "edit",
                })
              }
              onClearAll={() => dispatch({ type: "clearOutputs" })}
              onKeys={() => setShowsKeys(true)}
            />
          </>
        }
        cells={
          <CellList
            notebookId={id}
            state={state}
            runs={runs.state}
            handlers={handlers}
            onSelect={handlers.select}
            onAppend={(cellKind) =>
              dispatch({ type: "append", newId: newCellId(), kind: cellKind })
            }
          />
        }
      />
      {showsKeys ? <KeysDialog readOnly={false} onClose={() => setShowsKeys(false)} /> : null}
      {kind === "conflict" && resolves ? (
        <ConflictDialog
          notebook={detail}
          mine={state.notebook}
          onKeepMine={(theirs) => {
            setResolves(true);
            saving.resolve(
              { payloadHash: theirs.payloadHash, savedAt: theirs.modifiedAt },
              undefined,
            );
          }}
          onTakeTheirs={take}
          onClose={() => setResolves(false)}
        />
      ) : null}
    </>
  );
}

/** An empty notebook shows a cell to write in; it is saved once something is. */
const withOneCell = (document: NotebookDocument) =>
  document.cells.length > 0 ? document : insertCells(document, 0, [newCell(newCellId())]);

function reasonAgainst(
  me: Me,
  action: Parameters<typeof decide>[1],
  workgroup: string,
): string | undefined {
  const verdict = decide(me.actor, action, { workgroup });
  return verdict.allowed ? undefined : verdict.reason;
}

type NoticesProps = { draftOf: number | undefined; draftKept: boolean };

function Notices({ draftOf, draftKept }: NoticesProps) {
  return (
    <>
      {draftOf === undefined ? null : (
        <Banner flush>
          Edits of this browser that were not saved are back, from <RelativeTime at={draftOf} />.
        </Banner>
      )}
      {draftKept ? null : (
        <Banner tone="warn" flush>
          This browser cannot keep what is not saved yet: do not leave the page before it is.
        </Banner>
      )}
    </>
  );
}
