import { pathList, textLines } from "../../sql/tables/text-lines";
import { quoteName } from "../../sql/translate/tree";
import { SparkError } from "../bridge";
import type { StructType } from "../plan/plan";
import type { Reading, SourceFormat } from "./source-format";

/** A DuckDB query for the `line`s of text files, or with `whole` each file as one line; and `filename`. */
export function linesOf({ files, options }: Reading, whole: boolean): string {
  options.requireUtf8();
  const separator = options.text("linesep");
  if (separator !== undefined && separator !== "\n")
    throw new SparkError(
      "AnalysisException",
      "The option lineSep is not supported by local-athena: lines end with a line feed",
    );
  if (!whole) return textLines([...files], {});
  const packed = files.find(({ uri }) => /\.(gz|zst|bz2|snappy|lz4|deflate)$/i.test(uri));
  if (packed !== undefined)
    throw new SparkError(
      "AnalysisException",
      `Reading a compressed file as a whole is not supported by local-athena: ${packed.uri}`,
    );
  return `SELECT content AS line, filename FROM read_text(${pathList(files)})`;
}

/** Text: a row a line in the column `value`. */
export const textFormat: SourceFormat = {
  async infer() {
    return { type: "struct", fields: [{ name: "value", type: "string", nullable: true }] };
  },
  async rows(reading: Reading, schema: StructType) {
    const [field, other] = schema.fields;
    if (field === undefined || other !== undefined)
      throw new SparkError(
        "AnalysisException",
        `Text data source supports only a single column, and you have ${schema.fields.length} columns.`,
      );
    if (field.type !== "string")
      throw new SparkError(
        "AnalysisException",
        `Text data source does not support ${String(field.type)} data type.`,
      );
    const lines = linesOf(reading, reading.options.flag("wholetext", false));
    return `SELECT line AS ${quoteName(field.name)}, filename FROM (${lines})`;
  },
};
