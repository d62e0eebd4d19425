"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleX, ShieldX } from "lucide-react";
import { shortObject } from "@/components/data/audit/audit-object";
import { AuditOutcome } from "@/components/data/audit/audit-outcome";
import {
  ObjectProblem,
  ObjectProblemPage,
  type ProblemWords,
} from "@/components/data/object-problem";
import { BlockSkeleton, ObjectSkeleton } from "@/components/data/object-skeleton";
import { Banner } from "@/components/ui/banner";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { Stat, StatRow } from "@/components/ui/stat";
import { useAnnouncedState } from "@/components/ui/use-announced-state";
import { useDocumentTitle } from "@/components/ui/use-document-title";
import { auditEntryOptions } from "@/lib/client/audit";
import { CallError } from "@/lib/client/call";
import type { AuditEntry } from "@/lib/contracts/audit";
import { auditObject, auditOutcomeFacts, auditWords } from "@/lib/domain/audit";
import { formatDuration } from "@/lib/domain/format";
import { links } from "@/lib/domain/links";
import { ChangedMembers } from "./changed-members";
import { EntryFacts } from "./entry-facts";
import { SameObject } from "./same-object";

const LIST = { label: "Audit", href: links.audit() };
const WORDS: ProblemWords = {
  noun: "change",
  list: LIST,
  mayBeGone: "It may be a change in a workgroup that you do not administer.",
};

/** One change: who, what, how it went, and what it was before and after. */
export function AuditEntryScreen({ id }: { id: string }) {
  const { data, error, refetch, isFetching } = useQuery(auditEntryOptions(Number(id)));
  if (data) return <Entry entry={data} problem={error ?? undefined} />;
  if (error instanceof CallError && error.code === "FORBIDDEN")
    return (
      <ObjectProblemPage id={id} words={WORDS} title="No access">
        <EmptyState icon={<ShieldX aria-hidden />} title="You may not read the record">
          {error.message}. Ask an administrator of Athenaeum for it.
        </EmptyState>
      </ObjectProblemPage>
    );
  if (error)
    return (
      <ObjectProblem id={id} words={WORDS} error={error} onRetry={refetch} retrying={isFetching} />
    );
  return (
    <ObjectSkeleton id={id} noun="change" list={LIST} stats={["When", "By", "Took"]}>
      <BlockSkeleton lines={6} />
      <BlockSkeleton lines={4} />
    </ObjectSkeleton>
  );
}

function Entry({ entry, problem }: { entry: AuditEntry; problem: Error | undefined }) {
  const facts = auditOutcomeFacts(entry.outcome);
  const words = auditWords(entry);
  const name = entry.objectId === undefined ? "" : shortObject(entry.objectId);
  useDocumentTitle(`${words} ${name}`.trim());
  useAnnouncedState("Change", facts);
  return (
    <div className="flex min-h-full flex-col">
      <PageHeader
        breadcrumb={[LIST]}
        title={
          <>
            {words} <span className="wrap-anywhere">{name}</span>
          </>
        }
        meta={<AuditOutcome outcome={entry.outcome} />}
      >
        <div className="pt-1 pb-4">
          <StatRow>
            <Stat label="When" value={<RelativeTime at={entry.at} />} />
            <Stat label="By" value={entry.actor.name} />
            <Stat label="Took" value={tookOf(entry)} />
          </StatRow>
        </div>
      </PageHeader>
      {problem ? (
        <Banner tone="warn" flush>
          What is below may be old: {problem.message}
        </Banner>
      ) : null}
      <div className="flex grow flex-col border-t lg:flex-row">
        <div className="flex min-w-0 grow flex-col gap-6 px-4 py-4 md:px-5">
          <HowItWent entry={entry} />
          <ChangedMembers entry={entry} />
          <SameObject entry={entry} />
        </div>
        <aside
          aria-label="Facts"
          className="shrink-0 border-t px-4 py-4 md:px-5 lg:w-82.5 lg:border-t-0 lg:border-l lg:px-4.5"
        >
          <EntryFacts entry={entry} />
        </aside>
      </div>
    </div>
  );
}

/** Nobody heard of an unknown one: its closing says when that was found. */
function tookOf({ at, closedAt, outcome }: AuditEntry) {
  if (outcome === "unknown" || closedAt === undefined)
    return <span className="font-normal text-muted">not known</span>;
  return formatDuration(Math.max(0, closedAt - at));
}

function HowItWent({ entry }: { entry: AuditEntry }) {
  const { outcome, errorCode, errorMessage, objectType } = entry;
  if (outcome === "unknown")
    return (
      <Banner tone="warn">
        {errorMessage === undefined ? (
          <p>The console ended before it heard how this went.</p>
        ) : (
          <p className="wrap-anywhere">The answer was lost: {errorMessage}.</p>
        )}
        <p>It may have taken effect or not. {auditObject(objectType).check}</p>
      </Banner>
    );
  if (outcome === "attempted")
    return <Banner>It is recorded before it is done; how it goes is not known yet.</Banner>;
  if (outcome !== "failed") return null;
  return (
    <section
      aria-labelledby="why-it-failed"
      className="flex flex-col gap-1 rounded-lg bg-bad-weak px-3.5 py-3"
    >
      <h2 id="why-it-failed" className="flex items-center gap-2 font-semibold">
        <CircleX aria-hidden className="size-4 text-bad" />
        Why it failed
      </h2>
      <p className="wrap-anywhere">{errorMessage ?? "Nothing was said that could be kept."}</p>
      {errorCode ? <p className="font-mono text-sm wrap-anywhere">{errorCode}</p> : null}
    </section>
  );
}
