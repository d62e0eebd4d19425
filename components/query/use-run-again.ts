import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { toast } from "@/components/ui/toast";
import { newRequestToken, startQueryMutation } from "@/lib/client/queries";
import type { QueryDetail } from "@/lib/contracts/queries";
import { links } from "@/lib/domain/links";

/** Starts the same statement in the same place and goes to the new execution. */
export function useRunAgain(execution: QueryDetail["execution"]) {
  const router = useRouter();
  const start = useMutation(startQueryMutation());
  const { sql, workgroup, catalog, database, parameters } = execution;
  // One token a click: trying again after a lost answer finds the run that was started.
  const attempt = (clientRequestToken: string) =>
    start.mutate(
      { sql, workgroup, catalog, database, parameters, clientRequestToken },
      {
        onSuccess: ({ id }) => router.push(links.query(id)),
        onError: (error) =>
          toast.error("The query could not be started", {
            description: error.message,
            action: { label: "Try again", onClick: () => attempt(clientRequestToken) },
          }),
      },
    );
  return {
    run: () => attempt(newRequestToken()),
    // Until the new page stands, a second click would start a second run.
    running: start.isPending || start.isSuccess,
  };
}
