import { useQuery } from "@tanstack/react-query";
import { parseAsString, useQueryStates } from "nuqs";
import { useEffect, useState } from "react";
import { catalogsOptions, databasesOptions } from "@/lib/client/catalogs";
import { workgroupsOptions } from "@/lib/client/workgroups";
import type { Me } from "@/lib/contracts/me";
import { firstWorkgroup, pickName } from "@/lib/domain/workgroup-choice";
import { readStored, writeStored } from "./stored";

/** Where a statement runs; members are undefined until known. */
export type Place = {
  workgroup: string | undefined;
  catalog: string | undefined;
  database: string | undefined;
};

const parsers = { workgroup: parseAsString, catalog: parseAsString, database: parseAsString };

/** The place in the URL; what the URL leaves open comes from the last choice, then from what exists. */
export function usePlace(me: Me | undefined) {
  const [url, setUrl] = useQueryStates(parsers);
  const [last, setLast] = useState(readLastPlace);
  const workgroups = useQuery(workgroupsOptions());
  const visible = workgroups.data?.workgroups;

  const workgroup =
    url.workgroup ??
    (me && visible ? firstWorkgroup(me.actor, visible, last.workgroup) : undefined);
  const catalogs = useQuery({
    ...catalogsOptions(workgroup ?? ""),
    enabled: workgroup !== undefined,
  });
  const catalog = chosen(
    catalogs.data?.catalogs.map(({ name }) => name),
    url.catalog,
    last.catalog,
    "AwsDataCatalog",
  );
  const databases = useQuery({
    ...databasesOptions(workgroup ?? "", catalog ?? ""),
    enabled: workgroup !== undefined && catalog !== undefined,
  });
  const databaseNames = databases.data?.databases.map(({ name }) => name);
  // Athena's own `default` is there even where nobody uses it.
  const firstOwn = databaseNames?.find((name) => name !== "default");
  const database = chosen(databaseNames, url.database, last.database, firstOwn);

  const settled = workgroup !== undefined && catalog !== undefined && !databases.isPending;
  const written =
    url.workgroup === (workgroup ?? null) &&
    url.catalog === (catalog ?? null) &&
    url.database === (database ?? null);
  useEffect(() => {
    if (settled && !written) setUrl({ workgroup, catalog, database: database ?? null });
  }, [settled, written, workgroup, catalog, database, setUrl]);

  const choose = (change: Partial<Place>) => {
    const next = { workgroup, catalog, database, ...change };
    setUrl({
      workgroup: next.workgroup ?? null,
      catalog: next.catalog ?? null,
      database: next.database ?? null,
    });
    setLast(next);
    writeStored("local", "place", next);
  };
  const place: Place = { workgroup, catalog, database };
  // Until then a run would go to a place that nobody has seen.
  const finding =
    (url.catalog === null && catalogs.isLoading) || (url.database === null && databases.isLoading);
  return { place, finding, choose, workgroups, catalogs, databases };
}

/** An address that names something the list lacks is left as it is: Athena has the last word. */
function chosen(
  names: readonly string[] | undefined,
  inUrl: string | null,
  ...wanted: (string | undefined)[]
): string | undefined {
  if (inUrl !== null)
    return names?.find((one) => one.toLowerCase() === inUrl.toLowerCase()) ?? inUrl;
  return names && pickName(names, ...wanted);
}

function readLastPlace(): Partial<Place> {
  const stored = readStored("local", "place");
  if (typeof stored !== "object" || stored === null) return {};
  const text = (name: keyof Place) => {
    const value = (stored as Record<string, unknown>)[name];
    return typeof value === "string" ? value : undefined;
  };
  return { workgroup: text("workgroup"), catalog: text("catalog"), database: text("database") };
}
