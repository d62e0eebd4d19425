import { quoteName, quoteText } from "../../sql/translate/tree";
import { parseType } from "../../sql/types/types";
import type { DataFormat } from "../../sql/writes/data-format";
import { compressionOf, copyParts } from "../../sql/writes/data-format";
import { SparkError } from "../bridge";
import { castSql } from "../plan/compile-casts";
import type { SparkType, StructField } from "../plan/plan";
import { simpleString } from "../plan/type-text";
import { datePattern } from "./java-pattern";
import { jsonText } from "./json-text";
import { FileOptions } from "./read-options";

/** How rows become files: what COPY selects of columns that are named as the fields, its options, and the files' ending. */
export type FileWriter = { select: string; options: string; extension: string };

type Parts = (fields: readonly StructField[], options: FileOptions) => FileWriter;

/** Never found in text files, so that nothing is quoted. */
const NO_DELIMITER = "\x1e";

const packed: Readonly<Record<string, { duck: string; extension: string }>> = {
  none: { duck: "none", extension: "" },
  uncompressed: { duck: "none", extension: "" },
  gzip: { duck: "gzip", extension: ".gz" },
  zstd: { duck: "zstd", extension: ".zst" },
};

const parquetExtensions: Readonly<Record<string, string>> = {
  uncompressed: "",
  snappy: ".snappy",
  gzip: ".gz",
  zstd: ".zstd",
  lz4_raw: ".lz4",
};

function textCompression(options: FileOptions): { duck: string; extension: string } {
  const name = (options.text("compression", "codec") ?? "none").toLowerCase();
  const found = Object.hasOwn(packed, name) ? packed[name] : undefined;
  if (found !== undefined) return found;
  throw new SparkError(
    "IllegalArgumentException",
    `Codec [${name}] is not available. Known codecs are ${Object.keys(packed).join(", ")}.`,
  );
}

function parquetCompression(name: string): { duck: string; extension: string } {
  const known = name.toLowerCase();
  if (!/^(none|uncompressed|snappy|gzip|zstd|lz4)$/.test(known))
    throw new SparkError(
      "IllegalArgumentException",
      `Codec [${known}] is not available. Available codecs are uncompressed, lz4, gzip, snappy, none, zstd.`,
    );
  const duck = compressionOf("parquet", known);
  return { duck, extension: parquetExtensions[duck] ?? "" };
}

const unsupportedType = (format: string, type: SparkType) =>
  new SparkError(
    "AnalysisException",
    `${format} data source does not support ${simpleString(type)} data type.`,
  );

/** Whether a type holds one that a format cannot store. */
function holds(type: SparkType, test: (name: string) => boolean): boolean {
  if (typeof type === "string") return test(type);
  if (type.type === "array") return holds(type.elementType, test);
  if (type.type === "map") return holds(type.keyType, test) || holds(type.valueType, test);
  return type.fields.some((field) => holds(field.type, test));
}

const hasNoFile = (name: string) => name === "void" || name.startsWith("interval");

const parquet: Parts = (fields, options) => {
  const { duck, extension } = parquetCompression(options.text("compression") ?? "snappy");
  for (const { name, type } of fields) {
    if (holds(type, hasNoFile)) throw unsupportedType("Parquet", type);
    if (/[ ,;{}()\n\t=]/.test(name))
      throw new SparkError(
        "AnalysisException",
        `Attribute name "${name}" contains invalid character(s) among " ,;{}()\\n\\t=". Please use alias to rename it.`,
      );
  }
  return {
    select: fields.map(({ name }) => quoteName(name)).join(", "),
    options: `FORMAT parquet, COMPRESSION ${duck}`,
    extension: `${extension}.parquet`,
  };
};

/** Lines as they are, without quotes. */
const rawLines = (
  line: string,
  { duck, extension }: { duck: string; extension: string },
  ending: string,
): FileWriter => ({
  select: `${line} AS line`,
  options: `FORMAT csv, HEADER false, QUOTE '', ESCAPE '', NULLSTR '', DELIMITER ${quoteText(NO_DELIMITER)}, COMPRESSION ${duck}`,
  extension: `.${ending}${extension}`,
});

/** What dates and moments are in files of text. */
export function timeFormats(options: FileOptions): { date: string; timestamp: string } {
  const date = options.text("dateformat");
  const timestamp = options.text("timestampformat");
  return {
    date: date === undefined ? "%Y-%m-%d" : datePattern(date).duck,
    timestamp: timestamp === undefined ? "%Y-%m-%dT%H:%M:%S.%gZ" : datePattern(timestamp).duck,
  };
}

