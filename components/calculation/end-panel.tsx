import clsx from "clsx";
import { CircleSlash, CircleX } from "lucide-react";
import { CopyButton } from "@/components/ui/copy-button";
import type { CalculationDetail } from "@/lib/contracts/calculations";
import { calculationStateFacts } from "@/lib/domain/calculations";

/** Why a calculation did not complete; nothing for one that did, or still may. */
export function EndPanel({ calculation }: Pick<CalculationDetail, "calculation">) {
  const { state, stateChangeReason: reason } = calculation;
  const { label, tone, inFlight, actions } = calculationStateFacts(state);
  if (inFlight || actions.includes("readResult")) return null;
  const bad = tone === "bad";
  return (
    <section
      aria-labelledby="end"
      className={clsx(
        "flex flex-col gap-2 rounded-lg px-3.5 py-3",
        bad ? "bg-bad-weak" : "border bg-sunken",
      )}
    >
      <div className="flex items-center gap-2">
        {bad ? (
          <CircleX aria-hidden className="size-4 text-bad" />
        ) : (
          <CircleSlash aria-hidden className="size-4 text-muted" />
        )}
        <h2 id="end" className="grow font-semibold">
          Why it {bad ? "failed" : `was ${label.toLowerCase()}`}
        </h2>
        {reason ? <CopyButton text={reason} label="Copy reason" size="sm" /> : null}
      </div>
      {reason ? (
        <p className="max-h-60 overflow-auto font-mono text-sm whitespace-pre-wrap wrap-anywhere">
          {reason}
        </p>
      ) : (
        <p className="text-soft">Athena gave no reason. Standard error may tell more.</p>
      )}
    </section>
  );
}
