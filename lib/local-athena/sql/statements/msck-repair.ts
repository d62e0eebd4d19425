import type { ObjectStore } from "../../storage/object-store";
import { type CatalogPartition, partitionName, partitionValues } from "../catalog/partition";
import type { CatalogColumn } from "../engine";
import { filesBelow, folderPrefix, parseLocation } from "../tables/table-files";
import { partitionLocation } from "./alter-partitions";
import { described } from "./descriptions";
import { semanticFailure } from "./hive-error";
import { hiveStatement, tableToAlter } from "./hive-statement";
import type { Parse } from "./statement";

const FOLDERS_AT_ONCE = 1000;

/** Values of the partitions whose folders `key=value/…` lie below a prefix, one level of folders a key. */
async function partitionsOnDisk(
  store: ObjectStore,
  place: { bucket: string; prefix: string },
  keys: readonly CatalogColumn[],
  signal: AbortSignal,
): Promise<string[][]> {
  let folders = [folderPrefix(place.prefix)];
  for (const key of keys) {
    const deeper: string[] = [];
    for (const prefix of folders) {
      let startAfter: string | undefined;
      do {
        signal.throwIfAborted();
        const options = { prefix, delimiter: "/", startAfter, maxKeys: FOLDERS_AT_ONCE };
        const page = await store.list(place.bucket, options);
        const found = page.commonPrefixes.filter((folder) => {
          const name = folder.slice(prefix.length, -1);
          return partitionValues([key], name) !== undefined;
        });
        deeper.push(...found);
        startAfter = page.nextStartAfter;
      } while (startAfter !== undefined);
    }
    folders = deeper;
  }
  const root = folderPrefix(place.prefix).length;
  return folders.flatMap((folder) => {
    const values = partitionValues(keys, folder.slice(root, -1));
    return values === undefined ? [] : [values];
  });
}

async function missingPartitions(
  store: ObjectStore,
  partitions: readonly CatalogPartition[],
): Promise<CatalogPartition[]> {
  const missing: CatalogPartition[] = [];
  for (const partition of partitions)
    if ((await filesBelow(store, partition.location)).length === 0) missing.push(partition);
  return missing;
}

/** MSCK REPAIR TABLE t: adds the partitions whose folders exist, and tells which of the catalog's have none. */
export const parseRepair: Parse = hiveStatement((reader) => {
  reader.expect("REPAIR", "TABLE");
  const named = reader.hiveTable();
  return {
    async execute(run) {
      const { catalog, store } = run.environment;
      const table = tableToAlter(run, named);
      if (table.partitionKeys.length === 0)
        throw semanticFailure(`Table ${table.database}.${table.name} is not a partitioned table`);
      const place = parseLocation(table.parameters.location ?? "");
      const exists = place !== undefined && (await store.bucketExists(place.bucket));
      const onDisk = exists
        ? await partitionsOnDisk(store, place, table.partitionKeys, run.signal)
        : [];
      const known = catalog.partitions.list(table.database, table.name);
      const name = (values: readonly string[]) => partitionName(table.partitionKeys, values);
      const knownNames = new Set(known.map((partition) => name(partition.values)));
      const added = onDisk.filter((values) => !knownNames.has(name(values)));
      const gone = await missingPartitions(store, known);
      const createTime = Date.now();
      catalog.partitions.add(
        table.database,
        table.name,
        added.map((values) => ({
          values,
          location: partitionLocation(table, values),
          parameters: {},
          createTime,
        })),
      );
      const shown = (values: readonly string[]) => `${table.name}:${name(values)}`;
      const lines = [
        ...(added.length === 0
          ? []
          : [`Partitions not in metastore:\t${added.map(shown).join("\t")}`]),
        ...(gone.length === 0
          ? []
          : [
              `Partitions missing from filesystem:\t${gone.map(({ values }) => shown(values)).join("\t")}`,
            ]),
        ...added.map((values) => `Repair: Added partition to metastore ${shown(values)}`),
      ];
      const { columns } = described(["result"], lines);
      await run.sink.columns(columns);
      await run.sink.write(lines.map((line) => [line]));
      return {};
    },
  };
});
