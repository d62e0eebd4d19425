"use client";

import { useQuery } from "@tanstack/react-query";
import { IdleTimeout } from "@/components/data/session/idle-timeout";
import { NotebookName } from "@/components/data/session/notebook-name";
import { SessionState } from "@/components/data/session/session-state";
import { CopyableId } from "@/components/ui/copyable-id";
import { PageHeader } from "@/components/ui/page-header";
import { RunningFor } from "@/components/ui/relative-time";
import { Stat, StatRow } from "@/components/ui/stat";
import { executorsOptions } from "@/lib/client/sessions";
import type { SessionDetail } from "@/lib/contracts/sessions";
import { dpusHeld } from "@/lib/domain/executors";
import {
  formatCount,
  formatDpuHours,
  formatDuration,
  formatMoney,
  formatSetDuration,
} from "@/lib/domain/format";
import { links } from "@/lib/domain/links";
import { isSessionInFlight, sessionDurationMs } from "@/lib/domain/sessions";
import { Lifecycle } from "./lifecycle";
import { SessionActions } from "./session-actions";

/** The answer first: state, how long, how much, who; then how it came to be so. */
export function SessionHeader({ detail }: { detail: SessionDetail }) {
  const { session } = detail;
  const { id, state, notebookId, workgroup } = session;
  return (
    <PageHeader
      breadcrumb={[{ label: "Sessions", href: links.sessions() }]}
      title={<CopyableId id={id} label="session id" className="text-base!" />}
      meta={
        <>
          <SessionState state={state} />
          {notebookId === undefined ? null : (
            <span className="min-w-0 truncate">
              in notebook{" "}
              <NotebookName
                id={notebookId}
                workgroup={workgroup}
                className="text-ink underline decoration-line-strong underline-offset-2 hover:decoration-current"
              />
            </span>
          )}
          {notebookId === undefined && session.description ? (
            <span className="min-w-0 truncate">{session.description}</span>
          ) : null}
        </>
      }
      actions={<SessionActions detail={detail} />}
    >
      <div className="pt-1 pb-5">
        <Figures detail={detail} />
      </div>
      <Lifecycle detail={detail} />
    </PageHeader>
  );
}

function Figures({ detail }: { detail: SessionDetail }) {
  const { session, startedBy, costUsd } = detail;
  const inFlight = isSessionInFlight(session.state);
  const { data } = useQuery({ ...executorsOptions(session.id, inFlight), enabled: inFlight });
  const most = session.engine.maxConcurrentDpus;
  const ranMs = sessionDurationMs(session, detail.readAt);
  return (
    <StatRow>
      <Stat
        label={inFlight ? "Running for" : "Ran for"}
        value={
          inFlight && session.startedAt !== undefined ? (
            <RunningFor since={session.startedAt} />
          ) : ranMs === undefined ? (
            <Unknown why="Athena did not report its times" />
          ) : (
            formatDuration(ranMs)
          )
        }
      />
      <Stat
        label="DPU-hours"
        value={session.dpuMs === undefined ? <Unknown /> : formatDpuHours(session.dpuMs)}
      />
      <Stat
        label="Cost, estimate"
        value={costUsd === undefined ? <Unknown /> : formatMoney(costUsd)}
      />
      {inFlight ? (
        <Stat
          label="DPUs now"
          value={
            data === undefined ? (
              <Unknown why="The executors are not read yet" />
            ) : (
              `${formatCount(dpusHeld(data.executors))}${most === undefined ? "" : ` of ${formatCount(most)}`}`
            )
          }
        />
      ) : null}
      <Stat
        label="Idle timeout"
        value={
          session.idleTimeoutMs === undefined ? (
            <Unknown />
          ) : (
            formatSetDuration(session.idleTimeoutMs)
          )
        }
        hint={
          session.state === "IDLE" ? (
            <>
              in <IdleTimeout session={session} otherwise="–" />
            </>
          ) : undefined
        }
      />
      <Stat
        label="By"
        value={
          startedBy?.name ?? (
            <span
              className="font-normal text-muted"
              title="Started outside Athenaeum: Athena does not say by whom"
            >
              outside
            </span>
          )
        }
      />
    </StatRow>
  );
}

function Unknown({ why = "Athena has not reported it" }: { why?: string }) {
  return (
    <span className="font-normal text-muted" title={why}>
      –
    </span>
  );
}
