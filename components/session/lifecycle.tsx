"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { type ReactNode, useState } from "react";
import { IdleTimeout } from "@/components/data/session/idle-timeout";
import { Button } from "@/components/ui/button";
import { ClockTime, ExactTime, RunningFor } from "@/components/ui/relative-time";
import { calculationsOptions } from "@/lib/client/calculations";
import type { SessionDetail } from "@/lib/contracts/sessions";
import { engineFamilyOf } from "@/lib/domain/engines";
import { formatCount, formatDuration, formatSetDuration } from "@/lib/domain/format";
import type { Tone } from "@/lib/domain/lifecycle";
import { type TimelineStep, timelineOf } from "@/lib/domain/session-timeline";
import { isSessionInFlight, sessionStateFacts } from "@/lib/domain/sessions";

const FIRST = 3;
const LAST = 2;

/** Every state that was seen with its time, and what comes by itself; the middle of many is folded. */
export function Lifecycle({ detail }: { detail: SessionDetail }) {
  const { session, states, remembered } = detail;
  const [all, setAll] = useState(false);
  const calculates =
    engineFamilyOf(session.engineVersion) === "pyspark" && remembered?.because !== "unknown";
  const { data } = useInfiniteQuery({ ...calculationsOptions(session.id), enabled: calculates });
  const calculations = data?.pages.flatMap((page) => page.rows) ?? [];
  const steps = timelineOf(session, states, calculations);
  const folded = all ? 0 : Math.max(0, steps.length - FIRST - LAST);
  const shown =
    folded > 1 ? [...steps.slice(0, FIRST), undefined, ...steps.slice(steps.length - LAST)] : steps;
  const ahead = isSessionInFlight(session.state) ? <Ahead session={session} /> : null;
  return (
    <section aria-label="Lifecycle" className="pb-4">
      {all ? (
        <AllStates steps={steps} />
      ) : (
        <ol className="flex flex-col gap-y-2 md:flex-row">
          {shown.map((step, index) =>
            step ? (
              <Step
                key={`${step.at} ${step.state}`}
                tone={step.current ? sessionStateFacts(step.state).tone : undefined}
                label={step.label}
                current={step.current}
                last={index === shown.length - 1 && !ahead}
              >
                <ClockTime at={step.at} />
                <StepNote step={step} inFlight={isSessionInFlight(session.state)} />
              </Step>
            ) : (
              <Step key="folded" label={`${formatCount(folded)} more`} folded>
                <Button variant="ghost" size="sm" className="-ml-2" onClick={() => setAll(true)}>
                  Show all states
                </Button>
              </Step>
            ),
          )}
          {ahead}
        </ol>
      )}
      {all ? (
        <Button variant="ghost" size="sm" className="mt-1 -ml-2" onClick={() => setAll(false)}>
          Show fewer states
        </Button>
      ) : null}
    </section>
  );
}

function StepNote({ step, inFlight }: { step: TimelineStep; inFlight: boolean }) {
  if (!step.current)
    return step.durationMs === undefined ? null : <>, {formatDuration(step.durationMs)}</>;
  if (!inFlight) return step.reason ? <span title={step.reason}>, {step.reason}</span> : null;
  return (
    <>
      , for <RunningFor since={step.at} />
    </>
  );
}

/** How it will end unless somebody does something. */
function Ahead({ session }: Pick<SessionDetail, "session">) {
  const { state, idleTimeoutMs } = session;
  if (state === "TERMINATING") return <Step label="Terminated" future last />;
  return (
    <Step label="Terminated" future last>
      {state === "IDLE" ? (
        <>
          idle timeout in <IdleTimeout session={session} otherwise="–" />
        </>
      ) : idleTimeoutMs === undefined ? null : (
        `idle timeout ${formatSetDuration(idleTimeoutMs)}`
      )}
    </Step>
  );
}

type StepProps = {
  label: string;
  tone?: Tone | undefined;
  current?: boolean;
  future?: boolean;
  folded?: boolean;
  last?: boolean;
  children?: ReactNode;
};

const dots: Record<Tone, string> = {
  ok: "bg-ok shadow-[0_0_0_3px_var(--ok-weak)]",
  warn: "bg-warn shadow-[0_0_0_3px_var(--warn-weak)]",
  bad: "bg-bad shadow-[0_0_0_3px_var(--bad-weak)]",
  busy: "bg-busy shadow-[0_0_0_3px_var(--busy-weak)]",
  neutral: "bg-muted",
};

function Step({ label, tone, current, future, folded, last, children }: StepProps) {
  return (
    <li
      aria-current={current ? "step" : undefined}
      className={clsx(
        "flex min-w-0 gap-3 md:flex-col md:gap-1.5",
        last ? "md:max-w-70" : "md:grow md:basis-0",
      )}
    >
      <span aria-hidden className="flex items-center gap-2 max-md:pt-1 md:h-2.5">
        <span
          data-bar
          className={clsx(
            "size-2.5 shrink-0 rounded-full",
            future
              ? "border-2 border-line-strong"
              : tone
                ? dots[tone]
                : folded
                  ? "border-2 border-accent-mid"
                  : "bg-accent",
          )}
        />
        {last ? null : <span className="h-0.5 grow bg-line-strong max-md:hidden" />}
      </span>
      <span className="min-w-0 pr-4 max-md:flex max-md:flex-wrap max-md:gap-x-2">
        <span className={clsx("block", future ? "text-muted" : "font-medium")}>{label}</span>
        <span className="block truncate text-muted">{children}</span>
      </span>
    </li>
  );
}

function AllStates({ steps }: { steps: readonly TimelineStep[] }) {
  return (
    <div className="relative max-h-80 overflow-auto rounded-lg border bg-raised">
      <table className="w-full text-left tabular-nums">
        <caption className="sr-only">States that were seen</caption>
        <thead className="text-sm text-muted">
          <tr className="[&>th]:px-3 [&>th]:py-1.5 [&>th]:font-normal">
            <th scope="col">State</th>
            <th scope="col">Since</th>
            <th scope="col" className="text-right">
              For
            </th>
            <th scope="col" className="max-md:hidden">
              Reason
            </th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <tr
              key={`${step.at} ${step.state}`}
              className="[&>td]:border-t [&>td]:px-3 [&>td]:py-1"
            >
              <td>{step.label}</td>
              <td>
                <ExactTime at={step.at} className="text-sm" />
              </td>
              <td className="text-right">
                {step.durationMs === undefined ? "–" : formatDuration(step.durationMs)}
              </td>
              <td className="max-md:hidden">{step.reason ?? "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
