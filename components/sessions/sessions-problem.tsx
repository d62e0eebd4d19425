import { ShieldX } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { CallError } from "@/lib/client/call";

type SessionsProblemProps = {
  error: Error;
  workgroup: string | undefined;
  onAllWorkgroups: () => void;
  onRetry: () => void;
  retrying: boolean;
};

/** Instead of the list, when it could not be read at all. */
export function SessionsProblem(props: SessionsProblemProps) {
  const { error, workgroup, onAllWorkgroups, onRetry, retrying } = props;
  const code = error instanceof CallError ? error.code : undefined;
  const allWorkgroups = workgroup ? (
    <Button onClick={onAllWorkgroups}>Show all workgroups</Button>
  ) : null;
  if (code === "FORBIDDEN")
    return (
      <EmptyState
        icon={<ShieldX aria-hidden />}
        title="You have no access to these sessions"
        action={allWorkgroups}
      >
        {workgroup
          ? `Ask an administrator of Athenaeum for a role in ${workgroup}.`
          : error.message}
      </EmptyState>
    );
  return (
    <ErrorState
      title="The sessions could not be read"
      message={error.message}
      requestId={error instanceof CallError ? error.requestId : undefined}
      onRetry={onRetry}
      retrying={retrying}
      action={allWorkgroups}
    />
  );
}
