import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { parseAsString, useQueryState } from "nuqs";
import { useRef } from "react";
import { useFreshSession } from "@/components/data/session/use-fresh-session";
import {
  calculationOptions,
  startCalculationMutation,
  stopCalculationMutation,
} from "@/lib/client/calculations";
import { newRequestToken } from "@/lib/client/queries";
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

  useFreshSession(sessionId, detail.data?.calculation.state);

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
