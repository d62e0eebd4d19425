import type { CatalogColumn, CatalogTable } from "../engine";
import { lazySimple, parquet } from "../tables/storage-formats";

/** SerDes whose columns Hive takes from the catalog; of others it asks the SerDe, which knows no comments. */
const keepsComments = new RegExp(
  `^(${[lazySimple, parquet].join("|")}|.*\\.(OrcSerde|AvroSerDe|LazyBinaryColumnarSerDe))$`,
);

/** A column's comment as SHOW and DESCRIBE tell it. Undefined when it has none. */
export function shownComment(table: CatalogTable, column: CatalogColumn): string | undefined {
  const serde = table.parameters["serde.serialization.lib"];
  if (column.comment !== undefined || serde === undefined || keepsComments.test(serde))
    return column.comment;
  return table.partitionKeys.includes(column) ? undefined : "from deserializer";
}

const ofStorage = /^(serde\.|location$|inputformat$|outputformat$)/;

/** A table's properties in the order of their names, without what describes its storage. */
export const tableProperties = (table: CatalogTable): [string, string][] =>
  Object.entries(table.parameters)
    .filter(([key]) => !ofStorage.test(key))
    .sort(([a], [b]) => (a < b ? -1 : 1));

/** The properties of a table's SerDe in the order of their names. */
export const serdeProperties = (table: CatalogTable): [string, string][] =>
  Object.entries(table.parameters)
    .filter(([key]) => key.startsWith("serde.param."))
    .map(([key, value]): [string, string] => [key.slice("serde.param.".length), value])
    .sort(([a], [b]) => (a < b ? -1 : 1));

/** A type as Athena shows it for Iceberg: with a space after each comma and colon. */
export const icebergType = (type: string): string => type.replaceAll(/([,:])\s*/g, "$1 ");
