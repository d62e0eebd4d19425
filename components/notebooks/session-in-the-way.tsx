import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { notebookSessionsOptions } from "@/lib/client/notebooks";
import { terminateSessionMutation } from "@/lib/client/sessions";
import type { NotebookRow } from "@/lib/contracts/notebooks";

type SessionInTheWayProps = {
  row: NotebookRow;
  /** "renamed", "deleted" */
  what: string;
  onChange?: (active: boolean) => void;
};

/** Athena changes no notebook that a session holds open: says so and ends the session on demand. */
export function SessionInTheWay({ row, what, onChange }: SessionInTheWayProps) {
  const client = useQueryClient();
  const terminate = useMutation(terminateSessionMutation(client));
  const { data } = useQuery({
    ...notebookSessionsOptions(row.id),
    // A session that ends takes a moment.
    ...(terminate.isSuccess ? { refetchInterval: 1_000 } : {}),
  });
  const session = data?.sessions[0];
  const active = session !== undefined;
  useEffect(() => onChange?.(active), [onChange, active]);
  if (!session) return null;
  return (
    <Banner
      tone="warn"
      action={
        <Button
          size="sm"
          variant="danger"
          loading={terminate.isPending || terminate.isSuccess}
          onClick={() => terminate.mutate(session.id)}
        >
          Terminate session
        </Button>
      }
    >
      {terminate.error
        ? `The session could not be terminated: ${terminate.error.message}`
        : `A session of this notebook is active. It must be terminated before the notebook can be ${what}; what its variables hold is lost then.`}
    </Banner>
  );
}
