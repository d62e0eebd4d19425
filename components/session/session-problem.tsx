"use client";

import { ObjectProblem, type ProblemWords } from "@/components/data/object-problem";
import { links } from "@/lib/domain/links";

const WORDS: ProblemWords = {
  noun: "session",
  list: { label: "Sessions", href: links.sessions() },
  mayBeGone: "Athena may no longer know it, when it ended long ago.",
};

type SessionProblemProps = { id: string; error: Error; onRetry: () => void; retrying: boolean };

/** The page when there is no session to show: unknown, not for this person, or not readable now. */
export const SessionProblem = (props: SessionProblemProps) => (
  <ObjectProblem words={WORDS} {...props} />
);
