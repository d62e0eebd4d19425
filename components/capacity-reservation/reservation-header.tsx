import { CapacityState } from "@/components/data/capacity/capacity-state";
import { objectTitle } from "@/components/data/object-title";
import { PageHeader } from "@/components/ui/page-header";
import { Stat, StatRow } from "@/components/ui/stat";
import type { CapacityReservationDetail } from "@/lib/contracts/capacity-reservations";
import { ASSIGNED_WORKGROUPS_MAX, capacityUsdPerHour } from "@/lib/domain/capacity";
import { formatCount, formatMoney } from "@/lib/domain/format";
import { ReservationActions } from "./reservation-actions";

type ReservationHeaderProps = {
  detail: CapacityReservationDetail;
  list: { label: string; href: string };
};

/** The answer first: state, how much of it there is, what it costs. */
export function ReservationHeader({ detail, list }: ReservationHeaderProps) {
  const { reservation, assignments, usdPerDpuHour } = detail;
  const { name, state, targetDpus, allocatedDpus } = reservation;
  return (
    <PageHeader
      breadcrumb={[list]}
      {...objectTitle(name, "reservation", "name")}
      meta={<CapacityState state={state} />}
      actions={<ReservationActions detail={detail} />}
    >
      <div className="pt-1 pb-4">
        <StatRow>
          <Stat label="Target DPUs" value={formatCount(targetDpus)} />
          <Stat label="Allocated" value={formatCount(allocatedDpus)} />
          <Stat
            label="Cost, estimate"
            value={formatMoney(capacityUsdPerHour(allocatedDpus, usdPerDpuHour))}
            hint="an hour"
          />
          <Stat
            label="Workgroups"
            value={formatCount(assignments.workgroups.length)}
            hint={`of at most ${ASSIGNED_WORKGROUPS_MAX}`}
          />
        </StatRow>
      </div>
    </PageHeader>
  );
}
