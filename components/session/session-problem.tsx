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

type SessionProblemProps = { id: string; error: Error; onRetry: () => void; retrying: boolean };

const toSessions = <LinkButton href={links.sessions()}>Go to sessions</LinkButton>;

/** The page when there is no session to show: unknown, not for this person, or not readable now. */
export function SessionProblem({ id, error, onRetry, retrying }: SessionProblemProps) {
  const code = error instanceof CallError ? error.code : undefined;
  if (code === "NOT_FOUND" || code === "INVALID") return <NotFound id={id} />;
  if (code === "FORBIDDEN") return <Forbidden id={id} />;
  return (
    <Page id={id} title="Session not read">
      <ErrorState
        title="The session could not be read"
        message={error.message}
        requestId={error instanceof CallError ? error.requestId : undefined}
        onRetry={onRetry}
        retrying={retrying}
        action={toSessions}
      />
    </Page>
  );
}

function NotFound({ id }: { id: string }) {
  return (
    <Page id={id} title="Session not found">
      <EmptyState
        icon={<SearchX aria-hidden />}
        title="No session with this id"
        action={toSessions}
      >
        <ul className="flex list-disc flex-col gap-1 pl-5 text-left">
          <li>The id may be mistyped, or the link cut.</li>
          <li>Athena may no longer know it, when it ended long ago.</li>
          <li>It may belong to another region or AWS account than this console.</li>
        </ul>
      </EmptyState>
    </Page>
  );
}

function Forbidden({ id }: { id: string }) {
  return (
    <Page id={id} title="No access">
      <EmptyState
        icon={<ShieldX aria-hidden />}
        title="You may not see this session"
        action={toSessions}
      >
        It belongs to a workgroup in which you have no role. Ask an administrator of Athenaeum for
        the viewer role there; this link leads back here once you have it.
      </EmptyState>
    </Page>
  );
}

function Page({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  useDocumentTitle(title);
  return (
    <>
      <PageHeader
        breadcrumb={[{ label: "Sessions", href: links.sessions() }]}
        title={<CopyableId id={id} label="session id" className="text-base!" />}
      />
      <div className="border-t">{children}</div>
    </>
  );
}
