import Link from "next/link";
import { QueryState } from "@/components/data/query-state";
import { SqlInline } from "@/components/data/sql-inline";
import type { QueryRow } from "@/lib/contracts/queries";
import { links } from "@/lib/domain/links";
import { Duration, Submitted } from "./figures";

/** An execution in two lines. */
export function NarrowRow({ row }: { row: QueryRow }) {
  return (
    <Link
      href={links.query(row.id)}
      prefetch={false}
      tabIndex={-1}
      className="flex h-full min-w-0 flex-col justify-center gap-0.5"
    >
      <SqlInline sql={row.summary} />
      <span className="flex min-w-0 items-center gap-2 text-sm text-muted tabular-nums">
        <QueryState state={row.state} />
        <span className="min-w-0 truncate">
          {[row.workgroup, row.database].filter(Boolean).join(" · ")}
        </span>
        <span className="ml-auto flex shrink-0 gap-2">
          <span className="text-ink">
            <Duration row={row} />
          </span>
          <Submitted row={row} />
        </span>
      </span>
    </Link>
  );
}
