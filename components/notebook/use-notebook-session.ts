import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "@/components/ui/toast";
import { notebookSessionsOptions, startNotebookSession } from "@/lib/client/notebooks";
import { sessionDetailOptions, terminateSessionMutation } from "@/lib/client/sessions";
import type { SessionDetail } from "@/lib/contracts/sessions";
import { isSessionInFlight } from "@/lib/domain/sessions";

type Options = {
  notebookId: string;
  workgroup: string;
  /** Another session of the workgroup, in which cells run instead. */
  chosenId: string | undefined;
};

/** The session in which the cells of this page run. */
export function useNotebookSession({ notebookId, workgroup, chosenId }: Options) {
  const client = useQueryClient();
  const own = useQuery(notebookSessionsOptions(notebookId));
  const id = chosenId ?? own.data?.sessions[0]?.id;
  const detail = useQuery({ ...sessionDetailOptions(id ?? ""), enabled: id !== undefined });
  const known = id === undefined ? undefined : detail.data;
  const session = known && isSessionInFlight(known.session.state) ? known : undefined;
  const terminate = useMutation(terminateSessionMutation(client));
  const [starting, setStarting] = useState(false);

  const changed = () =>
    void client.invalidateQueries({ queryKey: notebookSessionsOptions(notebookId).queryKey });
  const start = async () => {
    setStarting(true);
    try {
      await startNotebookSession(client, { notebookId, workgroup });
    } catch (error) {
      toast.error("The session could not be started", { description: (error as Error).message });
    } finally {
      setStarting(false);
    }
  };
  return {
    id,
    session,
    /** It ended while this page was open, as far as is known. */
    ended: known && !session ? known : undefined,
    own: own.data?.sessions[0],
    /** Neither read nor refused yet. */
    loading: own.isPending || (id !== undefined && detail.isPending),
    error: own.error ?? (id === undefined ? null : detail.error),
    starting,
    /** After a session was started or ended elsewhere on the page. */
    changed,
    /** Ends the session, which loses its variables, and starts another. */
    restart: async (current: SessionDetail) => {
      await terminate.mutateAsync(current.session.id);
      await start();
    },
  };
}

export type NotebookSession = ReturnType<typeof useNotebookSession>;
