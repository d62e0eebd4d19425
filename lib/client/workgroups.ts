import {
  infiniteQueryOptions,
  mutationOptions,
  type QueryClient,
  queryOptions,
} from "@tanstack/react-query";
import type { InputOf } from "@/lib/contracts/contract";
import type * as contracts from "@/lib/contracts/workgroups";
import { createLine } from "@/lib/domain/line";
import { CallError, call } from "./call";

const LIST = ["workgroups", "list"] as const;
const CONFIGURATIONS = ["workgroups", "configurations"] as const;
/** Everything about one workgroup. */
const ONE = ["workgroups", "one"] as const;
const one = (name: string) => [...ONE, name] as const;

/** The server keeps activity for so long. */
const ACTIVITY_POLL_MS = 30_000;
/** A browser has six connections to a console: what reads much leaves some of them to what people do meanwhile. */
const activityLine = createLine(4);

/** The workgroups the person may see. */
export const workgroupsOptions = () =>
  queryOptions({
    queryKey: LIST,
    queryFn: ({ signal }) =>
      call<typeof contracts.listWorkgroups>("GET /api/workgroups", {}, signal),
  });

/** Workgroups with their whole configuration, read on page by page. */
export const workgroupConfigurationsOptions = () =>
  infiniteQueryOptions({
    queryKey: [...CONFIGURATIONS, "all"],
    queryFn: ({ pageParam, signal }) =>
      call<typeof contracts.listWorkgroupConfigurations>(
        "GET /api/workgroup-configurations",
        { cursor: pageParam },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.cursor,
    staleTime: 0,
  });

/** As `workgroupConfigurationsOptions`, of these at most 25 workgroups. */
export const namedWorkgroupConfigurationsOptions = (names: readonly string[]) =>
  queryOptions({
    queryKey: [...CONFIGURATIONS, "named", names],
    queryFn: ({ signal }) =>
      call<typeof contracts.listWorkgroupConfigurations>(
        "GET /api/workgroup-configurations",
        { names: names.join(",") },
        signal,
      ),
    enabled: names.length > 0,
    staleTime: 0,
  });

/** One workgroup whole. */
export const workgroupOptions = (name: string) =>
  queryOptions({
    queryKey: [...one(name), "detail"],
    queryFn: ({ signal }) =>
      call<typeof contracts.getWorkgroup>("GET /api/workgroups/[name]", { name }, signal),
    staleTime: 0,
  });

/** One workgroup as it is at this moment, to be edited. A form holds its own copy from then on. */
export const editedWorkgroupOptions = (name: string) =>
  queryOptions({
    queryKey: [...one(name), "edited"],
    queryFn: ({ signal }) =>
      call<typeof contracts.getWorkgroup>(
        "GET /api/workgroups/[name]",
        { name, fresh: "true" },
        signal,
      ),
    staleTime: 0,
  });

/** What its newest executions or sessions show; read again while it is shown. */
export const workgroupActivityOptions = (name: string) =>
  queryOptions({
    queryKey: [...one(name), "activity"],
    queryFn: ({ signal }) =>
      activityLine(
        () =>
          call<typeof contracts.getWorkgroupActivity>(
            "GET /api/workgroups/[name]/activity",
            { name },
            signal,
          ),
        signal,
      ),
    refetchInterval: ACTIVITY_POLL_MS,
  });

/** Activity of all workgroups that are shown is read again, also where it could not be read. */
export const refreshActivity = (client: QueryClient) => {
  const isActivity = ({ queryKey }: { queryKey: readonly unknown[] }) =>
    queryKey.at(-1) === "activity";
  return Promise.all([
    client.resetQueries({
      queryKey: ONE,
      predicate: (query) => isActivity(query) && query.state.error !== null,
    }),
    client.invalidateQueries({ queryKey: ONE, predicate: isActivity }),
  ]);
};

/** What is in it beside executions. */
export const workgroupContentsOptions = (name: string) =>
  queryOptions({
    queryKey: [...one(name), "contents"],
    queryFn: ({ signal }) =>
      call<typeof contracts.getWorkgroupContents>(
        "GET /api/workgroups/[name]/contents",
        { name },
        signal,
      ),
    staleTime: 0,
  });

/** Its history of changes, newest first; there is one of deleted workgroups too. */
export const workgroupVersionsOptions = (name: string) =>
  infiniteQueryOptions({
    queryKey: [...one(name), "versions"],
    queryFn: ({ pageParam, signal }) =>
      call<typeof contracts.listWorkgroupVersions>(
        "GET /api/workgroups/[name]/versions",
        { name, before: pageParam },
        signal,
      ),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => (last.more ? last.versions.at(-1)?.number : undefined),
    staleTime: 0,
  });

/** One version of its history, which never changes. */
export const workgroupVersionOptions = (name: string, number: number) =>
  queryOptions({
    queryKey: [...one(name), "version", number],
    queryFn: async ({ signal }) => {
      const { versions } = await call<typeof contracts.listWorkgroupVersions>(
        "GET /api/workgroups/[name]/versions",
        { name, before: number + 1 },
        signal,
      );
      const version = versions.find((each) => each.number === number);
      if (version) return version;
      throw new CallError("NOT_FOUND", `There is no version ${number} of ${name}`, undefined);
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

export const engineVersionsOptions = () =>
  queryOptions({
    queryKey: ["workgroups", "engineVersions"],
    queryFn: ({ signal }) =>
      call<typeof contracts.listEngineVersions>("GET /api/engine-versions", {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const createWorkgroupMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (input: InputOf<typeof contracts.createWorkgroup>) =>
      call<typeof contracts.createWorkgroup>("POST /api/workgroups", input),
    onSettled: (_data, _error, { name }) => changed(client, name),
  });

/** Changes what differs from what `basedOn` names. @throws CallError CONFLICT when it is something else by now */
export const updateWorkgroupMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (input: InputOf<typeof contracts.updateWorkgroup>) =>
      call<typeof contracts.updateWorkgroup>("PATCH /api/workgroups/[name]", input),
    onSettled: (_data, _error, { name }) => changed(client, name),
  });

/** As `updateWorkgroupMutation`, for one of many: pages are told when all are done, by `workgroupsChanged`. */
export const updateWorkgroup = (input: InputOf<typeof contracts.updateWorkgroup>) =>
  call<typeof contracts.updateWorkgroup>("PATCH /api/workgroups/[name]", input);

export const workgroupsChanged = (client: QueryClient, names: readonly string[]) =>
  Promise.all([
    ...names.map((name) => client.invalidateQueries({ queryKey: one(name) })),
    listsChanged(client),
  ]);

export const deleteWorkgroupMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (input: InputOf<typeof contracts.deleteWorkgroup>) =>
      call<typeof contracts.deleteWorkgroup>("DELETE /api/workgroups/[name]", input),
    onSuccess: (_data, { name }) => {
      // Its own page is about to be left and must not ask for what is gone.
      void client.invalidateQueries({ queryKey: one(name), refetchType: "none" });
      return listsChanged(client);
    },
  });

const listsChanged = (client: QueryClient) =>
  Promise.all([
    client.invalidateQueries({ queryKey: LIST }),
    client.invalidateQueries({ queryKey: CONFIGURATIONS }),
  ]);

/** Also after a refusal: a part of the change may have been made, or someone else made one. */
const changed = (client: QueryClient, name: string) =>
  Promise.all([client.invalidateQueries({ queryKey: one(name) }), listsChanged(client)]);
