import Link from "next/link";
import { CapacityState } from "@/components/data/capacity/capacity-state";
import type { ListedReservation } from "@/lib/contracts/capacity-reservations";
import { formatCount } from "@/lib/domain/format";
import { links } from "@/lib/domain/links";
import { Workgroups } from "./cells";

/** A reservation in two lines. */
export function NarrowRow({ row }: { row: ListedReservation }) {
  return (
    <Link
      href={links.capacityReservation(row.name)}
      prefetch={false}
      tabIndex={-1}
      className="flex h-full min-w-0 flex-col justify-center gap-0.5"
    >
      <span className="flex gap-2">
        <span className="min-w-0 grow truncate">{row.name}</span>
        <span className="shrink-0 tabular-nums">
          {formatCount(row.allocatedDpus)} of {formatCount(row.targetDpus)} DPUs
        </span>
      </span>
      <span className="flex min-w-0 items-center gap-2 text-sm text-muted">
        <CapacityState state={row.state} />
        <span className="min-w-0 truncate">
          <Workgroups row={row} />
        </span>
      </span>
    </Link>
  );
}
