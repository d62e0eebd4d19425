import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "@/components/ui/toast";
import { stopQueryMutation } from "@/lib/client/queries";
import type { Me } from "@/lib/contracts/me";
import { decide } from "@/lib/domain/permissions";
import type { StopControl } from "./run-outcome";
import type { useRun } from "./use-run";

/** How to stop the run on screen; undefined when nothing is in flight. */
export function useStop(
  me: Me | undefined,
  { detail, inFlight }: ReturnType<typeof useRun>,
): StopControl | undefined {
  const client = useQueryClient();
  const { mutate, isPending, isSuccess, variables } = useMutation(stopQueryMutation(client));
  if (!inFlight || !detail.data || !me) return undefined;
  const { execution, startedBy } = detail.data;
  const verdict = decide(me.actor, "stopQuery", {
    workgroup: execution.workgroup,
    ownerId: startedBy?.id,
  });
  return {
    onStop: () =>
      mutate(execution.id, {
        onError: (error) =>
          toast.error("The query could not be stopped", { description: error.message }),
      }),
    stopping: variables === execution.id && (isPending || isSuccess),
    disabledReason: verdict.allowed ? undefined : verdict.reason,
  };
}
