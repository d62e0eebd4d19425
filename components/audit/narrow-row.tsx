import Link from "next/link";
import { shortObject } from "@/components/data/audit/audit-object";
import { AuditOutcome } from "@/components/data/audit/audit-outcome";
import { RelativeTime } from "@/components/ui/relative-time";
import type { AuditRow } from "@/lib/contracts/audit";
import { auditWords } from "@/lib/domain/audit";
import { links } from "@/lib/domain/links";

/** A change in two lines. */
export function NarrowRow({ row }: { row: AuditRow }) {
  return (
    <Link
      href={links.auditEntry(row.id)}
      prefetch={false}
      tabIndex={-1}
      className="flex h-full min-w-0 grow flex-col justify-center gap-0.5"
    >
      <span className="min-w-0 truncate">
        {auditWords(row)}{" "}
        {row.objectId === undefined ? null : (
          <span className="font-mono text-sm">{shortObject(row.objectId)}</span>
        )}
      </span>
      <span className="flex min-w-0 items-center gap-2 text-sm text-muted">
        <AuditOutcome outcome={row.outcome} />
        <span className="min-w-0 truncate">{row.actor.name}</span>
        <span className="ml-auto shrink-0">
          <RelativeTime at={row.at} />
        </span>
      </span>
    </Link>
  );
}
