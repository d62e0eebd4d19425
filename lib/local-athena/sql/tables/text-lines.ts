import { engineError } from "../errors";
import { quoteText } from "../translate/tree";
import type { TableFile } from "./table-files";

/** Never found in text files, so that each line is one field. */
const never = "\x1e\x1f\x1e";
const LINE_BYTES_MAX = 16 * 1024 * 1024;

/** DuckDB's names of the compressions that it reads, by the end of the object's key. */
const compressions: Record<string, string> = { gz: "gzip", zst: "zstd" };
const unreadable = /\.(bz2|lz4|lzo|snappy|deflate|xz|zip)$/i;

/** DuckDB's name of the compression that a file's name tells. Errors: SqlError NOT_SUPPORTED. */
export function compressionOf(file: TableFile): string {
  if (unreadable.test(file.uri))
    throw engineError(
      "NOT_SUPPORTED",
      `The compression of ${file.uri} is not supported by local-athena`,
    );
  const ending = /\.([^./]+)$/.exec(file.uri)?.[1]?.toLowerCase() ?? "";
  return compressions[ending] ?? "none";
}

/** A DuckDB list of paths. */
export const pathList = (files: readonly Pick<TableFile, "path">[]): string =>
  `[${files.map((file) => quoteText(file.path)).join(", ")}]`;

function reader(files: TableFile[], compression: string, skip: number): string {
  // An empty line is NULL only while '' is the mark of NULL: it would be left out otherwise.
  return `SELECT coalesce(line, '') AS line, filename FROM read_csv(${pathList(files)}, columns={'line': 'VARCHAR'}, delim=${quoteText(never)}, quote='', escape='', nullstr='', header=false, skip=${skip}, auto_detect=false, compression=${quoteText(compression)}, max_line_size=${LINE_BYTES_MAX}, buffer_size=${2 * LINE_BYTES_MAX}, filename=true)`;
}

/**
 * A DuckDB query over the lines of text objects, `.gz` and `.zst` among them: `line`, and `filename`, the path.
 * @param properties of the table, for skip.header.line.count
 * @throws SqlError NOT_SUPPORTED for other compressions
 */
export function textLines(files: TableFile[], properties: Record<string, string>): string {
  const skip = Number(properties["skip.header.line.count"] ?? 0);
  if (!Number.isSafeInteger(skip) || skip < 0)
    throw engineError(
      "HIVE_INVALID_METADATA",
      `Invalid value for skip.header.line.count property: ${properties["skip.header.line.count"]}`,
    );
  if (Number(properties["skip.footer.line.count"] ?? 0) !== 0)
    throw engineError("NOT_SUPPORTED", "skip.footer.line.count is not supported by local-athena");
  const byCompression = new Map<string, TableFile[]>();
  for (const file of files) {
    const compression = compressionOf(file);
    byCompression.set(compression, [...(byCompression.get(compression) ?? []), file]);
  }
  return [...byCompression]
    .map(([compression, some]) => reader(some, compression, skip))
    .join(" UNION ALL ");
}
