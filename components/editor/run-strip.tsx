"use client";

import { ArrowUpRight, Link2 } from "lucide-react";
import { CopyButton } from "@/components/ui/copy-button";
import { LinkButton } from "@/components/ui/link-button";
import { RunningFor } from "@/components/ui/relative-time";
import { StateBadge } from "@/components/ui/state-badge";
import type { QueryDetail } from "@/lib/contracts/queries";
import { formatBytes, formatDuration, formatMoney } from "@/lib/domain/format";
import { links } from "@/lib/domain/links";
import { durationMs, queryStateFacts } from "@/lib/domain/queries";
import type { Statement } from "./use-run";

type RunStripProps = {
  id: string;
  detail: QueryDetail | undefined;
  /** The part of the text that was sent, when it was sent from here. */
  part: string | undefined;
};

/** What is known of the run in one line, from the moment it has an id. */
export function RunStrip({ id, detail, part }: RunStripProps) {
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1.5 px-4 py-1.5 md:px-3">
      {detail ? <Facts detail={detail} /> : <span className="text-muted">Reading its state</span>}
      {part ? <span className="text-muted">{part}</span> : null}
      <div className="ml-auto flex items-center gap-1.5 max-md:ml-0">
        <CopyButton
          label="Copy link"
          showLabel
          variant="ghost"
          size="sm"
          icon={<Link2 aria-hidden />}
          text={() => new URL(links.query(id), window.location.origin).href}
        />
        <LinkButton
          href={links.query(id)}
          variant="ghost"
          size="sm"
          icon={<ArrowUpRight aria-hidden />}
        >
          Open execution
        </LinkButton>
      </div>
    </div>
  );
}

function Facts({ detail: { execution, costUsd } }: { detail: QueryDetail }) {
  const { tone, label, inFlight } = queryStateFacts(execution.state);
  const { submittedAt, completedAt, statistics } = execution;
  const took = durationMs({ submittedAt, completedAt });
  return (
    <>
      <span role="status">
        <StateBadge tone={tone} label={label} inFlight={inFlight} />
      </span>
      <span className="flex flex-wrap items-center gap-x-4 tabular-nums">
        {inFlight && submittedAt !== undefined ? <RunningFor since={submittedAt} /> : null}
        {took !== undefined ? <span>{formatDuration(took)}</span> : null}
        {statistics.dataScannedBytes !== undefined ? (
          <span>
            {formatBytes(statistics.dataScannedBytes)} <span className="text-muted">scanned</span>
          </span>
        ) : null}
        {costUsd === undefined ? null : costUsd > 0 ? (
          <span>
            {formatMoney(costUsd)} <span className="text-muted">estimate</span>
          </span>
        ) : (
          <span className="text-muted">
            {statistics.reusedPreviousResult ? "earlier result reused, not billed" : "not billed"}
          </span>
        )}
      </span>
    </>
  );
}

/** Which part of the text a statement is; nothing to say when it is all of it. */
export function partLabel({ origin }: Statement): string | undefined {
  if (origin === "whole") return undefined;
  if (origin === "selection") return "the selection";
  return `statement ${origin.index + 1} of ${origin.count}`;
}
