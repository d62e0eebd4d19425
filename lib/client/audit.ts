import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type * as contracts from "@/lib/contracts/audit";
import type { InputOf } from "@/lib/contracts/contract";
import { auditOutcomeFacts } from "@/lib/domain/audit";
import { call } from "./call";

export type AuditQuery = Omit<InputOf<typeof contracts.listAudit>, "cursor">;

const UNDER_WAY_POLL_MS = 2_000;
const FILTER_KEYS = [
  "actor",
  "action",
  "objectType",
  "objectId",
  "workgroup",
  "outcome",
  "last",
  "from",
  "to",
] as const satisfies readonly (keyof AuditQuery)[];

const isUnderWay = ({ outcome }: { outcome: string }) => auditOutcomeFacts(outcome).inFlight;

/** Changes made through the console, newest first; read again while one of them is under way. */
export const auditOptions = (filter: AuditQuery) =>
  infiniteQueryOptions({
    queryKey: ["audit", "list", ...FILTER_KEYS.map((key) => filter[key] ?? null)],
    queryFn: ({ pageParam, signal }) =>
      call<typeof contracts.listAudit>("GET /api/audit", { ...filter, cursor: pageParam }, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => last.cursor,
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ rows }) => rows.some(isUnderWay)) ? UNDER_WAY_POLL_MS : false,
  });

/** One change with all that was recorded of it; read again until it is closed. */
export const auditEntryOptions = (id: number) =>
  queryOptions({
    queryKey: ["audit", "entry", id],
    queryFn: ({ signal }) =>
      call<typeof contracts.getAuditEntry>("GET /api/audit/[id]", { id }, signal),
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data && isUnderWay(state.data) ? UNDER_WAY_POLL_MS : false,
  });

/** The newest changes of one object. */
export const auditOfObjectOptions = (objectType: string, objectId: string) =>
  queryOptions({
    queryKey: ["audit", "object", objectType, objectId],
    queryFn: ({ signal }) =>
      call<typeof contracts.listAudit>(
        "GET /api/audit",
        { objectType: objectType as AuditQuery["objectType"], objectId },
        signal,
      ),
    staleTime: 0,
  });
