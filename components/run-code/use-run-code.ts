import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { parseAsString, useQueryState } from "nuqs";
import { useEffect, useRef } from "react";
import {
  calculationOptions,
  startCalculationMutation,
  stopCalculationMutation,
} from "@/lib/client/calculations";
import { newRequestToken } from "@/lib/client/queries";
import { sessionDetailOptions } from "@/lib/client/sessions";
import { isCalculationInFlight } from "@/lib/domain/calculations";

/** The calculation in the URL, and how another one is started and this one stopped. */
export function useRunCode(sessionId: string) {
  const client = useQueryClient();
  const [id, setId] = useQueryState("run", parseAsString);
  const start = useMutation(startCalculationMutation(client));
  const stop = useMutation(stopCalculationMutation(client));
  const intent = useRef<{ code: string; token: string }>(undefined);
  const detail = useQuery({ ...calculationOptions(id ?? ""), enabled: id !== null });
  const inFlight =
    detail.data !== undefined && isCalculationInFlight(detail.data.calculation.state);

  // The session has another state as soon as its calculation begins or ends.
  const state = detail.data?.calculation.state;
  useEffect(() => {
    if (state !== undefined)
      void client.invalidateQueries({ queryKey: sessionDetailOptions(sessionId).queryKey });
  }, [state, client, sessionId]);

  const run = (code: string) => {
    if (start.isPending) return;
    // The same code after a lost answer is the same calculation.
    const known = intent.current?.code === code ? intent.current : undefined;
    const next = known ?? { code, token: newRequestToken() };
    intent.current = next;
    start.mutate(
      { id: sessionId, code, clientRequestToken: next.token },
      {
        onSuccess: (started) => {
          intent.current = undefined;
          void setId(started.id);
        },
      },
    );
  };
  return { id, show: setId, detail, inFlight, run, start, stop };
}
