"use client";

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { StartSessionDialog } from "@/components/data/session/start-session-dialog";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { startCalculationMutation } from "@/lib/client/calculations";
import { useMe } from "@/lib/client/me";
import { newRequestToken } from "@/lib/client/queries";
import { sessionDetailOptions, sessionsOptions } from "@/lib/client/sessions";
import type { CalculationDetail } from "@/lib/contracts/calculations";
import type { SessionRow } from "@/lib/contracts/sessions";
import { engineFamilyOf } from "@/lib/domain/engines";
import { shortenId } from "@/lib/domain/format";
import { links } from "@/lib/domain/links";
import { decide } from "@/lib/domain/permissions";
import { sessionStateFacts, takesCalculations } from "@/lib/domain/sessions";

type RunAgainDialogProps = { detail: CalculationDetail; code: string; onClose: () => void };

/** Runs the same code in its own session, in another one, or in one that is started for it. */
export function RunAgainDialog({ detail, code, onClose }: RunAgainDialogProps) {
  const router = useRouter();
  const me = useMe();
  const { sessionId, description } = detail.calculation;
  const [chosen, setChosen] = useState(sessionId);
  const [starting, setStarting] = useState(false);
  const [clientRequestToken] = useState(newRequestToken);
  const start = useMutation(startCalculationMutation(useQueryClient()));
  const listed = useInfiniteQuery(sessionsOptions({ show: "active" }));
  const session = useQuery(sessionDetailOptions(chosen));
  const rows = (listed.data?.pages.flatMap((page) => page.rows) ?? []).filter(
    (row) =>
      engineFamilyOf(row.engineVersion) === "pyspark" &&
      me !== undefined &&
      decide(me.actor, "startCalculation", { workgroup: row.workgroup }).allowed,
  );
  const whyNot = whyNotHere(session.data?.session.state, session.error);
  const run = () =>
    start.mutate(
      { id: chosen, code, description, clientRequestToken },
      { onSuccess: ({ id }) => router.push(links.calculation(id)) },
    );
  return (
    <>
      <Dialog
        open={!starting}
        onOpenChange={(open) => {
          if (!open && !starting) onClose();
        }}
        title="Run again"
        description="The same code as a new calculation. It sees the variables of the session it runs in."
        footer={
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button
              variant="primary"
              loading={start.isPending || start.isSuccess}
              {...(whyNot === undefined ? {} : { disabledReason: whyNot })}
              onClick={run}
            >
              Run code
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-3">
          <Field label="Session" nativeLabel={false} hint={whyNot}>
            <Select
              value={chosen}
              onChange={(id) => {
                setChosen(id);
                start.reset();
              }}
              options={optionsOf(rows, sessionId)}
            />
          </Field>
          <Button
            icon={<Plus aria-hidden />}
            className="self-start"
            onClick={() => setStarting(true)}
          >
            Start another session
          </Button>
          {listed.error ? (
            <Banner tone="warn">Other sessions could not be read: {listed.error.message}</Banner>
          ) : null}
          {start.error ? <Banner tone="bad">{start.error.message}</Banner> : null}
        </div>
      </Dialog>
      <StartSessionDialog
        open={starting}
        onOpenChange={setStarting}
        workgroup={detail.workgroup}
        onStarted={setChosen}
      />
    </>
  );
}

function whyNotHere(state: string | undefined, error: Error | null): string | undefined {
  if (error) return `The session could not be read: ${error.message}`;
  if (state === undefined) return "Reading the session";
  if (takesCalculations(state)) return undefined;
  const { label, inFlight } = sessionStateFacts(state);
  return inFlight
    ? `The session is ${label.toLowerCase()}: it takes code once it is idle`
    : `The session is ${label.toLowerCase()}: choose another one`;
}

function optionsOf(rows: readonly SessionRow[], own: string) {
  const options = rows.map((row) => ({
    value: row.id,
    label: row.description ?? shortenId(row.id),
    hint: [
      row.id === own ? "its own" : undefined,
      row.workgroup,
      sessionStateFacts(row.state).label.toLowerCase(),
    ]
      .filter(Boolean)
      .join(", "),
  }));
  return rows.some(({ id }) => id === own)
    ? options
    : [{ value: own, label: shortenId(own), hint: "its own" }, ...options];
}
