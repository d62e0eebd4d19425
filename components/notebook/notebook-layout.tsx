import { X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "@/components/ui/icon-button";
import type { NotebookDocument } from "@/lib/domain/ipynb";
import { scrollToCell } from "./cell-place";
import { ContentsPanel } from "./contents-panel";
import { RevisionDialog } from "./revision-dialog";
import { RevisionsPanel } from "./revisions-panel";
import type { Panels } from "./use-panels";

type NotebookLayoutProps = {
  notebook: { id: string; name: string };
  document: NotebookDocument;
  panels: Panels;
  header: ReactNode;
  /** Strips above the cells. */
  bars: ReactNode;
  cells: ReactNode;
  onSelect: (cellId: string) => void;
  /** Undefined for those who only read. */
  onRestore: ((payload: string, document: NotebookDocument) => Promise<void>) | undefined;
};

/** The cells, and beside them the panel that is open. */
export function NotebookLayout(props: NotebookLayoutProps) {
  const { notebook, document, panels, onSelect } = props;
  const { panel, revision } = panels;
  const go = (cellId: string) => {
    onSelect(cellId);
    window.history.replaceState(null, "", `#${encodeURIComponent(cellId)}`);
    scrollToCell(cellId);
  };
  return (
    <div className="flex min-h-full flex-col">
      {props.header}
      {props.bars}
      <div className="flex grow flex-col-reverse lg:flex-row">
        <div className="min-w-0 grow">
          <div className="mx-auto max-w-[80rem]">{props.cells}</div>
        </div>
        {panel ? (
          <aside
            aria-label={panel === "contents" ? "Contents" : "Revisions"}
            className="shrink-0 border-b px-4 py-3 md:px-5 lg:w-72 lg:border-b-0 lg:border-l lg:px-4"
          >
            <div className="lg:sticky lg:top-12 lg:max-h-[calc(100dvh-4rem)] lg:overflow-y-auto">
              <div className="mb-2 flex items-center justify-between">
                <h2 className="text-[0.8125rem] text-soft">
                  {panel === "contents" ? "Contents" : "Revisions"}
                </h2>
                <IconButton
                  label="Close panel"
                  size="sm"
                  icon={<X aria-hidden />}
                  onClick={() => panels.openPanel(null)}
                />
              </div>
              {panel === "contents" ? (
                <ContentsPanel notebookId={notebook.id} notebook={document} onGo={go} />
              ) : (
                <RevisionsPanel
                  notebookId={notebook.id}
                  chosen={revision}
                  onChoose={panels.openRevision}
                />
              )}
            </div>
          </aside>
        ) : null}
      </div>
      {revision === undefined ? null : (
        <RevisionDialog
          key={revision}
          notebook={notebook}
          revisionId={revision}
          now={document}
          onRestore={props.onRestore}
          onClose={() => panels.openRevision(undefined)}
        />
      )}
    </div>
  );
}
