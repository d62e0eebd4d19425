import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { cancelCapacityReservationMutation } from "@/lib/client/capacity-reservations";
import type { CapacityReservationDetail } from "@/lib/contracts/capacity-reservations";
import { NAME_TAKEN_DAYS } from "@/lib/domain/capacity";
import { formatCount } from "@/lib/domain/format";

type CancelDialogProps = { detail: CapacityReservationDetail; onClose: () => void };

/** Gives the capacity back, after saying what that means. */
export function CancelDialog({ detail, onClose }: CancelDialogProps) {
  const { reservation, assignments } = detail;
  const { name, allocatedDpus } = reservation;
  const cancel = useMutation(cancelCapacityReservationMutation(useQueryClient()));
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Cancel ${name}?`}
      confirmLabel="Cancel reservation"
      keepLabel="Keep reservation"
      danger
      onConfirm={async () => {
        await cancel.mutateAsync(name);
      }}
    >
      <ul className="flex list-disc flex-col gap-1 pl-5 wrap-anywhere">
        <li>Queries that run on its {formatCount(allocatedDpus)} DPUs finish.</li>
        <li>
          {assignments.workgroups.length === 0
            ? "No workgroup is assigned to it."
            : `New queries of ${assignments.workgroups.join(", ")} run on demand, billed by what they scan.`}
        </li>
        <li>
          The name stays taken for {NAME_TAKEN_DAYS} days, unless the cancelled reservation is
          deleted.
        </li>
        <li>It cannot be taken back: Athena may not have the DPUs a second time.</li>
      </ul>
    </ConfirmDialog>
  );
}
