"use client";

import { SearchX, ShieldX } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { LinkButton } from "@/components/ui/link-button";
import { CallError } from "@/lib/client/call";
import { links } from "@/lib/domain/links";

type RunProblemProps = { id: string; error: Error; onRetry: () => void; retrying: boolean };

/** Instead of the editor, when there is no session to run code in. */
export function RunProblem({ id, error, onRetry, retrying }: RunProblemProps) {
  const code = error instanceof CallError ? error.code : undefined;
  const requestId = error instanceof CallError ? error.requestId : undefined;
  const toSessions = <LinkButton href={links.sessions()}>Go to sessions</LinkButton>;
  if (code === "NOT_FOUND" || code === "INVALID")
    return (
      <EmptyState
        heading="h1"
        icon={<SearchX aria-hidden />}
        title="No session with this id"
        action={toSessions}
      >
        <span className="wrap-anywhere">Athena does not know the session {id}, or no longer.</span>
      </EmptyState>
    );
  if (code === "FORBIDDEN")
    return (
      <EmptyState
        heading="h1"
        icon={<ShieldX aria-hidden />}
        title="You may not see this session"
        action={toSessions}
      >
        It belongs to a workgroup in which you have no role.
      </EmptyState>
    );
  return (
    <ErrorState
      heading="h1"
      title="The session could not be read"
      message={error.message}
      {...(requestId === undefined ? {} : { requestId })}
      onRetry={onRetry}
      retrying={retrying}
    />
  );
}
