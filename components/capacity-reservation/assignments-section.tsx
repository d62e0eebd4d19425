import { Pencil } from "lucide-react";
import Link from "next/link";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/section";
import { useMe } from "@/lib/client/me";
import type { CapacityReservationDetail } from "@/lib/contracts/capacity-reservations";
import { capacityBlocked } from "@/lib/domain/capacity";
import { formatCount } from "@/lib/domain/format";
import { links } from "@/lib/domain/links";
import { decide } from "@/lib/domain/permissions";
import { AssignmentsEditor } from "./assignments-editor";

/** The workgroups whose queries run on it; all of them are changed at once. */
export function AssignmentsSection({ detail }: { detail: CapacityReservationDetail }) {
  const { workgroups } = detail.assignments;
  const { state, allocatedDpus } = detail.reservation;
  const me = useMe();
  const [editing, setEditing] = useState(false);
  const section = useRef<HTMLDivElement>(null);
  /** What was pressed goes away: the focus goes on to what comes in its place. */
  const edit = (next: boolean) => {
    setEditing(next);
    requestAnimationFrame(() => section.current?.querySelector("button")?.focus());
  };
  const verdict = me ? decide(me.actor, "putCapacityAssignments") : undefined;
  const why = verdict?.allowed === false ? verdict.reason : capacityBlocked(state, "assign");
  return (
    <div ref={section} className="max-w-[80ch]">
      <Section
        title="Workgroups"
        meta={<span className="tabular-nums">{formatCount(workgroups.length)}</span>}
        actions={
          editing || !verdict ? null : (
            <Button
              size="sm"
              icon={<Pencil aria-hidden />}
              {...(why ? { disabledReason: why } : {})}
              onClick={() => edit(true)}
            >
              Change workgroups
            </Button>
          )
        }
      >
        {editing ? (
          <AssignmentsEditor detail={detail} onClose={() => edit(false)} />
        ) : workgroups.length === 0 ? (
          <p className="text-muted">
            {allocatedDpus > 0
              ? "None is assigned: no query uses this capacity, and it is paid for all the same."
              : "None is assigned."}
          </p>
        ) : (
          <ul className="flex flex-col border-t">
            {workgroups.map((name) => (
              <li key={name} className="flex min-h-8.5 items-center border-b">
                <Link
                  href={links.workgroup(name)}
                  className="min-w-0 truncate rounded-sm underline decoration-line-strong underline-offset-2 hover:decoration-current"
                >
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </div>
  );
}
