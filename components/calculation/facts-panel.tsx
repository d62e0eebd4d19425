"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { CopyableId } from "@/components/ui/copyable-id";
import { type Definition, DefinitionList } from "@/components/ui/definition-list";
import { Section } from "@/components/ui/section";
import { StateBadge } from "@/components/ui/state-badge";
import { sessionDetailOptions } from "@/lib/client/sessions";
import type { CalculationDetail } from "@/lib/contracts/calculations";
import { shortenId } from "@/lib/domain/format";
import { links } from "@/lib/domain/links";
import { sessionStateFacts } from "@/lib/domain/sessions";
import { StateList } from "./state-list";

const linkStyle =
  "rounded-sm underline decoration-line-strong underline-offset-2 hover:decoration-current";

/** Every other fact of a calculation, and the states it was in. */
export function FactsPanel({ detail }: { detail: CalculationDetail }) {
  const { calculation, workgroup, notebookId, states } = detail;
  const { id, sessionId, description, workingDirectory, result, progress } = calculation;
  return (
    <div className="flex flex-col gap-5">
      <Section title="Calculation">
        <DefinitionList
          rows={[
            {
              label: "Session",
              value: (
                <span className="flex flex-wrap items-center gap-x-2">
                  <Link
                    href={links.session(sessionId)}
                    className={`font-mono text-sm ${linkStyle}`}
                  >
                    {shortenId(sessionId)}
                  </Link>
                  <SessionState id={sessionId} />
                </span>
              ),
            },
            {
              label: "Workgroup",
              value: (
                <Link href={links.sessions({ workgroup })} className={linkStyle}>
                  {workgroup}
                </Link>
              ),
            },
            {
              label: "Notebook",
              value: notebookId ? (
                <Link
                  href={links.notebook(notebookId)}
                  className={`font-mono text-sm ${linkStyle}`}
                >
                  {shortenId(notebookId)}
                </Link>
              ) : undefined,
            },
            { label: "Description", value: description },
            { label: "Progress", value: progress, none: "not reported" },
            { label: "Id", value: <CopyableId id={id} label="calculation id" /> },
          ]}
        />
      </Section>
      <Section title="States">
        <StateList states={states} />
      </Section>
      <Section title="Places">
        <DefinitionList
          rows={[
            place("Folder", workingDirectory),
            place("stdout", result.stdoutUri, workingDirectory),
            place("stderr", result.stderrUri, workingDirectory),
            place("Result", result.resultUri, workingDirectory),
            { label: "Result type", value: result.resultType, mono: true, none: "not reported" },
          ]}
        />
      </Section>
    </div>
  );
}

/** An address, without the folder that stands above it already; copied whole. */
function place(label: string, uri: string | undefined, folder?: string): Definition {
  const shown = folder && uri?.startsWith(`${folder}/`) ? `…${uri.slice(folder.length)}` : uri;
  return { label, value: shown, mono: true, none: "not reported", ...(uri ? { copy: uri } : {}) };
}

function SessionState({ id }: { id: string }) {
  const { data } = useQuery(sessionDetailOptions(id));
  return data ? <StateBadge {...sessionStateFacts(data.session.state)} /> : null;
}
