import { type CatalogPartition, partitionName } from "../catalog/partition";
import type { CatalogTable } from "../engine";
import { folderPrefix, parseLocation } from "../tables/table-files";
import { semanticFailure, taskFailed } from "./hive-error";
import { tableToAlter } from "./hive-statement";
import { matchingPartitions, partitionSpec, valuesOf } from "./partition-spec";
import type { Named, Parse } from "./statement";
import { skipIf } from "./statement";

/** An ALTER TABLE after the name of the table. */
export type ParseAlteration = (named: Named) => Parse;

/** Where a partition's objects are unless its statement says so: `<location>/key=value/`. */
export function partitionLocation(table: CatalogTable, values: readonly string[]): string {
  const root = folderPrefix(table.parameters.location ?? "");
  return `${root}${partitionName(table.partitionKeys, values)}/`;
}

function checkLocation(location: string): void {
  if (parseLocation(location) === undefined)
    throw taskFailed(
      `MetaException(message:Invalid S3 location: ${location}. An S3 location must be specified)`,
    );
}

/** ALTER TABLE t ADD [IF NOT EXISTS] PARTITION (…) [LOCATION '…'] …, after ADD. */
export const parseAddPartitions: ParseAlteration = (named) => (reader) => {
  const ifNotExists = skipIf(reader, "NOT", "EXISTS");
  const wanted: { spec: ReturnType<typeof partitionSpec>; location: string | undefined }[] = [];
  reader.expect("PARTITION");
  do {
    const spec = partitionSpec(reader);
    wanted.push({ spec, location: reader.skip("LOCATION") ? reader.text() : undefined });
  } while (reader.skip("PARTITION"));
  return {
    async execute(run) {
      const table = tableToAlter(run, named);
      const { partitions } = run.environment.catalog;
      const added = wanted.map(({ spec, location }): CatalogPartition => {
        const values = valuesOf(table, spec);
        const place = location ?? partitionLocation(table, values);
        checkLocation(place);
        return { values, location: place, parameters: {}, createTime: Date.now() };
      });
      const names = added.map((partition) => partitionName(table.partitionKeys, partition.values));
      const existing = added.find(({ values }) =>
        partitions.get(table.database, table.name, values),
      );
      if (!ifNotExists && (existing !== undefined || new Set(names).size < names.length))
        throw taskFailed("AlreadyExistsException(message:Partition already exists.)");
      partitions.add(table.database, table.name, added);
      return {};
    },
  };
};

/** ALTER TABLE t DROP [IF EXISTS] PARTITION (…), …, after DROP. The objects of a partition stay. */
export const parseDropPartitions: ParseAlteration = (named) => (reader) => {
  const ifExists = skipIf(reader, "EXISTS");
  const specs: ReturnType<typeof partitionSpec>[] = [];
  do {
    reader.expect("PARTITION");
    specs.push(partitionSpec(reader, true));
  } while (reader.skip(","));
  reader.skip("PURGE");
  return {
    async execute(run) {
      const table = tableToAlter(run, named);
      const { partitions } = run.environment.catalog;
      const all = partitions.list(table.database, table.name);
      const dropped = specs.flatMap((spec) => {
        const found = matchingPartitions(table, all, spec);
        if (found.length > 0 || ifExists) return found.map(({ values }) => values);
        const text = spec.map((term) => `${term.key} ${term.operator} '${term.value}'`).join(", ");
        throw semanticFailure(`[Error 10006]: Partition not found (${text})`);
      });
      partitions.drop(table.database, table.name, dropped);
      return {};
    },
  };
};

/** ALTER TABLE t PARTITION (…) RENAME TO PARTITION (…) and … SET LOCATION '…', after PARTITION. */
export const parseAlterPartition: ParseAlteration = (named) => (reader) => {
  const spec = partitionSpec(reader);
  const renamed = reader.skip("RENAME", "TO", "PARTITION") ? partitionSpec(reader) : undefined;
  if (renamed === undefined) reader.expect("SET", "LOCATION");
  const location = renamed === undefined ? reader.text() : undefined;
  return {
    async execute(run) {
      const table = tableToAlter(run, named);
      const { partitions } = run.environment.catalog;
      const values = valuesOf(table, spec);
      const partition = partitions.get(table.database, table.name, values);
      if (partition === undefined) {
        const text = spec.map((term) => `${term.key}=${term.value}`).join(", ");
        throw semanticFailure(`[Error 10006]: Partition not found {${text}}`);
      }
      const changed = {
        ...partition,
        values: renamed === undefined ? values : valuesOf(table, renamed),
        location: location ?? partition.location,
      };
      checkLocation(changed.location);
      if (renamed !== undefined && partitions.get(table.database, table.name, changed.values))
        throw taskFailed("AlreadyExistsException(message:Partition already exists.)");
      partitions.replace(table.database, table.name, values, changed);
      return {};
    },
  };
};
