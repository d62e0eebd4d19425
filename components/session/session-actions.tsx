"use client";

import { Link2, Square, SquareTerminal } from "lucide-react";
import { useState } from "react";
import { TerminateDialog } from "@/components/data/session/terminate-dialog";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { LinkButton } from "@/components/ui/link-button";
import { useMe } from "@/lib/client/me";
import type { Me } from "@/lib/contracts/me";
import type { SessionDetail } from "@/lib/contracts/sessions";
import { engineFamilyOf } from "@/lib/domain/engines";
import { links } from "@/lib/domain/links";
import { decide } from "@/lib/domain/permissions";
import { isSessionInFlight, sessionStateFacts } from "@/lib/domain/sessions";

type ActionsProps = { detail: SessionDetail; me: Me };

/** What may be done with this session, in its state, by this person. */
export function SessionActions({ detail }: { detail: SessionDetail }) {
  const me = useMe();
  const { id, state, engineVersion } = detail.session;
  const calculates = engineFamilyOf(engineVersion) === "pyspark";
  return (
    <>
      <CopyButton
        text={() => new URL(links.session(id), window.location.origin).href}
        label="Copy link"
        showLabel
        icon={<Link2 aria-hidden />}
      />
      {me && calculates && isSessionInFlight(state) ? <RunCode detail={detail} me={me} /> : null}
      {me && isSessionInFlight(state) ? <Terminate detail={detail} me={me} /> : null}
    </>
  );
}

function RunCode({ detail, me }: ActionsProps) {
  const { id, workgroup } = detail.session;
  const ownerId = detail.startedBy?.id;
  const verdict = decide(me.actor, "startCalculation", { workgroup, ownerId });
  const icon = <SquareTerminal aria-hidden />;
  return verdict.allowed ? (
    <LinkButton href={links.runCode(id)} icon={icon}>
      Run code
    </LinkButton>
  ) : (
    <Button disabledReason={verdict.reason} icon={icon}>
      Run code
    </Button>
  );
}

function Terminate({ detail, me }: ActionsProps) {
  const { session, startedBy } = detail;
  const [asking, setAsking] = useState(false);
  const { workgroup, state } = session;
  const verdict = decide(me.actor, "terminateSession", { workgroup, ownerId: startedBy?.id });
  const ending = !sessionStateFacts(state).actions.includes("terminate");
  return (
    <>
      <Button
        variant="danger"
        icon={<Square aria-hidden />}
        loading={ending}
        {...(verdict.allowed ? {} : { disabledReason: verdict.reason })}
        onClick={() => setAsking(true)}
      >
        {ending ? "Terminating…" : "Terminate"}
      </Button>
      <TerminateDialog sessions={[session]} open={asking} onOpenChange={setAsking} />
    </>
  );
}
