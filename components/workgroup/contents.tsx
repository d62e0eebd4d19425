import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { CallError } from "@/lib/client/call";
import type { OutputOf } from "@/lib/contracts/contract";
import type { ContentsPart, getWorkgroupContents } from "@/lib/contracts/workgroups";
import { formatCount } from "@/lib/domain/format";

export type Contents = OutputOf<typeof getWorkgroupContents>;
type Part = { items: readonly unknown[]; more: boolean };

/** How many there are; with more than the page shows, how many it shows. Nothing where nobody could count. */
export function countOf(contents: Contents, part: ContentsPart): string | undefined {
  if (contents.unreadable.some((unread) => unread.part === part)) return undefined;
  const { items, more } = contents[part];
  return `${formatCount(items.length)}${more ? " first" : ""}`;
}

type MoreProps = { part: Part; noun: string };

/** Below a list that is cut. */
export function More({ part, noun }: MoreProps) {
  return part.more ? (
    <p className="text-sm text-muted">
      These are the first {formatCount(part.items.length)}: there are more {noun}.
    </p>
  ) : null;
}

type NothingProps = { part: ContentsPart; unreadable: Contents["unreadable"]; text: string };

/** Nothing there, or nothing that could be read. */
export function Nothing({ part, unreadable, text }: NothingProps) {
  const problem = unreadable.find((unread) => unread.part === part);
  return problem ? (
    <p className="text-warn">Could not be read: {problem.message}</p>
  ) : (
    <p className="text-muted">{text}</p>
  );
}

type ContentsProblemProps = { error: Error; onRetry: () => void; retrying: boolean };

export function ContentsProblem({ error, onRetry, retrying }: ContentsProblemProps) {
  return (
    <ErrorState
      title="What it holds could not be read"
      message={error.message}
      requestId={error instanceof CallError ? error.requestId : undefined}
      onRetry={onRetry}
      retrying={retrying}
    />
  );
}

export function ContentsSkeleton() {
  return (
    <div aria-busy className="flex flex-col gap-6">
      <Skeleton className="h-40 w-full rounded-lg" />
      <Skeleton className="h-24 w-full rounded-lg" />
    </div>
  );
}
