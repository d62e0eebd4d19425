"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ExternalLink, Link2, Play, Square, SquareTerminal } from "lucide-react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { LinkButton } from "@/components/ui/link-button";
import { toast } from "@/components/ui/toast";
import { useMe } from "@/lib/client/me";
import { stopQueryMutation } from "@/lib/client/queries";
import type { Me } from "@/lib/contracts/me";
import type { QueryDetail } from "@/lib/contracts/queries";
import { links } from "@/lib/domain/links";
import { decide } from "@/lib/domain/permissions";
import { queryStateFacts } from "@/lib/domain/queries";
import { countPlaceholders } from "@/lib/domain/sql-statements";
import { useRunAgain } from "./use-run-again";

type ActionsProps = { detail: QueryDetail; me: Me };

/** What may be done with this execution, in its state, by this person. */
export function QueryActions({ detail }: { detail: QueryDetail }) {
  const me = useMe();
  const { id, state } = detail.execution;
  const { actions } = queryStateFacts(state);
  return (
    <>
      <CopyButton
        text={() => new URL(links.query(id), window.location.origin).href}
        label="Copy link"
        showLabel
        icon={<Link2 aria-hidden />}
      />
      {me?.context.backend === "aws" ? (
        <LinkButton
          href={links.awsConsole(me.context.region, id)}
          target="_blank"
          rel="noopener noreferrer"
          icon={<ExternalLink aria-hidden />}
        >
          Open in AWS console
        </LinkButton>
      ) : null}
      {me ? <OpenInEditor detail={detail} me={me} /> : null}
      {me && actions.includes("stop") ? <StopQuery detail={detail} me={me} /> : null}
      {me && actions.includes("runAgain") ? <RunAgain detail={detail} me={me} /> : null}
    </>
  );
}

function OpenInEditor({ detail, me }: ActionsProps) {
  const { id, workgroup } = detail.execution;
  const verdict = decide(me.actor, "startQuery", { workgroup });
  const icon = <SquareTerminal aria-hidden />;
  return verdict.allowed ? (
    <LinkButton href={links.editor({ query: id })} icon={icon}>
      Open in editor
    </LinkButton>
  ) : (
    <Button disabledReason={verdict.reason} icon={icon}>
      Open in editor
    </Button>
  );
}

function StopQuery({ detail, me }: ActionsProps) {
  const { id, workgroup } = detail.execution;
  const stop = useMutation(stopQueryMutation(useQueryClient()));
  const verdict = decide(me.actor, "stopQuery", { workgroup, ownerId: detail.startedBy?.id });
  // Athena takes a moment to show it: until the state has changed, the stop is under way.
  const stopping = stop.isPending || stop.isSuccess;
  return (
    <Button
      variant="danger"
      icon={<Square aria-hidden />}
      loading={stopping}
      disabledReason={verdict.allowed ? undefined : verdict.reason}
      onClick={() =>
        stop.mutate(id, {
          onError: (error) =>
            toast.error("The query could not be stopped", { description: error.message }),
        })
      }
    >
      {stopping ? "Stopping…" : "Stop query"}
    </Button>
  );
}

function RunAgain({ detail, me }: ActionsProps) {
  const { execution } = detail;
  const { run, running } = useRunAgain(execution);
  const verdict = decide(me.actor, "startQuery", { workgroup: execution.workgroup });
  const unknownParameters = !execution.parameters && countPlaceholders(execution.sql) > 0;
  return (
    <Button
      variant="primary"
      icon={<Play aria-hidden />}
      loading={running}
      disabledReason={
        verdict.allowed
          ? unknownParameters
            ? "Athena does not report its parameters: open it in the editor and enter them"
            : undefined
          : verdict.reason
      }
      onClick={run}
    >
      Run again
    </Button>
  );
}
