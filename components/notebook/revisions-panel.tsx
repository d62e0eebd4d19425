import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { ErrorState } from "@/components/ui/error-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import { notebookRevisionsOptions } from "@/lib/client/notebooks";
import type { NotebookRevision } from "@/lib/contracts/notebooks";
import { formatBytes } from "@/lib/domain/format";
import { REVISIONS_MAX, type RevisionKind } from "@/lib/domain/notebooks";

const SAYS: Record<RevisionKind, string> = {
  created: "Created",
  imported: "Imported",
  saved: "Saved",
  restored: "Restored",
  outside: "Saved outside Athenaeum",
};

type RevisionsPanelProps = {
  notebookId: string;
  chosen: number | undefined;
  onChoose: (revision: number) => void;
};

/** What was saved before, newest first; Athena itself keeps only the newest. */
export function RevisionsPanel({ notebookId, chosen, onChoose }: RevisionsPanelProps) {
  const { data, error, refetch, isFetching } = useQuery(notebookRevisionsOptions(notebookId));
  if (error && !data)
    return (
      <ErrorState
        title="The revisions could not be read"
        message={error.message}
        onRetry={() => void refetch()}
        retrying={isFetching}
      />
    );
  if (!data) return <Skeleton className="h-32 w-full" />;
  return (
    <div className="flex flex-col gap-2">
      <ol className="flex flex-col gap-px">
        {data.revisions.map((revision) => (
          <li key={revision.id}>
            <RevisionButton
              revision={revision}
              chosen={revision.id === chosen}
              onChoose={() => onChoose(revision.id)}
            />
          </li>
        ))}
      </ol>
      <p className="text-sm text-muted">
        {data.revisions.length === 0 ? "Nothing was saved here yet. " : ""}
        The last {REVISIONS_MAX} are kept, up to 50 MB of text. Saves of one person within five
        minutes are one revision.
      </p>
    </div>
  );
}

type RevisionButtonProps = { revision: NotebookRevision; chosen: boolean; onChoose: () => void };

function RevisionButton({ revision, chosen, onChoose }: RevisionButtonProps) {
  return (
    <button
      type="button"
      aria-current={chosen || undefined}
      onClick={onChoose}
      className={clsx(
        "flex w-full flex-col items-start rounded px-2 py-1.5 text-left hover:bg-[color-mix(in_srgb,var(--ink)_6%,transparent)]",
        chosen && "bg-accent-weak",
      )}
    >
      <span className="flex w-full gap-2">
        <span className="font-medium">{SAYS[revision.kind]}</span>
        <RelativeTime at={revision.savedAt} className="ml-auto text-muted" />
      </span>
      <span className="flex w-full gap-2 text-sm text-muted">
        <span className="min-w-0 truncate">{revision.savedBy?.name ?? "unknown"}</span>
        <span className="ml-auto tabular-nums">{formatBytes(revision.payloadChars)}</span>
      </span>
    </button>
  );
}
