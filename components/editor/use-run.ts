import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { parseAsString, useQueryState } from "nuqs";
import { useEffect, useRef, useState } from "react";
import { databasesOptions, tablesOptions } from "@/lib/client/catalogs";
import { newRequestToken, queryDetailOptions, startQueryMutation } from "@/lib/client/queries";
import type { InputOf } from "@/lib/contracts/contract";
import type { QueryDetail, startQuery } from "@/lib/contracts/queries";
import { isQueryInFlight } from "@/lib/domain/queries";
import type { ChosenStatement } from "@/lib/domain/sql-statements";

export type Statement = Extract<ChosenStatement, { kind: "statement" }>;
type RunInput = Omit<InputOf<typeof startQuery>, "clientRequestToken">;

/** The run in the URL, and what was sent last. */
export function useRun() {
  const client = useQueryClient();
  const [id, setId] = useQueryState("run", parseAsString);
  const [sent, setSent] = useState<Statement>();
  const intent = useRef<{ key: string; token: string; id?: string }>(undefined);
  const { mutate, reset, error, isPending } = useMutation(startQueryMutation());
  const detail = useQuery({ ...queryDetailOptions(id ?? ""), enabled: id !== null });
  const execution = detail.data?.execution;
  const inFlight = execution !== undefined && isQueryInFlight(execution.state);

  const changedTables = execution?.statementType === "DDL" && !inFlight ? execution.id : undefined;
  useEffect(() => {
    if (changedTables === undefined) return;
    for (const { queryKey } of [databasesOptions("", ""), tablesOptions("", "", "")])
      client.invalidateQueries({ queryKey: queryKey.slice(0, 2) });
  }, [changedTables, client]);

  /** False when this very statement is being started or still runs. */
  const start = (statement: Statement, input: RunInput): boolean => {
    const key = JSON.stringify(input);
    const known = intent.current?.key === key ? intent.current : undefined;
    if (isPending || (known?.id !== undefined && known.id === id && inFlight)) return false;
    // An intent without an id may have reached Athena: its token makes the second try the same run.
    const next = known?.id === undefined && known ? known : { key, token: newRequestToken() };
    intent.current = next;
    setSent(statement);
    mutate(
      { ...input, clientRequestToken: next.token },
      {
        onSuccess: (started) => {
          intent.current = { ...next, id: started.id };
          setId(started.id);
        },
      },
    );
    return true;
  };
  return {
    id,
    sent,
    start,
    starting: isPending,
    refusal: error,
    dismissRefusal: reset,
    detail,
    inFlight,
  };
}

/** Why a run did not succeed, in Athena's words. */
export const failureText = ({ execution }: QueryDetail) =>
  execution.stateChangeReason ?? execution.error?.message;
