import { Square, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { SessionRow } from "@/lib/contracts/sessions";
import { formatCount } from "@/lib/domain/format";

type SelectionBarProps = {
  selected: readonly SessionRow[];
  /** Those of them that this person may end now. */
  endable: readonly SessionRow[];
  onTerminate: () => void;
  onAll: () => void;
  onClear: () => void;
};

/** What may be done with the selected sessions; it says which of them are left out. */
export function SelectionBar({
  selected,
  endable,
  onTerminate,
  onAll,
  onClear,
}: SelectionBarProps) {
  if (selected.length === 0) return null;
  const left = selected.length - endable.length;
  return (
    <div
      role="toolbar"
      aria-label="Selected sessions"
      className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 border-t bg-accent-weak px-4 py-1.5 md:px-5"
    >
      <span className="tabular-nums">{formatCount(selected.length)} selected</span>
      <Button
        size="sm"
        variant="danger"
        icon={<Square aria-hidden />}
        {...(endable.length === 0
          ? { disabledReason: "They have ended, or somebody else started them" }
          : {})}
        onClick={onTerminate}
      >
        {endable.length > 1
          ? `Terminate ${formatCount(endable.length)} sessions`
          : "Terminate session"}
      </Button>
      <Button size="sm" variant="ghost" onClick={onAll}>
        Select all
      </Button>
      <Button size="sm" variant="ghost" icon={<X aria-hidden />} onClick={onClear}>
        Clear
      </Button>
      {left > 0 && endable.length > 0 ? (
        <span className="text-sm text-soft">
          {formatCount(left)} left out: ended, or started by somebody else
        </span>
      ) : null}
    </div>
  );
}
