import clsx from "clsx";
import { CircleSlash, CircleX } from "lucide-react";
import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import type { Tone } from "@/lib/domain/lifecycle";

type EndPanelProps = {
  /** Of the state that it ended in. */
  tone: Tone;
  label: string;
  /** In Athena's words. */
  reason: string | undefined;
  /** What is said when Athena gave none. */
  noReason: string;
  /** What is known beside the reason. */
  children?: ReactNode;
};

/** Why something has ended without a result. */
export function EndPanel({ tone, label, reason, noReason, children }: EndPanelProps) {
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
        <p className="max-h-80 overflow-auto font-mono text-sm whitespace-pre-wrap wrap-anywhere">
          {reason}
        </p>
      ) : (
        <p className="text-soft">{noReason}</p>
      )}
      {children}
    </section>
  );
}
