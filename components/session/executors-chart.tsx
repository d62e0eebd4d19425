"use client";

import clsx from "clsx";
import type { ReactNode } from "react";
import { useNarrow } from "@/components/data/use-narrow";
import { ClockTime } from "@/components/ui/relative-time";
import { dpuBars, type Executor, executorStateFacts, ganttRows } from "@/lib/domain/executors";
import { formatCount, formatDuration, formatLocal } from "@/lib/domain/format";
import { timeTicks } from "@/lib/domain/time-ticks";

const BARS = 72;
const TICKS_MAX = { wide: 5, narrow: 2 } as const;
/** A tick nearer to the end than so many percent would stand on the time there. */
const END_PERCENT = { wide: 11, narrow: 34 } as const;
/** Ticks of a longer time are whole minutes. */
const WITH_SECONDS_MS = 300_000;

type ExecutorsChartProps = {
  executors: readonly Executor[];
  from: number;
  to: number;
  live: boolean;
};

/** DPU use over the executors that made it, on one scale of time. Drawn only; the table says the same. */
export function ExecutorsChart({ executors, from, to, live }: ExecutorsChartProps) {
  const bars = dpuBars(executors, { from, to }, BARS);
  const peak = Math.max(1, ...bars.map(({ dpus }) => dpus));
  const share = (at: number) => (to > from ? ((at - from) / (to - from)) * 100 : 0);
  const width = useNarrow() ? "narrow" : "wide";
  const ticks = timeTicks(from, to, TICKS_MAX[width]).filter(
    (at) => share(at) <= 100 - END_PERCENT[width],
  );
  return (
    <div
      aria-hidden
      className="grid grid-cols-[5.5rem_minmax(0,1fr)] items-center gap-x-2.5 gap-y-2 md:grid-cols-[7rem_minmax(0,1fr)]"
    >
      <span className="self-start text-sm text-muted">
        DPU, peak {formatCount(Math.round(peak * 10) / 10)}
      </span>
      <div className="flex h-12 items-end gap-px">
        {bars.map((bar) => (
          <span
            key={bar.from}
            data-bar
            title={`${formatLocal(bar.from).slice(11, 19)}: ${formatCount(Math.round(bar.dpus * 100) / 100)} DPU`}
            className="min-w-0 grow rounded-t-[1px] bg-accent-mid"
            style={{ height: `${(bar.dpus / peak) * 100}%` }}
          />
        ))}
      </div>
      {ganttRows(executors, to).map((row) => (
        <GanttLine key={row.id} label={row.label} ticks={ticks.map(share)}>
          <span
            data-bar
            title={`${formatLocal(row.from).slice(11, 19)}, ${formatDuration(row.to - row.from)}`}
            className={clsx(
              "absolute inset-y-0 min-w-0.5 rounded-sm",
              row.type === "COORDINATOR" || row.type === "GATEWAY"
                ? "bg-soft"
                : executorStateFacts(row.state).inFlight
                  ? "bg-accent"
                  : row.state === "FAILED"
                    ? "bg-bad"
                    : "bg-accent-mid",
            )}
            style={{ left: `${share(row.from)}%`, right: `${100 - share(row.to)}%` }}
          />
        </GanttLine>
      ))}
      <span className="col-start-2 block h-4.5 text-sm text-muted">
        <span className="relative block">
          {ticks.map((at) => (
            <span
              key={at}
              className={clsx("absolute", share(at) > 5 && "-translate-x-1/2")}
              style={{ left: `${share(at)}%` }}
            >
              <ClockTime at={at} seconds={to - from < WITH_SECONDS_MS} />
            </span>
          ))}
          <span className="absolute right-0">
            {live ? "now" : <ClockTime at={to} seconds={to - from < WITH_SECONDS_MS} />}
          </span>
        </span>
      </span>
    </div>
  );
}

type GanttLineProps = { label: string; ticks: number[]; children: ReactNode };

function GanttLine({ label, ticks, children }: GanttLineProps) {
  return (
    <>
      <span className="truncate">{label}</span>
      <span className="relative block h-3">
        {ticks.map((share) => (
          <span
            key={share}
            className="absolute -inset-y-1 w-px bg-line"
            style={{ left: `${share}%` }}
          />
        ))}
        {children}
      </span>
    </>
  );
}
