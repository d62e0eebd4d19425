import { ChevronRight, TriangleAlert } from "lucide-react";
import { CopyableId } from "@/components/ui/copyable-id";
import type { UnprocessedQuery } from "@/lib/contracts/queries";
import { formatCount } from "@/lib/domain/format";

type UnreadStripProps = {
  unprocessed: readonly UnprocessedQuery[];
  unreadable: readonly { workgroup: string; message: string }[];
};

/** What is missing from the list, in one line; each item and Athena's reason when opened. */
export function UnreadStrip({ unprocessed, unreadable }: UnreadStripProps) {
  if (unprocessed.length === 0 && unreadable.length === 0) return null;
  const missing = [
    unreadable.length > 0 ? counted(unreadable.length, "workgroup") : undefined,
    unprocessed.length > 0 ? counted(unprocessed.length, "execution") : undefined,
  ].filter((part) => part !== undefined);
  return (
    <details className="group/unread shrink-0 border-t text-sm">
      <summary className="flex min-h-8 list-none items-center gap-2 px-4 text-soft hover:text-ink md:px-5 [&::-webkit-details-marker]:hidden">
        <TriangleAlert aria-hidden className="size-3.5 text-warn" />
        {missing.join(" and ")} could not be read
        <ChevronRight
          aria-hidden
          className="size-3.5 text-muted transition-transform duration-100 group-open/unread:rotate-90"
        />
      </summary>
      <ul className="max-h-48 scrollbar-thin overflow-y-auto px-4 pb-2 md:px-5">
        {unreadable.map(({ workgroup, message }) => (
          <li key={workgroup} className="py-1 pl-5.5 wrap-anywhere text-muted">
            <span className="mr-2 text-ink">Workgroup {workgroup}</span>
            {message}
          </li>
        ))}
        {unprocessed.map(({ id, workgroup, code, message }) => (
          <li
            key={id}
            className="flex flex-wrap items-center gap-x-2 pl-5.5 wrap-anywhere text-muted"
          >
            <CopyableId id={id} label="query id" full />
            {workgroup ? <span>{workgroup}</span> : null}
            <span>{message ?? code ?? "Athena gave no reason"}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

const counted = (count: number, noun: string) =>
  `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
