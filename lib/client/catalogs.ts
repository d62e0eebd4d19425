import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type * as contracts from "@/lib/contracts/catalogs";
import { call } from "./call";

/** Data catalogs as a workgroup sees them. */
export const catalogsOptions = (workgroup: string) =>
  queryOptions({
    queryKey: ["catalogs", "list", workgroup],
    queryFn: ({ signal }) =>
      call<typeof contracts.listCatalogs>("GET /api/catalogs", { workgroup }, signal),
  });

/** Databases of a catalog. */
export const databasesOptions = (workgroup: string, catalog: string) =>
  queryOptions({
    queryKey: ["catalogs", "databases", workgroup, catalog],
    queryFn: ({ signal }) =>
      call<typeof contracts.listDatabases>(
        "GET /api/catalogs/[catalog]/databases",
        { workgroup, catalog },
        signal,
      ),
  });

/** Tables of a database with their columns, 50 a page. */
export const tablesOptions = (workgroup: string, catalog: string, database: string) =>
  infiniteQueryOptions({
    queryKey: ["catalogs", "tables", workgroup, catalog, database],
    queryFn: ({ pageParam, signal }) =>
      call<typeof contracts.listTables>(
        "GET /api/catalogs/[catalog]/databases/[database]/tables",
        { workgroup, catalog, database, cursor: pageParam },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.cursor,
  });

/** `database.table` of the first page of a database, for completion. */
export const tableNamesOptions = (workgroup: string, catalog: string, database: string) =>
  queryOptions({
    queryKey: ["catalogs", "table-names", workgroup, catalog, database],
    queryFn: async ({ signal }) => {
      const { tables } = await call<typeof contracts.listTables>(
        "GET /api/catalogs/[catalog]/databases/[database]/tables",
        { workgroup, catalog, database },
        signal,
      );
      return tables.map(({ name }) => `${database}.${name}`);
    },
    staleTime: 300_000,
  });
