import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { workgroupConfigurationsOptions } from "@/lib/client/workgroups";

/** All visible workgroups with their configuration, read on page by page to the end. */
export function useEveryWorkgroup() {
  const query = useInfiniteQuery(workgroupConfigurationsOptions());
  const { data, hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } = query;
  useEffect(() => {
    // After a failure the reader decides.
    if (hasNextPage && !isFetching && !isFetchNextPageError) void fetchNextPage();
  }, [hasNextPage, isFetching, isFetchNextPageError, fetchNextPage]);
  const pages = data?.pages;
  const workgroups = useMemo(() => (pages ?? []).flatMap((page) => page.workgroups), [pages]);
  const unreadable = useMemo(() => (pages ?? []).flatMap((page) => page.unreadable), [pages]);
  return { ...query, workgroups, unreadable, total: pages?.at(-1)?.total };
}
