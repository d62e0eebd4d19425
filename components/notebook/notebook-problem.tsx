"use client";

import { Download, FileWarning } from "lucide-react";
import {
  ObjectProblem,
  ObjectProblemPage,
  type ProblemWords,
} from "@/components/data/object-problem";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import type { NotebookDetail } from "@/lib/contracts/notebooks";
import { links } from "@/lib/domain/links";

const WORDS: ProblemWords = {
  noun: "notebook",
  list: { label: "Notebooks", href: links.notebooks() },
  mayBeGone: "It may have been deleted: Athena keeps nothing of deleted notebooks.",
};

type NotebookProblemProps = { id: string; error: Error; onRetry: () => void; retrying: boolean };

/** The page when there is no notebook to show: unknown, not for this person, or not readable now. */
export const NotebookProblem = (props: NotebookProblemProps) => (
  <ObjectProblem words={WORDS} {...props} />
);

type UnreadableNotebookProps = { detail: NotebookDetail; message: string };

/** Athena has a text that is no notebook: it is not touched, and can be taken out. */
export function UnreadableNotebook({ detail, message }: UnreadableNotebookProps) {
  return (
    <ObjectProblemPage id={detail.id} words={WORDS} title={detail.name}>
      <EmptyState
        icon={<FileWarning aria-hidden />}
        title="What is saved is no valid notebook"
        action={
          <LinkButton
            href={links.downloadNotebook(detail.id)}
            prefetch={false}
            icon={<Download aria-hidden />}
          >
            Export as it is
          </LinkButton>
        }
      >
        {message}
      </EmptyState>
    </ObjectProblemPage>
  );
}
