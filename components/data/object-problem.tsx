"use client";

import { SearchX, ShieldX } from "lucide-react";
import type { ReactNode } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { useDocumentTitle } from "@/components/ui/use-document-title";
import { CallError } from "@/lib/client/call";
import { objectTitle } from "./object-title";

/** What a page is about, in the words of its messages. */
export type ProblemWords = {
  /** As the header calls it, lower case: `query`. */
  noun: string;
  /** In sentences, where that is another word: `execution`. */
  called?: string;
  list: { label: string; href: string };
  /** Why there may be none, beside a mistyped id and another region. */
  mayBeGone: string;
  /** Before "belongs to a workgroup": `It`, `Its session`. */
  owner?: string;
  /** Instead of that, for what belongs to no workgroup: which role to ask for. */
  denied?: string;
  /** What it is known by, unless that is an id. */
  knownBy?: "name";
};

type ObjectProblemProps = {
  id: string;
  words: ProblemWords;
  error: Error;
  onRetry: () => void;
  retrying: boolean;
};

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The page when there is nothing to show: unknown, not for this person, or not readable now. */
export function ObjectProblem({ id, words, error, onRetry, retrying }: ObjectProblemProps) {
  const { noun, called = noun, list, mayBeGone, owner = "It", denied, knownBy = "id" } = words;
  const { code, requestId } = error instanceof CallError ? error : {};
  const toList = <LinkButton href={list.href}>{`Go to ${list.label.toLowerCase()}`}</LinkButton>;
  if (code === "NOT_FOUND" || code === "INVALID")
    return (
      <ObjectProblemPage id={id} words={words} title={`${capitalised(noun)} not found`}>
        <EmptyState
          icon={<SearchX aria-hidden />}
          title={`No ${called} with this ${knownBy}`}
          action={toList}
        >
          <ul className="flex list-disc flex-col gap-1 pl-5 text-left">
            <li>The {knownBy} may be mistyped, or the link cut.</li>
            <li>{mayBeGone}</li>
            <li>It may belong to another region or AWS account than this console.</li>
          </ul>
        </EmptyState>
      </ObjectProblemPage>
    );
  if (code === "FORBIDDEN")
    return (
      <ObjectProblemPage id={id} words={words} title="No access">
        <EmptyState
          icon={<ShieldX aria-hidden />}
          title={`You may not see this ${called}`}
          action={toList}
        >
          {denied ??
            `${owner} belongs to a workgroup in which you have no role. Ask an administrator of Athenaeum for the viewer role there`}
          ; this link leads back here once you have it.
        </EmptyState>
      </ObjectProblemPage>
    );
  return (
    <ObjectProblemPage id={id} words={words} title={`${capitalised(noun)} not read`}>
      <ErrorState
        title={`The ${called} could not be read`}
        message={error.message}
        requestId={requestId}
        onRetry={onRetry}
        retrying={retrying}
        action={toList}
      />
    </ObjectProblemPage>
  );
}

type ObjectProblemPageProps = {
  id: string;
  words: ProblemWords;
  title: string;
  children: ReactNode;
};

/** The frame of such a page: where it belongs, and the id that was asked for. */
export function ObjectProblemPage({ id, words, title, children }: ObjectProblemPageProps) {
  useDocumentTitle(title);
  return (
    <>
      <PageHeader breadcrumb={[words.list]} {...objectTitle(id, words.noun, words.knownBy)} />
      <div className="border-t">{children}</div>
    </>
  );
}
