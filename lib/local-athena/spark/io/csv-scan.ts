import { compressionOf, pathList } from "../../sql/tables/text-lines";
import { quoteText } from "../../sql/translate/tree";
import { SparkError } from "../bridge";
import type { FoundFile } from "./find-files";
import type { FileOptions } from "./read-options";
import type { Reading } from "./source-format";

const LINE_BYTES_MAX = 16 * 1024 * 1024;

/** No text has it: with it as the mark of NULL, only fields that a line lacks are NULL. */
const never = "\x1e\x1f\x1e";

/** How the fields of a line are told apart. */
export type CsvDialect = {
  separator: string;
  quote: string;
  escape: string;
  comment: string;
  header: boolean;
  /** Lines may go on within quotes. */
  multiLine: boolean;
  mode: "PERMISSIVE" | "DROPMALFORMED" | "FAILFAST";
};

/** Reads the options that decide what a field is. Errors: SparkError for those that cannot be followed. */
export function csvDialect(options: FileOptions): CsvDialect {
  options.requireUtf8();
  options.refuse("chartoescapequoteescaping", "linesep", "locale", "unescapedquotehandling");
  const separator = options.text("sep", "delimiter") ?? ",";
  const known: Readonly<Record<string, string>> = { "\\t": "\t", "\\u0001": "\x01", "\\\\": "\\" };
  const mode = (options.text("mode") ?? "PERMISSIVE").toUpperCase();
  const isKnown = mode === "DROPMALFORMED" || mode === "FAILFAST" || mode === "PERMISSIVE";
  if (separator === "")
    throw new SparkError("IllegalArgumentException", "Delimiter cannot be empty string");
  return {
    separator: known[separator] ?? separator,
    quote: options.character("quote", '"'),
    escape: options.character("escape", "\\"),
    comment: options.character("comment", ""),
    header: options.flag("header", false),
    multiLine: options.flag("multiline", false),
    // Spark takes a mode that it does not know for this one.
    mode: isKnown ? mode : "PERMISSIVE",
  };
}

function byCompression(files: readonly FoundFile[]): Map<string, FoundFile[]> {
  const groups = new Map<string, FoundFile[]>();
  for (const file of files) {
    const compression = compressionOf(file);
    groups.set(compression, [...(groups.get(compression) ?? []), file]);
  }
  return groups;
}

/** A field without the spaces that the options take off. */
export function trimmed(options: FileOptions, field: string): string {
  const leading = options.flag("ignoreleadingwhitespace", false);
  const trailing = options.flag("ignoretrailingwhitespace", false);
  if (leading && trailing) return `trim(${field})`;
  return leading ? `ltrim(${field})` : trailing ? `rtrim(${field})` : field;
}

const columnName = (index: number) => `c${index}`;

/**
 * A DuckDB query for the fields of CSV files as texts: `c0`, `c1`, …, and `filename`. An empty field is NULL, a quoted
 * empty one is not. A field that a line lacks is NULL; with `strict`, empty fields are texts, and one more column
 * holds what a line has too much.
 */
export function csvFields(
  { files, options }: Pick<Reading, "files" | "options">,
  dialect: CsvDialect,
  count: number,
  strict = false,
): string {
  const width = strict ? count + 1 : count;
  const columns = Array.from({ length: width }, (_, index) => `${columnName(index)}: 'VARCHAR'`);
  const nulls = strict ? never : (options.text("nullvalue") ?? "");
  const settings = [
    "auto_detect = false",
    `columns = {${columns.join(", ")}}`,
    `header = ${dialect.header}`,
    `delim = ${quoteText(dialect.separator)}`,
    `quote = ${quoteText(dialect.quote)}`,
    `escape = ${quoteText(dialect.quote === "" ? "" : dialect.escape)}`,
    `comment = ${quoteText(dialect.comment)}`,
    `nullstr = ${quoteText(nulls)}`,
    "null_padding = true",
    "strict_mode = false",
    "allow_quoted_nulls = false",
    // In parallel a line break within quotes is refused, and otherwise it belongs to its field.
    `parallel = ${!dialect.multiLine}`,
    `max_line_size = ${LINE_BYTES_MAX}`,
    `buffer_size = ${2 * LINE_BYTES_MAX}`,
    "filename = true",
  ];
  return [...byCompression(files)]
    .map(([compression, some]) => {
      const from = `read_csv(${pathList(some)}, ${settings.join(", ")}, compression = ${quoteText(compression)})`;
      return `SELECT * FROM ${from}`;
    })
    .join(" UNION ALL ");
}