function csvValue({ name, type }: StructField, options: FileOptions): string {
  const value = quoteName(name);
  const formats = timeFormats(options);
  if (type === "date") return `strftime(${value}, ${quoteText(formats.date)})`;
  if (type === "timestamp") return `strftime(${value}, ${quoteText(formats.timestamp)})`;
  if (type === "void") return "CAST(NULL AS VARCHAR)";
  if (typeof type !== "string" || type === "binary") throw unsupportedType("CSV", type);
  const text = type === "string" ? value : castSql(value, type, "string");
  if (type !== "string") return text;
  const leading = options.flag("ignoreleadingwhitespace", true);
  const trailing = options.flag("ignoretrailingwhitespace", true);
  if (leading && trailing) return `trim(${text})`;
  return leading ? `ltrim(${text})` : trailing ? `rtrim(${text})` : text;
}

const csv: Parts = (fields, options) => {
  options.requireUtf8();
  options.refuse("chartoescapequoteescaping", "linesep", "emptyvalue", "locale");
  const { duck, extension } = textCompression(options);
  const separator = options.text("sep", "delimiter") ?? ",";
  const nullValue = options.text("nullvalue") ?? "";
  // An empty text would read as one of no quotes, which is NULL.
  const forced = options.flag("quoteall", false)
    ? ", FORCE_QUOTE *"
    : nullValue === ""
      ? ""
      : `, FORCE_QUOTE (${fields
          .filter(({ type }) => type === "string")
          .map(({ name }) => quoteName(name))
          .join(", ")})`;
  const settings = [
    "FORMAT csv",
    `HEADER ${options.flag("header", false)}`,
    `DELIMITER ${quoteText(separator === "\\t" ? "\t" : separator)}`,
    `QUOTE ${quoteText(options.character("quote", '"'))}`,
    `ESCAPE ${quoteText(options.character("escape", "\\"))}`,
    `NULLSTR ${quoteText(nullValue)}`,
    `COMPRESSION ${duck}`,
  ];
  return {
    select: fields
      .map((field) => `${csvValue(field, options)} AS ${quoteName(field.name)}`)
      .join(", "),
    options: `${settings.join(", ")}${forced.endsWith("()") ? "" : forced}`,
    extension: `.csv${extension}`,
  };
};

const json: Parts = (fields, options) => {
  options.requireUtf8();
  options.refuse("linesep");
  const unsupported = fields.find(({ type }) => holds(type, (name) => name.startsWith("interval")));
  if (unsupported !== undefined) throw unsupportedType("JSON", unsupported.type);
  const line = jsonText(fields, {
    ...timeFormats(options),
    ignoreNulls: options.flag("ignorenullfields", true),
  });
  return rawLines(line, textCompression(options), "json");
};

const text: Parts = (fields, options) => {
  options.refuse("linesep");
  const [field, other] = fields;
  if (field === undefined || other !== undefined)
    throw new SparkError(
      "AnalysisException",
      `Text data source supports only a single column, and you have ${fields.length} columns.`,
    );
  if (field.type !== "string") throw unsupportedType("Text", field.type);
  return rawLines(`coalesce(${quoteName(field.name)}, '')`, textCompression(options), "txt");
};

const writers: Readonly<Record<string, Parts>> = { parquet, csv, json, text };

/**
 * How `df.write` stores rows with these columns.
 * @throws SparkError for formats, codecs and types that cannot be written
 */
export function fileWriter(fields: readonly StructField[], options: FileOptions): FileWriter {
  const parts = Object.hasOwn(writers, options.format) ? writers[options.format] : undefined;
  if (parts !== undefined) return parts(fields, options);
  throw new SparkError(
    "AnalysisException",
    `The format ${options.format} is not supported by local-athena: csv, json, parquet and text are`,
  );
}

/** How rows are stored in a table of the catalog, so that its own SerDe reads them. */
export function tableFileWriter(fields: readonly StructField[], format: DataFormat): FileWriter {
  const { kind, compression } = format;
  if (kind === "json") return json(fields, new FileOptions("json", { compression }));
  const columns = fields.map(({ name, type }) => ({
    name,
    type: parseType(simpleString(type)) ?? { base: "varchar", numbers: [], parts: [] },
  }));
  const { select, options } = copyParts(format, columns);
  if (kind === "parquet")
    return { select, options, extension: `${parquetExtensions[compression] ?? ""}.parquet` };
  return { select, options, extension: `.txt${packed[compression]?.extension ?? ""}` };
}
