import Link from "next/link";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { StateBadge } from "@/components/ui/state-badge";
import { formatCount } from "@/lib/domain/format";
import type { Tone } from "@/lib/domain/lifecycle";
import { links } from "@/lib/domain/links";
import type { BulkOutcome } from "./run-bulk";
import type { BulkRun } from "./use-bulk-run";

const STATES: Record<BulkOutcome["state"], { tone: Tone; label: string; inFlight: boolean }> = {
  waiting: { tone: "neutral", label: "Waiting", inFlight: true },
  sending: { tone: "busy", label: "Changing", inFlight: true },
  done: { tone: "ok", label: "Changed", inFlight: false },
  failed: { tone: "bad", label: "Failed", inFlight: false },
  conflict: { tone: "warn", label: "Changed by somebody else", inFlight: false },
  notTried: { tone: "neutral", label: "Not tried", inFlight: false },
};

type BulkProgressProps = {
  run: BulkRun;
  outcomes: ReadonlyMap<string, BulkOutcome>;
  /** Reviews those that were not changed again, as they are now. */
  onRetry: (names: string[]) => void;
};

/** How each workgroup fared, as it goes. */
export function BulkProgress({ run, outcomes, onRetry }: BulkProgressProps) {
  const all = [...outcomes];
  const done = all.filter(([, { state }]) => state === "done").length;
  const through = all.filter(([, { state }]) => !STATES[state].inFlight).length;
  const left = all.filter(([, { state }]) => state !== "done").map(([name]) => name);
  return (
    <section aria-label="Outcome" className="flex flex-col gap-4 px-4 py-4 md:px-5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p role="status" className="font-semibold tabular-nums">
          {run.running
            ? `${formatCount(through)} of ${formatCount(all.length)} through`
            : `${formatCount(done)} of ${formatCount(all.length)} changed`}
        </p>
        {run.running ? (
          <Button
            size="sm"
            onClick={run.stop}
            {...(run.stopping ? { disabledReason: "It stops after the one being changed" } : {})}
          >
            Stop
          </Button>
        ) : left.length > 0 ? (
          <Button size="sm" variant="primary" onClick={() => onRetry(left)}>
            Review the {formatCount(left.length)} left again
          </Button>
        ) : null}
      </div>
      <Banner>
        {run.running
          ? "Each workgroup is changed by itself. What is done stays done, also when this page is left; the rest is not tried then."
          : "What is done is done, and is in the history of each workgroup, where it can be taken back."}
      </Banner>
      <ul className="flex flex-col">
        {all.map(([name, outcome]) => (
          <li
            key={name}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b py-2 last:border-b-0"
          >
            <Link
              href={links.workgroup(name)}
              prefetch={false}
              title={name}
              className="w-60 max-w-full truncate rounded-sm hover:underline"
            >
              {name}
            </Link>
            <StateBadge {...STATES[outcome.state]} />
            {"message" in outcome ? (
              <span className="min-w-0 text-soft wrap-anywhere">{outcome.message}</span>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
