import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { ScrollText } from "lucide-react";
import Link from "next/link";
import { AuditOutcome } from "@/components/data/audit/audit-outcome";
import { LinkButton } from "@/components/ui/link-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { auditOfObjectOptions } from "@/lib/client/audit";
import type { AuditEntry } from "@/lib/contracts/audit";
import { auditWords } from "@/lib/domain/audit";
import { links } from "@/lib/domain/links";

const SHOWN = 8;

/** The other changes of the same object, those around this one in time. */
export function SameObject({ entry }: { entry: AuditEntry }) {
  const { objectType, objectId } = entry;
  return objectId === undefined ? null : (
    <Changes id={entry.id} objectType={objectType} objectId={objectId} />
  );
}

type ChangesProps = { id: number; objectType: string; objectId: string };

function Changes({ id, objectType, objectId }: ChangesProps) {
  const { data, error } = useQuery(auditOfObjectOptions(objectType, objectId));
  const rows = data?.rows ?? [];
  const here = rows.findIndex((row) => row.id === id);
  const from = Math.max(0, Math.min(here - SHOWN / 2, rows.length - SHOWN));
  return (
    <Section
      title="All changes of this object"
      actions={
        <LinkButton
          href={links.audit({ objectType, objectId })}
          size="sm"
          variant="ghost"
          icon={<ScrollText aria-hidden />}
          prefetch={false}
        >
          Show in audit
        </LinkButton>
      }
    >
      {error ? <p className="text-muted">They could not be read: {error.message}</p> : null}
      {data || error ? null : <Skeleton className="h-24 w-full rounded-lg" />}
      {rows.length > 0 ? (
        <ol className="-mx-1.5 flex flex-col">
          {rows.slice(from, from + SHOWN).map((row) => (
            <li key={row.id} className="border-t first:border-t-0">
              <Link
                href={links.auditEntry(row.id)}
                prefetch={false}
                aria-current={row.id === id ? "page" : undefined}
                className={clsx(
                  "flex min-h-8.5 flex-wrap items-center gap-x-4 rounded px-1.5 py-1 hover:bg-sunken",
                  row.id === id && "bg-accent-weak",
                )}
              >
                <span className="w-24 shrink-0 text-muted max-md:order-4 max-md:ml-auto max-md:w-auto">
                  <RelativeTime at={row.at} />
                </span>
                <span className="min-w-0 grow max-md:order-1 max-md:basis-full">
                  {auditWords(row)}
                </span>
                <span className="min-w-0 truncate text-muted max-md:order-3">{row.actor.name}</span>
                <span className="w-24 max-md:order-2 max-md:w-auto">
                  <AuditOutcome outcome={row.outcome} />
                </span>
              </Link>
            </li>
          ))}
        </ol>
      ) : null}
    </Section>
  );
}
