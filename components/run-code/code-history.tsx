"use client";

import { clsx } from "clsx";
import { SquarePen } from "lucide-react";
import { useState } from "react";
import { PythonInline } from "@/components/data/python-inline";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { StateBadge } from "@/components/ui/state-badge";
import { toast } from "@/components/ui/toast";
import type { CalculationDetail, CalculationRow } from "@/lib/contracts/calculations";
import { calculationStateFacts } from "@/lib/domain/calculations";
import { formatDuration } from "@/lib/domain/format";
import { durationMs } from "@/lib/domain/queries";
import { useCode } from "./use-code";
import type { useCodeHistory } from "./use-code-history";

type CodeHistoryProps = {
  history: ReturnType<typeof useCodeHistory>;
  /** The calculation whose output is on screen. */
  shown: string | null;
  onShow: (id: string) => void;
  onLoad: (code: string) => void;
};

/** What ran in this session, newest first: its output is shown, or its code put into the editor. */
export function CodeHistory({ history, shown, onShow, onLoad }: CodeHistoryProps) {
  const { list, rows } = history;
  return (
    <Section title="History" meta={list.data && !list.hasNextPage ? rows.length : undefined}>
      {list.error ? <p className="text-bad">Not read: {list.error.message}</p> : null}
      {list.isPending ? <Skeleton className="h-24 w-full rounded-lg" /> : null}
      {list.data && rows.length === 0 ? (
        <p className="text-muted">No code has run in this session.</p>
      ) : null}
      {rows.length > 0 ? (
        <ol
          aria-label="History of the session"
          className="divide-y overflow-hidden rounded-lg border"
        >
          {rows.map((row) => (
            <Line
              key={row.id}
              row={row}
              current={row.id === shown}
              onShow={() => onShow(row.id)}
              onLoad={onLoad}
            />
          ))}
        </ol>
      ) : null}
      {list.hasNextPage ? (
        <Button loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
          Show older
        </Button>
      ) : null}
    </Section>
  );
}

type LineProps = {
  row: CalculationRow;
  current: boolean;
  onShow: () => void;
  onLoad: (code: string) => void;
};

function Line({ row, current, onShow, onLoad }: LineProps) {
  const took = durationMs(row);
  return (
    <li className={clsx("flex items-stretch", current && "bg-accent-weak")}>
      <button
        type="button"
        aria-current={current || undefined}
        onClick={onShow}
        className={clsx(
          "flex min-w-0 grow flex-col gap-0.5 px-2.5 py-1.5 text-left focus-visible:-outline-offset-2",
          !current && "hover:bg-surface",
        )}
      >
        <PythonInline code={row.summary ?? "(its code is not known)"} className="w-full" />
        <span className="flex w-full items-center gap-2 text-sm text-muted">
          <StateBadge {...calculationStateFacts(row.state)} />
          {took === undefined ? null : <span className="tabular-nums">{formatDuration(took)}</span>}
          {row.submittedAt === undefined ? null : (
            <RelativeTime at={row.submittedAt} className="ml-auto" />
          )}
        </span>
      </button>
      <Load id={row.id} onLoad={onLoad} />
    </li>
  );
}

function Load({ id, onLoad }: { id: string; onLoad: (code: string) => void }) {
  const read = useCode();
  const [loading, setLoading] = useState(false);
  const load = async () => {
    setLoading(true);
    try {
      const { code }: CalculationDetail = await read(id);
      if (code === undefined) throw new Error("Athena does not give it as text");
      onLoad(code);
    } catch (error) {
      toast.error("The code could not be read", { description: (error as Error).message });
    } finally {
      setLoading(false);
    }
  };
  return (
    <IconButton
      label="Put this code into the editor"
      size="sm"
      className="mx-1 self-center"
      loading={loading}
      icon={<SquarePen aria-hidden />}
      onClick={load}
    />
  );
}
