import Link from "next/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { StateBadge } from "@/components/ui/state-badge";
import type { SessionDetail } from "@/lib/contracts/sessions";
import { calculationStateFacts } from "@/lib/domain/calculations";
import { formatCount, shortenId } from "@/lib/domain/format";
import { links } from "@/lib/domain/links";

type Calculations = NonNullable<SessionDetail["remembered"]>["calculations"];

/** What was calculated from here in a session that Athena no longer knows. */
export function RememberedCalculations({ calculations }: { calculations: Calculations }) {
  return (
    <Section
      title="Calculations"
      meta={
        calculations.length > 0 ? `${formatCount(calculations.length)} started here` : undefined
      }
    >
      {calculations.length === 0 ? (
        <p className="text-muted">No calculation of this session was started here.</p>
      ) : (
        <ul className="divide-y overflow-hidden rounded-lg border bg-raised">
          {calculations.map((calculation) => (
            <Line key={calculation.id} calculation={calculation} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Line({ calculation }: { calculation: Calculations[number] }) {
  const { id, state, submittedAt, startedBy } = calculation;
  return (
    <li className="flex min-h-8 flex-wrap items-center gap-x-3.5 gap-y-0.5 px-3 py-1.5">
      <span className="w-26 shrink-0">
        {state === undefined ? (
          <span className="text-muted" title="No state of it was seen here">
            –
          </span>
        ) : (
          <LastSeen state={state} />
        )}
      </span>
      <Link
        href={links.calculation(id)}
        prefetch={false}
        title={id}
        className="rounded-sm font-mono text-sm underline decoration-line-strong underline-offset-2 hover:decoration-current"
      >
        {shortenId(id)}
      </Link>
      <span className="min-w-0 grow truncate text-muted">by {startedBy.name}</span>
      <RelativeTime at={submittedAt} className="shrink-0 text-muted" />
    </li>
  );
}

/** Nothing goes on in a session that is no longer known: no state turns here. */
function LastSeen({ state }: { state: string }) {
  const { tone, label, inFlight } = calculationStateFacts(state);
  return inFlight ? (
    <span className="text-muted" title={`Last seen ${label.toLowerCase()}`}>
      {label}
    </span>
  ) : (
    <StateBadge tone={tone} label={label} inFlight={false} />
  );
}
