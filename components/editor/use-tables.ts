import type { Completion } from "@codemirror/autocomplete";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { tablesOptions } from "@/lib/client/catalogs";
import type { TableSummary } from "@/lib/contracts/catalogs";
import type { SqlSchema } from "./sql-editor";
import type { Place } from "./use-place";

const TABLES_READ_AHEAD = 500;

/** The tables of the chosen database, read on page by page up to a bound. */
export function useTables({ workgroup, catalog, database }: Place) {
  const query = useInfiniteQuery({
    ...tablesOptions(workgroup ?? "", catalog ?? "", database ?? ""),
    enabled: workgroup !== undefined && catalog !== undefined && database !== undefined,
    staleTime: 60_000,
  });
  const { data, error, hasNextPage, isFetching, fetchNextPage } = query;
  const tables = useMemo(() => data?.pages.flatMap((page) => page.tables), [data]);
  const readOn = hasNextPage && !isFetching && !error && (tables?.length ?? 0) < TABLES_READ_AHEAD;
  useEffect(() => {
    if (readOn) fetchNextPage();
  }, [readOn, fetchNextPage]);
  return { ...query, tables };
}

/** What the editor offers while typing: tables with their columns, and the names of the databases. */
export function useSchema(
  database: string | undefined,
  tables: readonly TableSummary[] | undefined,
  databases: readonly { name: string }[] | undefined,
): SqlSchema {
  return useMemo(() => {
    const names = (databases ?? []).map(({ name }) => [name, named(name, "database", [])] as const);
    const children = Object.fromEntries(
      (tables ?? []).map(({ name, columns }) => [
        name,
        named(
          name,
          "table",
          columns.map((column) => ({ label: column.name, detail: column.type, type: "property" })),
        ),
      ]),
    );
    const chosen =
      database === undefined ? [] : [[database, named(database, "database", children)]];
    return { namespace: Object.fromEntries([...names, ...chosen]), defaultSchema: database };
  }, [database, tables, databases]);
}

const named = <Children>(label: string, detail: string, children: Children) => ({
  self: { label, detail, type: "type" } satisfies Completion,
  children,
});
