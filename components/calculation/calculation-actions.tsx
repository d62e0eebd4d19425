"use client";

import { Link2, Play, Square, SquarePen } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { LinkButton } from "@/components/ui/link-button";
import { useMe } from "@/lib/client/me";
import type { CalculationDetail } from "@/lib/contracts/calculations";
import type { Me } from "@/lib/contracts/me";
import { calculationStateFacts } from "@/lib/domain/calculations";
import { links } from "@/lib/domain/links";
import { decide } from "@/lib/domain/permissions";
import { RunAgainDialog } from "./run-again-dialog";
import { StopDialog } from "./stop-dialog";

type ActionsProps = { detail: CalculationDetail; me: Me };

/** What may be done with this calculation, in its state, by this person. */
export function CalculationActions({ detail }: { detail: CalculationDetail }) {
  const me = useMe();
  const { id, state, sessionId } = detail.calculation;
  const { actions } = calculationStateFacts(state);
  return (
    <>
      <CopyButton
        text={() => new URL(links.calculation(id), window.location.origin).href}
        label="Copy link"
        showLabel
        icon={<Link2 aria-hidden />}
      />
      <LinkButton
        href={links.runCode(sessionId, { calculation: id })}
        icon={<SquarePen aria-hidden />}
      >
        Edit and run
      </LinkButton>
      {me && actions.includes("stop") ? <Stop detail={detail} me={me} /> : null}
      {me && actions.includes("runAgain") ? <RunAgain detail={detail} me={me} /> : null}
    </>
  );
}

function Stop({ detail, me }: ActionsProps) {
  const [open, setOpen] = useState(false);
  const { workgroup, startedBy, calculation } = detail;
  const verdict = decide(me.actor, "stopCalculation", { workgroup, ownerId: startedBy?.id });
  return (
    <>
      <Button
        variant="danger"
        icon={<Square aria-hidden />}
        {...(verdict.allowed ? {} : { disabledReason: verdict.reason })}
        onClick={() => setOpen(true)}
      >
        Stop calculation
      </Button>
      <StopDialog calculation={calculation} open={open} onOpenChange={setOpen} />
    </>
  );
}

function RunAgain({ detail, me }: ActionsProps) {
  const [open, setOpen] = useState(false);
  const { workgroup, code } = detail;
  const verdict = decide(me.actor, "startCalculation", { workgroup });
  const whyNot = verdict.allowed
    ? code === undefined
      ? "Athena does not give its code as text"
      : undefined
    : verdict.reason;
  return (
    <>
      <Button
        variant="primary"
        icon={<Play aria-hidden />}
        {...(whyNot === undefined ? {} : { disabledReason: whyNot })}
        onClick={() => setOpen(true)}
      >
        Run again
      </Button>
      {open && code !== undefined ? (
        <RunAgainDialog detail={detail} code={code} onClose={() => setOpen(false)} />
      ) : null}
    </>
  );
}
