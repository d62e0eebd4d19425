import {
  infiniteQueryOptions,
  mutationOptions,
  type QueryClient,
  queryOptions,
} from "@tanstack/react-query";
import type * as contracts from "@/lib/contracts/calculations";
import type { InputOf } from "@/lib/contracts/contract";
import { calculationStateFacts, isCalculationInFlight } from "@/lib/domain/calculations";
import { call } from "./call";

/** The calculations of a session, newest first; asked again while one of those shown is in flight. */
export const calculationsOptions = (sessionId: string) =>
  infiniteQueryOptions({
    queryKey: ["calculations", "list", sessionId],
    queryFn: ({ pageParam, signal }) =>
      call<typeof contracts.listCalculations>(
        "GET /api/sessions/[id]/calculations",
        { id: sessionId, cursor: pageParam },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.cursor,
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.rows.some((row) => isCalculationInFlight(row.state)))
        ? 1_000
        : false,
  });

/** One calculation; asked again at its state's pace until it has landed. */
export const calculationOptions = (id: string) =>
  queryOptions({
    queryKey: ["calculations", "detail", id],
    queryFn: ({ signal }) =>
      call<typeof contracts.getCalculation>("GET /api/calculations/[id]", { id }, signal),
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data ? (calculationStateFacts(state.data.calculation.state).pollMs ?? false) : false,
  });

/** The result of a calculation that has landed. */
export const calculationResultOptions = (id: string) =>
  queryOptions({
    queryKey: ["calculations", "result", id],
    queryFn: ({ signal }) =>
      call<typeof contracts.getCalculationResult>(
        "GET /api/calculations/[id]/result",
        { id },
        signal,
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The beginning of one result object. */
export const resultPreviewOptions = (id: string, name: string) =>
  queryOptions({
    queryKey: ["calculations", "preview", id, name],
    queryFn: ({ signal }) =>
      call<typeof contracts.previewCalculationResult>(
        "GET /api/calculations/[id]/result/preview",
        { id, name },
        signal,
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** A window of stdout or stderr, straight from the server: windows are not kept beyond the page that reads them. */
export const readOutput = (
  input: InputOf<typeof contracts.readCalculationOutput>,
  signal?: AbortSignal,
) =>
  call<typeof contracts.readCalculationOutput>("GET /api/calculations/[id]/output", input, signal);

/** The next place of a text in what is not loaded. */
export const findInOutput = (
  input: InputOf<typeof contracts.findInCalculationOutput>,
  signal?: AbortSignal,
) =>
  call<typeof contracts.findInCalculationOutput>(
    "GET /api/calculations/[id]/output/find",
    input,
    signal,
  );

/** Starts a calculation. The caller keeps one token per intended run, so that a retry starts nothing twice. */
export const startCalculationMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (input: InputOf<typeof contracts.startCalculation>) =>
      call<typeof contracts.startCalculation>("POST /api/sessions/[id]/calculations", input),
    onSettled: (_started, _error, { id }) =>
      client.invalidateQueries({ queryKey: calculationsOptions(id).queryKey }),
  });

/** Stops a calculation and reads it again at once. */
export const stopCalculationMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (id: string) =>
      call<typeof contracts.stopCalculation>("POST /api/calculations/[id]/stop", { id }),
    onSettled: (_data, _error, id) =>
      client.invalidateQueries({ queryKey: calculationOptions(id).queryKey }),
  });
