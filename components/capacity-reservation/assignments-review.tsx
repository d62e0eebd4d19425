import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { CallError } from "@/lib/client/call";
import { putCapacityAssignmentsMutation } from "@/lib/client/capacity-reservations";
import type { CapacityReservation } from "@/lib/domain/capacity";
import { assignmentChanges, assignmentConsequence } from "@/lib/domain/capacity-assignments";

type AssignmentsReviewProps = {
  reservation: CapacityReservation;
  basedOn: string;
  before: readonly string[];
  after: readonly string[];
  onClose: () => void;
  onDone: () => void;
};

/** Every workgroup that comes or goes, and what that means for its queries. */
export function AssignmentsReview(props: AssignmentsReviewProps) {
  const { reservation, basedOn, before, after, onClose, onDone } = props;
  const { name } = reservation;
  const put = useMutation(putCapacityAssignmentsMutation(useQueryClient()));
  const conflict = put.error instanceof CallError && put.error.code === "CONFLICT";
  const send = () =>
    put.mutate(
      { name, basedOn, workgroups: [...after] },
      {
        onSuccess: () => {
          toast.success(`Workgroups of ${name} changed`);
          onDone();
        },
      },
    );
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Change workgroups of ${name}`}
      description={`Athena replaces the whole list: ${before.length} before, ${after.length} after.`}
      footer={
        conflict ? (
          <Button variant="primary" onClick={onClose}>
            Back to the list
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>Go on editing</Button>
            <Button variant="primary" loading={put.isPending} onClick={send}>
              Change workgroups
            </Button>
          </>
        )
      }
    >
      <div className="flex flex-col gap-3.5">
        <ul className="flex flex-col gap-2.5">
          {assignmentChanges(before, after).map((change) => (
            <li key={change.workgroup} className="flex flex-col gap-0.5">
              <span
                className={
                  change.kind === "added"
                    ? "rounded-sm bg-ok-weak px-1.5 font-mono text-sm wrap-anywhere text-ok"
                    : "rounded-sm bg-bad-weak px-1.5 font-mono text-sm wrap-anywhere text-bad"
                }
              >
                <span aria-hidden>{change.kind === "added" ? "+ " : "- "}</span>
                <span className="sr-only">{change.kind}: </span>
                {change.workgroup}
              </span>
              <span className="text-soft wrap-anywhere">
                {assignmentConsequence(change, reservation)}
              </span>
            </li>
          ))}
        </ul>
        {conflict ? (
          <Banner tone="bad">
            {put.error?.message}. Nothing was sent; the list shows what they changed, and your own
            changes are kept.
          </Banner>
        ) : put.error ? (
          <Banner tone="bad">{put.error.message}</Banner>
        ) : null}
      </div>
    </Dialog>
  );
}
