"use client";

import { Download, FileWarning, SearchX, ShieldX } from "lucide-react";
import type { ReactNode } from "react";
import { CopyableId } from "@/components/ui/copyable-id";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { useDocumentTitle } from "@/components/ui/use-document-title";
import { CallError } from "@/lib/client/call";
import type { NotebookDetail } from "@/lib/contracts/notebooks";
import { links } from "@/lib/domain/links";

type NotebookProblemProps = { id: string; error: Error; onRetry: () => void; retrying: boolean };

const toList = <LinkButton href={links.notebooks()}>Go to notebooks</LinkButton>;

/** The page when there is no notebook to show: unknown, not for this person, or not readable now. */
export function NotebookProblem({ id, error, onRetry, retrying }: NotebookProblemProps) {
  const code = error instanceof CallError ? error.code : undefined;
  if (code === "NOT_FOUND" || code === "INVALID")
    return (
      <Page id={id} title="Notebook not found">
        <EmptyState icon={<SearchX aria-hidden />} title="No notebook with this id" action={toList}>
          <ul className="flex list-disc flex-col gap-1 pl-5 text-left">
            <li>The id may be mistyped, or the link cut.</li>
            <li>It may have been deleted: Athena keeps nothing of deleted notebooks.</li>
            <li>It may belong to another region or AWS account than this console.</li>
          </ul>
        </EmptyState>
      </Page>
    );
  if (code === "FORBIDDEN")
    return (
      <Page id={id} title="No access">
        <EmptyState
          icon={<ShieldX aria-hidden />}
          title="You may not see this notebook"
          action={toList}
        >
          It belongs to a workgroup in which you have no role. Ask an administrator of Athenaeum for
          the viewer role there; this link leads back here once you have it.
        </EmptyState>
      </Page>
    );
  return (
    <Page id={id} title="Notebook not read">
      <ErrorState
        title="The notebook could not be read"
        message={error.message}
        {...(error instanceof CallError && error.requestId ? { requestId: error.requestId } : {})}
        onRetry={onRetry}
        retrying={retrying}
        action={toList}
      />
    </Page>
  );
}

type UnreadableNotebookProps = { detail: NotebookDetail; message: string };

/** Athena has a text that is no notebook: it is not touched, and can be taken out. */
export function UnreadableNotebook({ detail, message }: UnreadableNotebookProps) {
  return (
    <Page id={detail.id} title={detail.name}>
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
    </Page>
  );
}

function Page({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  useDocumentTitle(title);
  return (
    <>
      <PageHeader
        breadcrumb={[{ label: "Notebooks", href: links.notebooks() }]}
        title={<CopyableId id={id} label="notebook id" className="text-base!" />}
      />
      <div className="border-t">{children}</div>
    </>
  );
}
