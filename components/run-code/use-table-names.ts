import { useQueries, useQuery } from "@tanstack/react-query";
import { databasesOptions, tableNamesOptions } from "@/lib/client/catalogs";

const CATALOG = "AwsDataCatalog";
const DATABASES_MAX = 5;

/** `database.table` of the first databases that the session's workgroup sees; what cannot be read is left out. */
export function useTableNames(workgroup: string): readonly string[] {
  const { data } = useQuery({ ...databasesOptions(workgroup, CATALOG), staleTime: 300_000 });
  const databases = data?.databases.slice(0, DATABASES_MAX) ?? [];
  return useQueries({
    queries: databases.map(({ name }) => tableNamesOptions(workgroup, CATALOG, name)),
    combine: (results) => results.flatMap((result) => result.data ?? []),
  });
}
