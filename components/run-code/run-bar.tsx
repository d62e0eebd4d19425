"use client";

import { Play, Square } from "lucide-react";
import { useState } from "react";
import { IdleTimeout } from "@/components/data/session/idle-timeout";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { PageHeader } from "@/components/ui/page-header";
import { StateBadge } from "@/components/ui/state-badge";
import { toast } from "@/components/ui/toast";
import type { Me } from "@/lib/contracts/me";
import type { SessionDetail } from "@/lib/contracts/sessions";
import { shortenId } from "@/lib/domain/format";
import { links } from "@/lib/domain/links";
import { decide } from "@/lib/domain/permissions";
import { sessionStateFacts, takesCalculations } from "@/lib/domain/sessions";
import type { useRunCode } from "./use-run-code";

type RunBarProps = {
  detail: SessionDetail;
  me: Me | undefined;
  run: ReturnType<typeof useRunCode>;
  whyNot: string | undefined;
  onRun: () => void;
};

/** Which session, how it is, and the two buttons. */
export function RunBar({ detail, me, run, whyNot, onRun }: RunBarProps) {
  const { session } = detail;
  return (
    <PageHeader
      breadcrumb={[
        { label: "Sessions", href: links.sessions() },
        { label: session.description ?? shortenId(session.id), href: links.session(session.id) },
      ]}
      title="Run code"
      meta={
        <>
          <span role="status">
            <StateBadge {...sessionStateFacts(session.state)} />
          </span>
          {takesCalculations(session.state) ? (
            <span className="text-sm">
              ends in <IdleTimeout session={session} otherwise="–" />
            </span>
          ) : null}
        </>
      }
      actions={
        <>
          {run.inFlight ? <Stop me={me} run={run} /> : null}
          <Button
            variant="primary"
            icon={<Play aria-hidden />}
            loading={run.start.isPending}
            {...(whyNot === undefined ? {} : { disabledReason: whyNot })}
            onClick={onRun}
          >
            Run
          </Button>
        </>
      }
    />
  );
}

function Stop({ me, run }: Pick<RunBarProps, "me" | "run">) {
  const [asking, setAsking] = useState(false);
  const { calculation, workgroup, startedBy } = run.detail.data ?? {};
  if (!me || !calculation || workgroup === undefined) return null;
  const verdict = decide(me.actor, "stopCalculation", { workgroup, ownerId: startedBy?.id });
  const stop = () =>
    run.stop.mutate(calculation.id, {
      onError: (error) =>
        toast.error("The calculation could not be stopped", { description: error.message }),
    });
  // What one started oneself a moment ago is stopped without a question.
  const isOwn = startedBy?.id === me.actor.id;
  const stopping = run.stop.isPending || calculation.state === "CANCELING";
  return (
    <>
      <Button
        variant="danger"
        icon={<Square aria-hidden />}
        loading={stopping}
        {...(verdict.allowed ? {} : { disabledReason: verdict.reason })}
        onClick={() => (isOwn ? stop() : setAsking(true))}
      >
        Stop
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Stop somebody else's calculation?"
        confirmLabel="Stop calculation"
        danger
        onConfirm={stop}
      >
        It was started by {startedBy?.name ?? "somebody outside Athenaeum"}. Its code is interrupted
        where it is; the session goes on with its variables.
      </ConfirmDialog>
    </>
  );
}
