import type { QueryClient } from "@tanstack/react-query";
import { notebookSessionsOptions, startNotebookSession } from "@/lib/client/notebooks";
import { sessionDetailOptions } from "@/lib/client/sessions";
import { shortenId } from "@/lib/domain/format";
import { isSessionInFlight, takesCalculations } from "@/lib/domain/sessions";
import { pause } from "./pause";

const POLL_MS = 400;

type Wanted = {
  notebookId: string;
  workgroup: string;
  /** Another session than the notebook's own. */
  chosenId: string | undefined;
  mayStart: boolean;
};

/**
 * Waits for a session that takes a calculation: the chosen one, the notebook's own, or one that is started for
 * it. @throws why there will be none
 */
export async function readySession(
  client: QueryClient,
  { notebookId, workgroup, chosenId, mayStart }: Wanted,
  signal: AbortSignal,
): Promise<string> {
  let startedId: string | undefined;
  const start = async () => {
    if (!mayStart) throw new Error("The session that the cells before ran in has ended");
    startedId = await startNotebookSession(client, { notebookId, workgroup });
  };
  while (!signal.aborted) {
    const id = chosenId ?? startedId ?? (await ownSession(client, notebookId));
    if (id === undefined) {
      await start();
      continue;
    }
    const { session } = await client.fetchQuery({ ...sessionDetailOptions(id), staleTime: 0 });
    if (takesCalculations(session.state)) return id;
    if (!isSessionInFlight(session.state)) {
      if (id === chosenId || id === startedId)
        throw new Error(
          `Session ${shortenId(id)} is over${session.stateChangeReason ? `: ${session.stateChangeReason}` : ""}`,
        );
      await start();
      continue;
    }
    await pause(POLL_MS, signal);
  }
  return "";
}

async function ownSession(client: QueryClient, notebookId: string): Promise<string | undefined> {
  const options = { ...notebookSessionsOptions(notebookId), staleTime: 0 };
  return (await client.fetchQuery(options)).sessions[0]?.id;
}
