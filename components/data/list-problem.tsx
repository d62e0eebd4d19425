import { ShieldX } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { CallError } from "@/lib/client/call";

type ListProblemProps = {
  /** What the list is of: `history`, `sessions`. */
  noun: string;
  plural?: boolean;
  error: Error;
  workgroup: string | undefined;
  /** What it takes in a workgroup. */
  needs?: string;
  onAllWorkgroups: () => void;
  onRetry: () => void;
  retrying: boolean;
};

/** Instead of the list, when it could not be read at all. */
export function ListProblem(props: ListProblemProps) {
  const { noun, plural = false, error, workgroup, needs = "a role" } = props;
  const { onAllWorkgroups, onRetry, retrying } = props;
  const code = error instanceof CallError ? error.code : undefined;
  const allWorkgroups = workgroup ? (
    <Button onClick={onAllWorkgroups}>Show all workgroups</Button>
  ) : null;
  if (code === "FORBIDDEN")
    return (
      <EmptyState
        icon={<ShieldX aria-hidden />}
        title={`You have no access to ${plural ? "these" : "this"} ${noun}`}
        action={allWorkgroups}
      >
        {workgroup
          ? `Ask an administrator of Athenaeum for ${needs} in ${workgroup}.`
          : `${error.message}. Ask an administrator of Athenaeum for it.`}
      </EmptyState>
    );
  return (
    <ErrorState
      title={`The ${noun} could not be read`}
      message={error.message}
      requestId={error instanceof CallError ? error.requestId : undefined}
      onRetry={onRetry}
      retrying={retrying}
      action={allWorkgroups}
    />
  );
}
