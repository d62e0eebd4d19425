import { useInfiniteQuery } from "@tanstack/react-query";
import { Play, RotateCw, Square } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { IdleTimeout } from "@/components/data/session/idle-timeout";
import { SessionState } from "@/components/data/session/session-state";
import { StartSessionDialog } from "@/components/data/session/start-session-dialog";
import { TerminateDialog } from "@/components/data/session/terminate-dialog";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { useTicking } from "@/components/ui/clock";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { CopyableId } from "@/components/ui/copyable-id";
import { Select } from "@/components/ui/select";
import { sessionsOptions } from "@/lib/client/sessions";
import type { Me } from "@/lib/contracts/me";
import { formatCountdown, shortenId } from "@/lib/domain/format";
import { links } from "@/lib/domain/links";
import { decide } from "@/lib/domain/permissions";
import { type SessionFacts, untilIdleTimeoutMs } from "@/lib/domain/sessions";
import type { NotebookSession } from "./use-notebook-session";

type SessionBarProps = {
  notebook: { id: string; workgroup: string };
  me: Me;
  session: NotebookSession;
  chosenId: string | undefined;
  onChoose: (id: string | undefined) => void;
  /** The question before a restart, which keys ask, too. */
  showsRestart: boolean;
  onShowRestart: (shown: boolean) => void;
};

/** Where the cells run: its state, what is left until it ends for being idle, and what may be done with it. */
export function SessionBar(props: SessionBarProps) {
  const { notebook, me, session, chosenId } = props;
  const [open, setOpen] = useState<"start" | "terminate">();
  const current = session.session;
  const mayStart = decide(me.actor, "startSession", { workgroup: notebook.workgroup });
  const mayEnd = decide(me.actor, "terminateSession", {
    workgroup: notebook.workgroup,
    ownerId: current?.startedBy?.id,
  });
  const close = () => setOpen(undefined);
  return (
    <>
      <section
        aria-label="Session"
        className="flex min-h-10 flex-wrap items-center gap-x-3.5 gap-y-1.5 border-t px-4 py-1.5 md:px-5"
      >
        {current ? (
          <>
            <SessionState state={current.session.state} />
            <CopyableId id={current.session.id} label="session id" />
            <Link
              href={links.session(current.session.id)}
              prefetch={false}
              className="rounded-sm text-accent hover:underline"
            >
              Details
            </Link>
            {current.session.idleSince === undefined ? null : (
              <span className="text-muted" title="Athena ends a session that is idle for long">
                ends in <IdleTimeout session={current.session} otherwise="–" />
              </span>
            )}
            {current.startedBy ? (
              <span className="text-muted max-lg:hidden">by {current.startedBy.name}</span>
            ) : null}
          </>
        ) : (
          <NoSession session={session} mayStart={mayStart.allowed} />
        )}
        <div className="ml-auto flex flex-wrap items-center gap-2">
          {mayStart.allowed ? <SwitchSession {...props} /> : null}
          {current ? (
            <>
              {chosenId === undefined ? (
                <Button
                  size="sm"
                  icon={<RotateCw aria-hidden />}
                  loading={session.starting}
                  onClick={() => props.onShowRestart(true)}
                  {...(mayEnd.allowed ? {} : { disabledReason: mayEnd.reason })}
                >
                  Restart
                </Button>
              ) : null}
              <Button
                size="sm"
                variant="danger"
                icon={<Square aria-hidden />}
                onClick={() => setOpen("terminate")}
                {...(mayEnd.allowed ? {} : { disabledReason: mayEnd.reason })}
              >
                Terminate
              </Button>
            </>
          ) : (
            <Button
              size="sm"
              icon={<Play aria-hidden />}
              loading={session.starting || session.loading}
              onClick={() => setOpen("start")}
              {...(mayStart.allowed ? {} : { disabledReason: mayStart.reason })}
            >
              Start session
            </Button>
          )}
        </div>
      </section>
      {current ? <IdleWarning session={current.session} /> : null}
      <StartSessionDialog
        open={open === "start"}
        onOpenChange={close}
        workgroup={notebook.workgroup}
        notebookId={notebook.id}
        onStarted={session.changed}
      />
      {current ? (
        <>
          <TerminateDialog
            open={open === "terminate"}
            onOpenChange={close}
            sessions={[current.session]}
            onTerminated={session.changed}
          />
          <ConfirmDialog
            open={props.showsRestart}
            onOpenChange={props.onShowRestart}
            title="Restart the session?"
            confirmLabel="Restart session"
            danger
            onConfirm={() => session.restart(current)}
          >
            The session is terminated and another one started. Variables and temporary views are
            lost; the notebook and its outputs stay.
          </ConfirmDialog>
        </>
      ) : null}
    </>
  );
}

function NoSession({ session, mayStart }: { session: NotebookSession; mayStart: boolean }) {
  if (session.loading) return <span className="text-muted">Reading the session…</span>;
  if (session.error)
    return <span className="text-bad">The session could not be read: {session.error.message}</span>;
  if (session.ended)
    return (
      <>
        <SessionState state={session.ended.session.state} />
        <span className="min-w-0 text-muted">
          {session.ended.session.stateChangeReason ?? "Its session has ended: variables are lost."}
        </span>
      </>
    );
  return (
    <span className="text-muted">
      {mayStart ? "No session: it starts with the first cell you run" : "No session is active"}
    </span>
  );
}

const WARN_MS = 120_000;

/** Athena ends what is idle for too long; running a cell is what keeps it. */
function IdleWarning({ session }: { session: { state: string } & Partial<SessionFacts> }) {
  const left = useTicking((now) => {
    const ms = untilIdleTimeoutMs(session, now);
    return ms === undefined || ms > WARN_MS ? "" : formatCountdown(ms);
  }, "");
  if (left === "") return null;
  return (
    <Banner tone="warn" flush>
      The session ends in <span className="tabular-nums">{left}</span> because it is idle. Run a
      cell to keep its variables.
    </Banner>
  );
}

const OWN = "own";

/** Another active session of the workgroup; asked for when the page has no other use for the list. */
function SwitchSession({ notebook, chosenId, onChoose, session }: SessionBarProps) {
  const { data } = useInfiniteQuery(
    sessionsOptions({ workgroup: notebook.workgroup, show: "active" }),
  );
  const others = (data?.pages[0]?.rows ?? []).filter(
    ({ id, notebookId }) => id !== session.own?.id && notebookId === undefined,
  );
  if (others.length === 0 && chosenId === undefined) return null;
  const named = others.map(({ id, description, state }) => ({
    value: id,
    label: shortenId(id),
    hint: description ?? state.toLowerCase(),
  }));
  const gone =
    chosenId !== undefined && !others.some(({ id }) => id === chosenId)
      ? [{ value: chosenId, label: shortenId(chosenId), hint: "not active" }]
      : [];
  return (
    <Select
      aria-label="Session in which cells run"
      value={chosenId ?? OWN}
      onChange={(next) => onChoose(next === OWN ? undefined : next)}
      options={[{ value: OWN, label: "Own session" }, ...named, ...gone]}
      className="w-44! h-6.5! text-sm"
    />
  );
}
