import { useQueries } from "@tanstack/react-query";
import { namedWorkgroupConfigurationsOptions } from "@/lib/client/workgroups";
import { chunksOf } from "@/lib/domain/chunks";

/** As many as are read in one call. */
const CHUNK = 25;

/** The named workgroups with their configuration, however many, in the order of their names here. */
export function useChosenWorkgroups(names: readonly string[]) {
  return useQueries({
    queries: chunksOf(names, CHUNK).map(namedWorkgroupConfigurationsOptions),
    combine: (results) => ({
      workgroups: results.flatMap(({ data }) => data?.workgroups ?? []),
      unreadable: results.flatMap(({ data }) => data?.unreadable ?? []),
      isPending: results.some(({ isPending }) => isPending),
      isFetching: results.some(({ isFetching }) => isFetching),
      error: results.find(({ error }) => error !== null)?.error ?? undefined,
      refetch: () => Promise.all(results.map(({ refetch }) => refetch())),
    }),
  });
}
