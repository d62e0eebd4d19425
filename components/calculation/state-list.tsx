import clsx from "clsx";
import { ExactTime } from "@/components/ui/relative-time";
import type { CalculationDetail } from "@/lib/contracts/calculations";
import { calculationStateFacts } from "@/lib/domain/calculations";
import { formatDuration } from "@/lib/domain/format";

type StateListProps = Pick<CalculationDetail, "states">;

/** The states in the order of time, each with how long it lasted. */
export function StateList({ states }: StateListProps) {
  const seen = states.some(({ exact }) => !exact);
  return (
    <div className="flex flex-col gap-2">
      <ol aria-label="States">
        {states.map(({ state, at, exact }, index) => {
          const { label, tone } = calculationStateFacts(state);
          const next = states[index + 1];
          return (
            <li key={state} className="relative flex gap-2.5 pb-2.5 last:pb-0">
              {next ? (
                <span
                  aria-hidden
                  className="absolute top-3.5 bottom-0 left-[0.28rem] w-px bg-line-strong"
                />
              ) : null}
              <span
                aria-hidden
                className={clsx(
                  "mt-1.5 size-2.5 shrink-0 rounded-full",
                  next ? "bg-accent" : DOTS[tone],
                )}
              />
              <div className="min-w-0 grow">
                <div className="flex justify-between gap-3">
                  <span className="font-medium">{label}</span>
                  {next ? (
                    <span className="text-muted tabular-nums">{formatDuration(next.at - at)}</span>
                  ) : null}
                </div>
                <span className="text-sm text-muted">
                  <ExactTime at={at} />
                  {exact ? null : ", as seen here"}
                </span>
              </div>
            </li>
          );
        })}
      </ol>
      {seen ? (
        <p className="text-sm text-muted">
          Athena tells when a calculation was submitted and when it ended. What lies between is as
          somebody saw it here.
        </p>
      ) : null}
    </div>
  );
}

const DOTS = {
  ok: "bg-ok",
  warn: "bg-warn",
  bad: "bg-bad",
  busy: "bg-busy",
  neutral: "bg-muted",
} as const;
