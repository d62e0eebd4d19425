import clsx from "clsx";
import { formatDuration } from "@/lib/domain/format";
import type { Phase, PhaseTone } from "@/lib/domain/phases";

const tones: Record<PhaseTone, string> = {
  queue: "bg-warn",
  service: "bg-muted",
  engine: "bg-accent",
  planning: "bg-accent-mid",
  other: "bg-line-strong",
};

type WaterfallProps = {
  phases: readonly Phase[];
  totalMs: number;
  /** For screen readers. */
  caption?: string;
};

/** Where the time went: one bar a phase on a common scale; a table to those who cannot see it. */
export function Waterfall({ phases, totalMs, caption = "Where the time went" }: WaterfallProps) {
  return (
    <table className="w-full border-separate border-spacing-0">
      <caption className="sr-only">
        {caption}, {formatDuration(totalMs)} in all
      </caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">Phase</th>
          <th scope="col">Start</th>
          <th scope="col">Duration</th>
        </tr>
      </thead>
      <tbody>
        {phases.map((phase) => (
          <tr key={phase.label}>
            <th
              scope="row"
              className={clsx(
                "w-[1%] py-0.5 pr-4 text-left font-normal whitespace-nowrap md:min-w-40 md:pr-14",
                phase.indent && "pl-3.5 text-muted",
              )}
            >
              {phase.label}
            </th>
            <td className="py-0.5">
              <span className="sr-only">after {formatDuration(phase.startMs)}</span>
              <span
                aria-hidden
                className="relative block h-3.5 overflow-hidden rounded-sm bg-sunken"
              >
                <span
                  data-bar
                  className={clsx("absolute inset-y-0 min-w-0.5 rounded-sm", tones[phase.tone])}
                  style={{
                    left: percent(phase.startMs, totalMs),
                    width: percent(phase.durationMs, totalMs),
                  }}
                />
              </span>
            </td>
            <td className="w-[1%] py-0.5 pl-4 text-right whitespace-nowrap tabular-nums md:pl-12">
              {formatDuration(phase.durationMs)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const percent = (part: number, whole: number) =>
  `${whole <= 0 ? 0 : Math.min(100, (part / whole) * 100)}%`;
