import type { CatalogTable } from "../engine";
import { engineError } from "../errors";
import { quoteName, quoteText } from "../translate/tree";
import { columnType } from "./column-type";

const inRegex = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

/** Values that Athena takes from OpenCSV for each type; dates and timestamps are counts since the epoch. */
const forms: Record<string, string> = {
  boolean: "(?i)true|false",
  tinyint: "[+-]?\\d+",
  smallint: "[+-]?\\d+",
  integer: "[+-]?\\d+",
  bigint: "[+-]?\\d+",
  real: "[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?",
  double: "[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?",
  decimal: "[+-]?(\\d+\\.?\\d*|\\.\\d+)",
  date: "[+-]?\\d+",
  timestamp: "[+-]?\\d+",
};

function typed(field: string, index: number, type: string): string {
  const { athena, duck } = columnType(type);
  const length = athena.numbers[0];
  if (athena.base === "varchar") return length === undefined ? field : `left(${field}, ${length})`;
  if (athena.base === "char") return `rtrim(left(${field}, ${length ?? 1}), ' ')`;
  const form = forms[athena.base];
  if (form === undefined)
    throw engineError("NOT_SUPPORTED", `A column of type ${type} with OpenCSVSerde`);
  const value =
    athena.base === "date"
      ? `DATE '1970-01-01' + TRY_CAST(${field} AS INTEGER)`
      : athena.base === "timestamp"
        ? `make_timestamp(1000 * TRY_CAST(${field} AS BIGINT))`
        : `TRY_CAST(${field} AS ${duck})`;
  const problem = `'HIVE_BAD_DATA: Error parsing field value ''' || ${field} || ''' for field ${index}: For input string: "' || ${field} || '"'`;
  const checked = `CASE WHEN ${field} IS NULL THEN NULL WHEN regexp_full_match(${field}, ${quoteText(form)}) THEN coalesce(${value}, CAST(athena_fail(${problem}) AS ${duck})) ELSE CAST(athena_fail(${problem}) AS ${duck}) END`;
  return checked;
}

/**
 * Lines as OpenCSVSerde reads them: a quoted value holds no line end, the last value without its closing quote is
 * NULL, and so are missing ones. A DuckDB query for the table's columns and `filename`.
 * @param lines a query for `line` and `filename`
 * @throws SqlError NOT_SUPPORTED for columns of other types
 */
export function openCsvRows(table: CatalogTable, lines: string): string {
  const of = (name: string, otherwise: string) =>
    (table.parameters[`serde.param.${name}`] ?? otherwise)[0] ?? otherwise;
  const separator = of("separatorChar", ",");
  const [quote, escapedBy] = [of("quoteChar", '"'), of("escapeChar", "\\")];
  const [s, q, e] = [separator, quote, escapedBy].map(inRegex);
  const plain = `[^${[...new Set([s, q, e])].join("")}]`;
  const inside = `(?:[^${[...new Set([q, e])].join("")}]|${e}.|${q}${q})*`;
  const piece = `(?:${q}${inside}${q}|${e}.|${plain})*`;
  // What follows a quote that is never closed is no value: only what stands before it is split.
  const whole = `regexp_extract(line || ${quoteText(separator)}, ${quoteText(`^(?:${piece}${s})*`)})`;
  const fields = `regexp_extract_all(${whole}, ${quoteText(`(${piece})${s}`)}, 1)`;
  const unquoted = (field: string) =>
    `regexp_replace(CASE WHEN regexp_full_match(${field}, ${quoteText(`\\s*${q}(?s:.*)${q}`)}) THEN regexp_extract(${field}, ${quoteText(`^\\s*${q}((?s:.*))${q}$`)}, 1) ELSE ${field} END, ${quoteText(`${e}(.)|${q}(${q})`)}, '\\1\\2', 'g')`;
  const columns = table.columns.map(
    (column, index) =>
      `${typed(`f[${index + 1}]`, index, column.type)} AS ${quoteName(column.name)}`,
  );
  // Most lines quote no value, or each and nothing inside: a plain split reads them ten times as fast.
  const has = (text: string) => `contains(line, ${quoteText(text)})`;
  const quotes = `length(line) - length(replace(line, ${quoteText(quote)}, ''))`;
  const allQuoted = `string_split(line[2:-2], ${quoteText(quote + separator + quote)})`;
  const values = `CASE WHEN line = '' THEN []
    WHEN ${has(escapedBy)} AND ${quoteText(escapedBy)} <> ${quoteText(quote)} THEN ${listOf(fields, unquoted)}
    WHEN NOT ${has(quote)} THEN string_split(line, ${quoteText(separator)})
    WHEN length(line) > 1 AND starts_with(line, ${quoteText(quote)}) AND ends_with(line, ${quoteText(quote)}) AND ${quotes} = 2 * len(${allQuoted}) THEN ${allQuoted}
    ELSE ${listOf(fields, unquoted)} END`;
  return `SELECT ${[...columns, "filename"].join(", ")} FROM (SELECT ${values} AS f, filename FROM (${lines}))`;
}

const listOf = (fields: string, unquoted: (field: string) => string) =>
  `list_transform(${fields}, lambda athena_f: ${unquoted("athena_f")})`;
