import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { workgroupConfigurationsOptions } from "@/lib/client/workgroups";
import type { Row } from "./rows";

/** All visible workgroups, read on page by page to the end: sorting and filtering are of all. */
export function useWorkgroups() {
  const query = useInfiniteQuery(workgroupConfigurationsOptions());
  const { data, hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } = query;
  useEffect(() => {
    // After a failure the reader decides.
    if (hasNextPage && !isFetching && !isFetchNextPageError) void fetchNextPage();
  }, [hasNextPage, isFetching, isFetchNextPageError, fetchNextPage]);
  const rows = useMemo<Row[]>(
    () =>
      (data?.pages ?? []).flatMap(({ workgroups, unreadable }) => [
        ...workgroups.map((workgroup) => ({ name: workgroup.name, workgroup })),
        ...unreadable.map(({ name, message }) => ({ name, unreadable: message })),
      ]),
    [data],
  );
  return { ...query, rows, total: data?.pages.at(-1)?.total };
}
