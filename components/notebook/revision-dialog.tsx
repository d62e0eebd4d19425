import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useMemo, useState } from "react";
import { Outputs } from "@/components/data/outputs/outputs";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs } from "@/components/ui/tabs";
import { notebookRevisionOptions } from "@/lib/client/notebooks";
import { type NotebookDocument, parseNotebook } from "@/lib/domain/ipynb";
import { toOutputs } from "@/lib/domain/outputs";
import { CellSource } from "./cell-source";
import { ChangesView } from "./changes-view";

type RevisionDialogProps = {
  notebook: { id: string; name: string };
  revisionId: number;
  now: NotebookDocument;
  /** Undefined for those who only read. Throws why it was not restored. */
  onRestore: ((payload: string, document: NotebookDocument) => Promise<void>) | undefined;
  onClose: () => void;
};

/** One revision: what changed since, the notebook as it was, and the way back to it. */
export function RevisionDialog({
  notebook,
  revisionId,
  now,
  onRestore,
  onClose,
}: RevisionDialogProps) {
  const { data, error } = useQuery(notebookRevisionOptions(notebook.id, revisionId));
  const [view, setView] = useState<"changes" | "notebook">("changes");
  const [restoring, setRestoring] = useState(false);
  const [problem, setProblem] = useState<string>();
  const then = useMemo(() => (data ? parsed(data.payload) : undefined), [data]);
  const document = then?.document;

  const restore = async () => {
    if (!data || !document || !onRestore) return;
    setRestoring(true);
    setProblem(undefined);
    try {
      await onRestore(data.payload, document);
      onClose();
    } catch (cause) {
      setProblem((cause as Error).message);
    } finally {
      setRestoring(false);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="lg"
      title="Revision"
      description={
        data ? (
          <>
            <RelativeTime at={data.savedAt} />, {data.savedBy?.name ?? "outside Athenaeum"}
          </>
        ) : null
      }
      footer={
        <>
          {data ? (
            <Button
              icon={<Download aria-hidden />}
              onClick={() => download(data.payload, `${notebook.name}.ipynb`)}
            >
              Export
            </Button>
          ) : null}
          {onRestore ? (
            <Button
              variant="primary"
              loading={restoring}
              onClick={() => void restore()}
              {...(document ? {} : { disabledReason: "It is no valid notebook" })}
            >
              Restore this revision
            </Button>
          ) : null}
        </>
      }
    >
      {problem ? <Banner tone="bad">Not restored: {problem}</Banner> : null}
      {error ? <Banner tone="bad">The revision could not be read: {error.message}</Banner> : null}
      {then?.message ? <Banner tone="warn">{then.message}</Banner> : null}
      {document ? (
        <Tabs
          label="Revision"
          value={view}
          onChange={setView}
          tabs={[
            {
              value: "changes",
              label: "Changes since",
              panel: (
                <ChangesView
                  before={document}
                  after={now}
                  names={{ before: "this revision", after: "now" }}
                />
              ),
            },
            {
              value: "notebook",
              label: "Notebook",
              count: document.cells.length,
              panel: <ReadCells notebook={document} />,
            },
          ]}
        />
      ) : data || error ? null : (
        <Skeleton className="h-40 w-full" />
      )}
    </Dialog>
  );
}

function ReadCells({ notebook }: { notebook: NotebookDocument }) {
  return (
    <div className="flex flex-col gap-3">
      {notebook.cells.map((cell) => (
        <div key={cell.id} className="flex min-w-0 flex-col gap-1.5">
          <CellSource cell={cell} onEdit={undefined} />
          {cell.outputs.length > 0 ? <Outputs outputs={toOutputs(cell.outputs)} /> : null}
        </div>
      ))}
    </div>
  );
}

function parsed(payload: string): { document?: NotebookDocument; message?: string } {
  try {
    return { document: parseNotebook(payload) };
  } catch (cause) {
    return { message: (cause as Error).message };
  }
}

/** A text that the page has already, as a file. */
function download(text: string, fileName: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "application/x-ipynb+json" }));
  const link = window.document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
