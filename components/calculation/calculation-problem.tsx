"use client";

import { ObjectProblem, type ProblemWords } from "@/components/data/object-problem";
import { links } from "@/lib/domain/links";

const WORDS: ProblemWords = {
  noun: "calculation",
  list: { label: "Sessions", href: links.sessions() },
  mayBeGone: "Athena may no longer keep it, or its workgroup was deleted.",
  owner: "Its session",
};

type CalculationProblemProps = { id: string; error: Error; onRetry: () => void; retrying: boolean };

/** The page when there is no calculation to show: unknown, not for this person, or not readable now. */
export const CalculationProblem = (props: CalculationProblemProps) => (
  <ObjectProblem words={WORDS} {...props} />
);
