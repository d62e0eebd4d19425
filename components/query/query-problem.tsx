"use client";

import { ObjectProblem, type ProblemWords } from "@/components/data/object-problem";
import { links } from "@/lib/domain/links";

const WORDS: ProblemWords = {
  noun: "query",
  called: "execution",
  list: { label: "Queries", href: links.queries() },
  mayBeGone: "It may be older than 45 days: Athena keeps executions no longer.",
};

type QueryProblemProps = { id: string; error: Error; onRetry: () => void; retrying: boolean };

/** The page when there is no execution to show: unknown, not for this person, or not readable now. */
export const QueryProblem = (props: QueryProblemProps) => (
  <ObjectProblem words={WORDS} {...props} />
);
