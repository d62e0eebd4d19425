"use client";

import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { RunningFor } from "@/components/ui/relative-time";
import { calculationsOptions } from "@/lib/client/calculations";
import { terminateSessionMutation } from "@/lib/client/sessions";
import { isCalculationInFlight } from "@/lib/domain/calculations";
import { engineFamilyOf } from "@/lib/domain/engines";
import { formatCount, shortenId } from "@/lib/domain/format";
import { SessionState } from "./session-state";

type Session = {
  id: string;
  workgroup: string;
  state: string;
  engineVersion?: string | undefined;
  description?: string | undefined;
};

type TerminateDialogProps = {
  /** Those that the person may end, one or many. */
  sessions: readonly Session[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onTerminated?: (ids: string[]) => void;
};

/** Asks once more, and says of each session what ends with it. */
export function TerminateDialog({
  sessions,
  open,
  onOpenChange,
  onTerminated,
}: TerminateDialogProps) {
  const terminate = useMutation(terminateSessionMutation(useQueryClient()));
  const many = sessions.length !== 1;
  const confirm = async () => {
    const answers = await Promise.allSettled(sessions.map(({ id }) => terminate.mutateAsync(id)));
    onTerminated?.(
      sessions.filter((_, index) => answers[index]?.status === "fulfilled").map(({ id }) => id),
    );
    const failures = answers.flatMap((answer, index) =>
      answer.status === "rejected"
        ? [`${shortenId(sessions[index]?.id ?? "")}: ${(answer.reason as Error).message}`]
        : [],
    );
    if (failures.length > 0) throw new Error(`Not terminated. ${failures.join(" ")}`);
  };
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={many ? `Terminate ${formatCount(sessions.length)} sessions?` : "Terminate session?"}
      confirmLabel={
        many ? `Terminate ${formatCount(sessions.length)} sessions` : "Terminate session"
      }
      danger
      onConfirm={confirm}
    >
      <div className="flex flex-col gap-2.5">
        <ul className="flex max-h-60 flex-col gap-1.5 overflow-y-auto">
          {sessions.map((session) => (
            <StopsWith key={session.id} session={session} />
          ))}
        </ul>
        <p>
          Variables, temporary views and cached data of {many ? "these sessions" : "the session"}{" "}
          are lost and its executors are released. Tables, files and the output of calculations that
          have ended stay. This cannot be undone.
        </p>
      </div>
    </ConfirmDialog>
  );
}

function StopsWith({ session }: { session: Session }) {
  const { id, state, workgroup, description } = session;
  return (
    <li className="flex flex-col">
      <span className="flex flex-wrap items-center gap-x-2.5">
        <span className="font-mono text-sm text-ink">{shortenId(id)}</span>
        <SessionState state={state} />
        <span className="min-w-0 truncate text-muted">{description ?? workgroup}</span>
      </span>
      {state === "BUSY" ? <Interrupted session={session} /> : null}
    </li>
  );
}

/** What runs in a busy session and will be stopped. */
function Interrupted({ session: { id, engineVersion } }: { session: Session }) {
  const calculates = engineFamilyOf(engineVersion) !== "sparkConnect";
  const { data, isPending } = useInfiniteQuery({ ...calculationsOptions(id), enabled: calculates });
  if (!calculates)
    return <span className="text-warn">What its Spark Connect clients run is stopped.</span>;
  const running = data?.pages[0]?.rows.find((row) => isCalculationInFlight(row.state));
  return (
    <span className="flex min-w-0 flex-wrap gap-x-2 text-warn">
      Stops what it runs
      {running ? (
        <>
          <code className="min-w-0 max-w-full truncate font-mono text-sm text-ink">
            {running.summary ?? running.description ?? shortenId(running.id)}
          </code>
          {running.submittedAt === undefined ? null : (
            <span className="text-muted">
              for <RunningFor since={running.submittedAt} />
            </span>
          )}
        </>
      ) : isPending ? (
        "…"
      ) : null}
    </span>
  );
}
