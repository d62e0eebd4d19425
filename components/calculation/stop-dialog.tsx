"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { stopCalculationMutation } from "@/lib/client/calculations";
import type { CalculationDetail } from "@/lib/contracts/calculations";

type StopDialogProps = {
  calculation: CalculationDetail["calculation"];
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Says what stopping does and what it does not. */
export function StopDialog({ calculation, open, onOpenChange }: StopDialogProps) {
  const stop = useMutation(stopCalculationMutation(useQueryClient()));
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title="Stop this calculation?"
      confirmLabel="Stop calculation"
      danger
      onConfirm={async () => {
        await stop.mutateAsync(calculation.id);
      }}
    >
      <p>
        Its code is interrupted where it is. What it has written stays written, and what it has
        printed can still be read. The session goes on, with its variables, and can run other code.
      </p>
      <p className="mt-2">
        Athena does its best: the calculation may still complete or fail, and its time is billed.
      </p>
    </ConfirmDialog>
  );
}
