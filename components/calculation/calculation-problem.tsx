"use client";

import { SearchX, ShieldX } from "lucide-react";
import type { ReactNode } from "react";
import { CopyableId } from "@/components/ui/copyable-id";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { useDocumentTitle } from "@/components/ui/use-document-title";
import { CallError } from "@/lib/client/call";
import { links } from "@/lib/domain/links";

type CalculationProblemProps = {
  id: string;
  error: Error;
  onRetry: () => void;
  retrying: boolean;
};

/** The page when there is no calculation to show: unknown, not for this person, or not readable now. */
export function CalculationProblem({ id, error, onRetry, retrying }: CalculationProblemProps) {
  const code = error instanceof CallError ? error.code : undefined;
  const toSessions = <LinkButton href={links.sessions()}>Go to sessions</LinkButton>;
  if (code === "NOT_FOUND" || code === "INVALID")
    return (
      <Page id={id} title="Calculation not found">
        <EmptyState
          icon={<SearchX aria-hidden />}
          title="No calculation with this id"
          action={toSessions}
        >
          <ul className="flex list-disc flex-col gap-1 pl-5 text-left">
            <li>The id may be mistyped, or the link cut.</li>
            <li>Athena may no longer keep it, or its workgroup was deleted.</li>
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
          title="You may not see this calculation"
          action={toSessions}
        >
          Its session belongs to a workgroup in which you have no role. Ask an administrator of
          Athenaeum for the viewer role there; this link leads back here once you have it.
        </EmptyState>
      </Page>
    );
  const requestId = error instanceof CallError ? error.requestId : undefined;
  return (
    <Page id={id} title="Calculation not read">
      <ErrorState
        title="The calculation could not be read"
        message={error.message}
        {...(requestId === undefined ? {} : { requestId })}
        onRetry={onRetry}
        retrying={retrying}
        action={toSessions}
      />
    </Page>
  );
}

function Page({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  useDocumentTitle(title);
  return (
    <>
      <PageHeader
        breadcrumb={[{ label: "Sessions", href: links.sessions() }]}
        title={<CopyableId id={id} label="calculation id" className="text-base!" />}
      />
      <div className="border-t">{children}</div>
    </>
  );
}
