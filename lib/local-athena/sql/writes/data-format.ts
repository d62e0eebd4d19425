import { engineError } from "../errors";
import type { DelimitedFormat } from "../tables/delimited";
import { quoteName, quoteText } from "../translate/tree";
import type { AthenaType } from "../types/types";
import { jsonValue } from "./json-value";
import { textLine } from "./text-line";

/** A column of a data file; its value in the query that is written has the same name. */
export type FileColumn = { name: string; type: AthenaType; fieldId?: number };

export type DataFormat =
  | { kind: "parquet"; compression: string }
  | { kind: "json"; compression: string }
  | { kind: "text"; compression: string; delimiters: DelimitedFormat };

/** Athena's names of compressions, and how DuckDB spells them. */
const compressions: Record<DataFormat["kind"], Record<string, string>> = {
  parquet: {
    NONE: "uncompressed",
    UNCOMPRESSED: "uncompressed",
    SNAPPY: "snappy",
    GZIP: "gzip",
    ZSTD: "zstd",
    LZ4: "lz4_raw",
  },
  json: { NONE: "none", GZIP: "gzip", ZSTD: "zstd" },
  text: { NONE: "none", GZIP: "gzip", ZSTD: "zstd" },
};

/**
 * DuckDB's name of a compression that Athena has for this kind of file.
 * @throws SqlError NOT_SUPPORTED for one that this engine cannot write
 */
export function compressionOf(kind: DataFormat["kind"], name: string): string {
  const names = compressions[kind];
  const wanted = name.toUpperCase();
  const found = Object.hasOwn(names, wanted) ? names[wanted] : undefined;
  if (found !== undefined) return found;
  throw engineError(
    "NOT_SUPPORTED",
    `Compression ${name} of ${kind === "text" ? "TEXTFILE" : kind.toUpperCase()} is not supported by local-athena`,
  );
}

/** The end of a data file's name: readers know a compressed text by it. */
export function extensionOf({ kind, compression }: DataFormat): string {
  if (kind === "parquet") return "";
  return compression === "gzip" ? ".gz" : compression === "zstd" ? ".zst" : "";
}

/** Neither occurs in a text that a SerDe could read back: keeps DuckDB's writer from quoting. */
const NO_DELIMITER = "\x1e";

/** What COPY writes of a relation with these columns: the values, and the options after TO. */
export function copyParts(
  format: DataFormat,
  columns: readonly FileColumn[],
): { select: string; options: string } {
  const compression = `COMPRESSION ${format.compression}`;
  if (format.kind === "text") {
    const options = `FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER ${quoteText(NO_DELIMITER)}`;
    return {
      select: textLine(columns, format.delimiters),
      options: `${options}, ${compression}`,
    };
  }
  if (format.kind === "json") {
    const values = columns.map(
      ({ name, type }) => `${jsonValue(name, type)} AS ${quoteName(name)}`,
    );
    return { select: values.join(", "), options: `FORMAT json, ${compression}` };
  }
  const ids = columns.flatMap(({ name, fieldId }) =>
    fieldId === undefined ? [] : [`${quoteName(name)}: ${fieldId}`],
  );
  const fieldIds = ids.length === 0 ? "" : `, FIELD_IDS {${ids.join(", ")}}`;
  const select = columns.map(({ name }) => quoteName(name)).join(", ");
  return { select, options: `FORMAT parquet, ${compression}${fieldIds}` };
}
