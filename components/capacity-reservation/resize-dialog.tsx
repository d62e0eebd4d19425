import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { capacityCostText, DpusField, dpusOf } from "@/components/data/capacity/dpus-field";
import { OldAndNew } from "@/components/data/workgroup/old-and-new";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { useTicking } from "@/components/ui/clock";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { CallError } from "@/lib/client/call";
import { updateCapacityReservationMutation } from "@/lib/client/capacity-reservations";
import type { CapacityReservationDetail } from "@/lib/contracts/capacity-reservations";
import { decreasableAt, dpusProblem } from "@/lib/domain/capacity";
import { formatCount, formatLocal } from "@/lib/domain/format";

type ResizeDialogProps = { detail: CapacityReservationDetail; onClose: () => void };

/** More or fewer DPUs, with what they cost before and after. */
export function ResizeDialog({ detail, onClose }: ResizeDialogProps) {
  const { reservation, usdPerDpuHour } = detail;
  const { name } = reservation;
  // What the person saw when they began: another target by then is a conflict.
  const [fromDpus, setFromDpus] = useState(reservation.targetDpus);
  const [text, setText] = useState(String(fromDpus));
  const resize = useMutation(updateCapacityReservationMutation(useQueryClient()));
  const dpus = dpusOf(text);
  const decreasesFrom = useTicking((now) => timeText(decreasableAt(reservation, now)), "");
  const problem =
    dpusProblem(dpus) ??
    (dpus < fromDpus && decreasesFrom !== ""
      ? `Athena makes it smaller from ${decreasesFrom} on, an hour after its last allocation`
      : undefined);
  const same = dpus === fromDpus;
  const conflict = resize.error instanceof CallError && resize.error.code === "CONFLICT";
  const refused = resize.error instanceof CallError ? resize.error.fields.targetDpus : undefined;
  const why = problem ?? (same ? "Nothing changes" : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (why !== undefined || resize.isPending) return;
    resize.mutate(
      { name, fromDpus, targetDpus: dpus },
      {
        onSuccess: () => {
          toast.success(`Athena is changing ${name} to ${formatCount(dpus)} DPUs`);
          onClose();
        },
      },
    );
  };
  const line = (count: number) =>
    `${formatCount(count)} DPUs, ${capacityCostText(count, usdPerDpuHour)} (estimate)`;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Change DPUs of ${name}`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            type="submit"
            form="resize-reservation"
            loading={resize.isPending}
            {...(why ? { disabledReason: why } : {})}
          >
            Change DPUs
          </Button>
        </>
      }
    >
      <form id="resize-reservation" onSubmit={submit} className="flex flex-col gap-4">
        <DpusField
          text={text}
          onChange={setText}
          refusal={refused ?? (dpusProblem(dpus) ? undefined : problem)}
          usdPerDpuHour={undefined}
        />
        {dpusProblem(dpus) || same ? null : (
          <>
            <OldAndNew before={line(fromDpus)} after={line(dpus)} />
            <p className="text-muted">
              {dpus > fromDpus
                ? `Athena allocates the rest within 30 minutes; until then it serves with ${formatCount(reservation.allocatedDpus)} DPUs. It cannot be made smaller for an hour after that.`
                : "Queries that run go on. With fewer DPUs more of them queue."}
            </p>
          </>
        )}
        {conflict ? (
          <Banner
            tone="bad"
            action={
              <Button
                size="sm"
                onClick={() => {
                  setFromDpus(reservation.targetDpus);
                  resize.reset();
                }}
              >
                Begin from {formatCount(reservation.targetDpus)}
              </Button>
            }
          >
            {resize.error?.message}. What you wrote is kept.
          </Banner>
        ) : resize.error && !refused ? (
          <Banner tone="bad">{resize.error.message}</Banner>
        ) : null}
      </form>
    </Dialog>
  );
}

/** The local time to the minute; empty without one. */
const timeText = (at: number | undefined) => (at === undefined ? "" : formatLocal(at).slice(0, 16));
