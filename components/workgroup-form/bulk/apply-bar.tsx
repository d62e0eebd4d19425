import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { formatCount } from "@/lib/domain/format";
import { destructiveCount, type Planned, stepsOf } from "./plans";
import type { BulkStep } from "./run-bulk";

type ApplyBarProps = {
  planned: readonly Planned[];
  scans: ReadonlyMap<string, readonly number[]>;
  /** Values are read anew: what is shown may be what was before. */
  reading: boolean;
  onApply: (steps: BulkStep[]) => void;
};

/** Counts what the review says, and sends it. */
export function ApplyBar({ planned, scans, reading, onApply }: ApplyBarProps) {
  const [understood, setUnderstood] = useState(false);
  const steps = stepsOf(planned);
  const destructive = destructiveCount(planned, scans);
  const untouched = planned.length - steps.length;
  const blocked =
    steps.length === 0
      ? "Nothing would change"
      : reading
        ? "The workgroups are read anew"
        : destructive > 0 && !understood
          ? "Confirm first that you understand what it takes away"
          : undefined;
  const noun = steps.length === 1 ? "workgroup" : "workgroups";
  return (
    <div className="flex flex-col gap-2 border-t bg-surface px-4 py-3 max-lg:sticky max-lg:bottom-0 md:px-5">
      {destructive > 0 ? (
        <Checkbox checked={understood} onChange={setUnderstood}>
          I understand that it takes something away from {formatCount(destructive)} of them
        </Checkbox>
      ) : null}
      <div className="flex flex-wrap items-center justify-end gap-x-4 gap-y-2">
        {untouched > 0 ? (
          <span className="mr-auto text-muted tabular-nums">
            {formatCount(untouched)} of {formatCount(planned.length)} stay as they are.
          </span>
        ) : null}
        <Button
          variant={destructive > 0 ? "danger" : "primary"}
          onClick={() => onApply(steps)}
          {...(blocked ? { disabledReason: blocked } : {})}
        >
          Change {formatCount(steps.length)} {noun}
        </Button>
      </div>
    </div>
  );
}
