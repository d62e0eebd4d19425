import Link from "next/link";
import type { ReactNode } from "react";
import { RelativeTime } from "@/components/ui/relative-time";
import type { NotebookRow } from "@/lib/contracts/notebooks";
import { links } from "@/lib/domain/links";
import { ActiveSession } from "./columns";

/** A notebook in two lines. */
export function NarrowRow({ row, menu }: { row: NotebookRow; menu: ReactNode }) {
  return (
    <div className="flex h-full items-center gap-2">
      <div className="flex min-w-0 grow flex-col justify-center gap-0.5">
        <Link
          href={links.notebook(row.id)}
          prefetch={false}
          tabIndex={-1}
          className="block truncate font-medium"
        >
          {row.name}
        </Link>
        <span className="flex min-w-0 items-center gap-2 text-sm text-muted tabular-nums">
          <span className="min-w-0 truncate">
            {[row.workgroup, row.savedBy?.name].filter(Boolean).join(" · ")}
          </span>
          <span className="ml-auto flex shrink-0 items-center gap-2">
            {row.session ? <ActiveSession row={row} /> : null}
            {row.modifiedAt === undefined ? null : <RelativeTime at={row.modifiedAt} />}
          </span>
        </span>
      </div>
      {menu}
    </div>
  );
}
