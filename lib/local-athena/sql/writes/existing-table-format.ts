import type { CatalogTable } from "../engine";
import { engineError } from "../errors";
import { delimitedFormat } from "../tables/delimited";
import { hive2Json, hiveJson, lazySimple, openxJson, parquet } from "../tables/storage-formats";
import { compressionOf, type DataFormat } from "./data-format";

const kinds: Readonly<Record<string, DataFormat["kind"]>> = {
  [parquet]: "parquet",
  [hiveJson]: "json",
  [hive2Json]: "json",
  [openxJson]: "json",
  [lazySimple]: "text",
};

const compressionProperties: Record<DataFormat["kind"], string[]> = {
  parquet: ["parquet.compression", "parquet.compress", "write.compression", "write_compression"],
  json: ["write.compression", "write_compression"],
  text: ["write.compression", "write_compression"],
};

const counted = (text: string | undefined) => text !== undefined && Number(text) !== 0;

/**
 * How an INSERT stores rows so that the table's own SerDe reads them back.
 * @throws SqlError NOT_SUPPORTED for tables that cannot be written to
 */
export function existingTableFormat(table: CatalogTable): DataFormat {
  const { parameters } = table;
  const serde = parameters["serde.serialization.lib"] ?? "";
  const kind = Object.hasOwn(kinds, serde) ? kinds[serde] : undefined;
  if (kind === undefined)
    throw engineError(
      "NOT_SUPPORTED",
      `Inserting into a table with the SerDe ${serde} is not supported by local-athena`,
    );
  for (const property of ["skip.header.line.count", "skip.footer.line.count"]) {
    if (counted(parameters[property]))
      throw engineError(
        "NOT_SUPPORTED",
        `Inserting into Hive table with ${property} property is not supported by local-athena`,
      );
  }
  const mapped = Object.keys(parameters).some((name) => name.startsWith("serde.param.mapping."));
  if (kind === "json" && mapped)
    throw engineError(
      "NOT_SUPPORTED",
      "Inserting into a JSON table with mapped names is not supported by local-athena",
    );
  const named = compressionProperties[kind].map((name) => parameters[name]);
  const compression = compressionOf(kind, named.find((name) => name !== undefined) ?? "GZIP");
  if (kind !== "text") return { kind, compression };
  return { kind, compression, delimiters: delimitedFormat(parameters) };
}
