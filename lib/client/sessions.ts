import {
  infiniteQueryOptions,
  mutationOptions,
  type QueryClient,
  queryOptions,
} from "@tanstack/react-query";
import type { InputOf } from "@/lib/contracts/contract";
import type * as contracts from "@/lib/contracts/sessions";
import { executorStateFacts } from "@/lib/domain/executors";
import { sessionStateFacts } from "@/lib/domain/sessions";
import { call } from "./call";

export type SessionFilter = Omit<InputOf<typeof contracts.listSessions>, "cursor">;

const ACTIVE_POLL_MS = 3_000;
const QUIET_POLL_MS = 15_000;

/** Active sessions and those that we remember. Read again while it is shown: others start sessions too. */
export const sessionsOptions = (filter: SessionFilter) =>
  infiniteQueryOptions({
    queryKey: [
      "sessions",
      "list",
      filter.workgroup ?? null,
      filter.show ?? "active",
      filter.text ?? "",
      filter.mine ?? null,
    ],
    queryFn: ({ pageParam, signal }) =>
      call<typeof contracts.listSessions>(
        "GET /api/sessions",
        { ...filter, cursor: pageParam },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.cursor,
    staleTime: 0,
    refetchInterval: ({ state }) =>
      (state.data?.pages[0]?.activeCount ?? 0) > 0 ? ACTIVE_POLL_MS : QUIET_POLL_MS,
  });

/** One session; asked again at its state's pace until it has ended. */
export const sessionDetailOptions = (id: string) =>
  queryOptions({
    queryKey: ["sessions", "detail", id],
    queryFn: ({ signal }) =>
      call<typeof contracts.getSession>("GET /api/sessions/[id]", { id }, signal),
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data ? (sessionStateFacts(state.data.session.state).pollMs ?? false) : false,
  });

/** The executors of a session; asked again while one of them, or the session, may still change. */
export const executorsOptions = (id: string, sessionInFlight: boolean) =>
  queryOptions({
    queryKey: ["sessions", "executors", id],
    queryFn: ({ signal }) =>
      call<typeof contracts.listExecutors>("GET /api/sessions/[id]/executors", { id }, signal),
    staleTime: 0,
    refetchInterval: ({ state }) => {
      const executors = state.data?.executors ?? [];
      const changing = executors.some((executor) => executorStateFacts(executor.state).inFlight);
      return sessionInFlight || changing ? EXECUTORS_POLL_MS : false;
    },
  });

const EXECUTORS_POLL_MS = 2_000;

/** Starts a session. The caller keeps one token per intended start, so that a retry starts nothing twice. */
export const startSessionMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (input: InputOf<typeof contracts.startSession>) =>
      call<typeof contracts.startSession>("POST /api/sessions", input),
    onSuccess: () => client.invalidateQueries({ queryKey: ["sessions", "list"] }),
  });

/** Terminates a session and reads it, and the lists, again at once. */
export const terminateSessionMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (id: string) =>
      call<typeof contracts.terminateSession>("POST /api/sessions/[id]/terminate", { id }),
    onSettled: (_data, _error, id) =>
      Promise.all([
        client.invalidateQueries({ queryKey: ["sessions", "detail", id] }),
        client.invalidateQueries({ queryKey: ["sessions", "list"] }),
      ]),
  });

/** Asks for endpoint and token of Spark Connect; kept in no cache. */
export const sessionEndpointMutation = () =>
  mutationOptions({
    mutationFn: (id: string) =>
      call<typeof contracts.getSessionEndpoint>("POST /api/sessions/[id]/endpoint", { id }),
    gcTime: 0,
  });

/** Asks for the address of the Spark UI; kept in no cache. */
export const sessionDashboardMutation = () =>
  mutationOptions({
    mutationFn: (id: string) =>
      call<typeof contracts.getSessionDashboard>("POST /api/sessions/[id]/dashboard", { id }),
    gcTime: 0,
  });
