import { IdleTimeout } from "@/components/data/session/idle-timeout";
import { NotebookName } from "@/components/data/session/notebook-name";
import { RelativeTime } from "@/components/ui/relative-time";
import type { SessionRow } from "@/lib/contracts/sessions";
import { formatDpuHours, formatMoney, shortenId } from "@/lib/domain/format";
import { takesCalculations } from "@/lib/domain/sessions";

type RowProps = { row: SessionRow };

const unknown = <span className="text-muted">–</span>;

/** What people know it by: its description, else its id. */
export function Name({ row }: RowProps) {
  return row.description ? (
    <span title={`${row.description}\n${row.id}`}>{row.description}</span>
  ) : (
    <span className="font-mono text-sm" title={row.id}>
      {shortenId(row.id)}
    </span>
  );
}

export function Notebook({ row: { notebookId, workgroup } }: RowProps) {
  return notebookId === undefined ? (
    unknown
  ) : (
    <NotebookName
      id={notebookId}
      workgroup={workgroup}
      className="underline decoration-line-strong underline-offset-2 hover:decoration-current"
    />
  );
}

export function Started({ row: { startedAt } }: RowProps) {
  return startedAt === undefined ? unknown : <RelativeTime at={startedAt} className="text-muted" />;
}

/** Since when it is idle, or when it ended. */
export function IdleSince({ row }: RowProps) {
  if (row.endedAt !== undefined)
    return (
      <span className="text-muted">
        ended <RelativeTime at={row.endedAt} />
      </span>
    );
  return takesCalculations(row.state) && row.idleSince !== undefined ? (
    <RelativeTime at={row.idleSince} />
  ) : (
    unknown
  );
}

export const TimeoutIn = ({ row }: RowProps) => <IdleTimeout session={row} otherwise="–" />;

export function DpuHours({ row: { dpuMs } }: RowProps) {
  return dpuMs === undefined ? unknown : formatDpuHours(dpuMs);
}

export function Cost({ row: { costUsd } }: RowProps) {
  return costUsd === undefined ? unknown : formatMoney(costUsd);
}

const KNOWN_BY: Record<NonNullable<SessionRow["knownBy"]>, [word: string, meaning: string]> = {
  started: ["here", "Started with Athenaeum"],
  listed: ["listed", "Seen in Athena's list while it was active"],
  opened: ["opened", "Seen when somebody opened its address"],
};

/** Who started it; of those that were started elsewhere, how we know them. */
export function StartedBy({ row: { startedBy, knownBy } }: RowProps) {
  if (startedBy) return <span title={startedBy.name}>{startedBy.name}</span>;
  if (knownBy === undefined)
    return (
      <span className="text-muted" title="The console's database cannot be reached">
        not known
      </span>
    );
  const [word, meaning] = KNOWN_BY[knownBy];
  return (
    <span
      className="text-muted"
      title={`Started outside Athenaeum: Athena does not say by whom. ${meaning}.`}
    >
      outside, {word}
    </span>
  );
}
