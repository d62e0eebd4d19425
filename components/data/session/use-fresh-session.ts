import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { sessionDetailOptions } from "@/lib/client/sessions";

/** Reads a session again whenever its calculation is in another state: then the session is, too. */
export function useFreshSession(sessionId: string, calculationState: string | undefined): void {
  const client = useQueryClient();
  useEffect(() => {
    if (calculationState !== undefined)
      void client.invalidateQueries({ queryKey: sessionDetailOptions(sessionId).queryKey });
  }, [calculationState, client, sessionId]);
}
