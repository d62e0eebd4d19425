import type { CatalogTable } from "../engine";
import { engineError } from "../errors";
import { quoteName, quoteText } from "../translate/tree";
import { type AthenaType, duckType } from "../types/types";
import { columnType } from "./column-type";

export type DelimitedFormat = {
  /** Of fields, then of each deeper level of arrays, maps and structs. */
  separators: string[];
  escapedBy: string | undefined;
  nullText: string;
};

const DEPTH_MAX = 8;

const isInteger = /^(tinyint|smallint|integer|bigint)$/;

/** What a delimiter property says: a character, or its code as a number (`9` is a tab), as Hive reads it. */
function delimiter(text: string | undefined, otherwise: string): string {
  if (text === undefined || text === "") return otherwise;
  if (/^-?\d{1,3}$/.test(text)) return String.fromCharCode((Number(text) + 256) % 256);
  return text[0] ?? otherwise;
}

/** The delimiters of a table of LazySimpleSerDe. Errors: NOT_SUPPORTED. */
export function delimitedFormat(parameters: Record<string, string>): DelimitedFormat {
  const of = (name: string) => parameters[`serde.param.${name}`];
  const multiple = of("field.delim");
  if (multiple !== undefined && multiple.length > 1 && !/^\d+$/.test(multiple))
    throw engineError(
      "NOT_SUPPORTED",
      "A field delimiter of several characters is not supported by local-athena",
    );
  const separators = [
    delimiter(of("field.delim") ?? of("serialization.format"), "\x01"),
    delimiter(of("colelction.delim") ?? of("collection.delim"), "\x02"),
    delimiter(of("mapkey.delim"), "\x03"),
  ];
  while (separators.length < DEPTH_MAX) separators.push(String.fromCharCode(separators.length + 1));
  const escapedBy = of("escape.delim");
  return {
    separators,
    escapedBy: escapedBy === undefined ? undefined : delimiter(escapedBy, "\\"),
    nullText: of("serialization.null.format") ?? "\\N",
  };
}

const inRegex = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

/** The pieces of a text between separators that no escape character precedes; escapes stay in place. */
function split(text: string, separator: string, escapedBy: string | undefined): string {
  if (escapedBy === undefined) return `string_split(${text}, ${quoteText(separator)})`;
  const [end, mark] = [inRegex(separator), inRegex(escapedBy)];
  const piece = quoteText(`((?s:${mark}.|[^${end}${mark}])*)${end}`);
  return `regexp_extract_all(${text} || ${quoteText(separator)}, ${piece}, 1)`;
}

function unescaped(text: string, escapedBy: string | undefined): string {
  if (escapedBy === undefined) return text;
  return `regexp_replace(${text}, ${quoteText(`(?s)${inRegex(escapedBy)}(.)`)}, '\\1', 'g')`;
}

/** A text as a value of a type without parts; what does not parse is NULL, as in Hive. */
export function textValue(text: string, type: AthenaType, format: DelimitedFormat): string {
  const value = unescaped(text, format.escapedBy);
  const length = type.numbers[0];
  if (type.base === "varchar") return length === undefined ? value : `left(${value}, ${length})`;
  if (type.base === "char") return `rtrim(left(${value}, ${length ?? 1}), ' ')`;
  if (isInteger.test(type.base))
    return `TRY_CAST(athena_try_integer(${text}) AS ${duckType(type)})`;
  if (type.base === "boolean")
    return `CASE lower(${text}) WHEN 'true' THEN true WHEN 'false' THEN false END`;
  if (type.base === "varbinary") return `TRY(from_base64(${value}))`;
  if (type.base === "timestamp")
    return `CASE WHEN regexp_full_match(${text}, '\\d+-\\d+-\\d+( \\d+:\\d+(:\\d+(\\.\\d+)?)?)?') THEN TRY_CAST(${text} AS TIMESTAMP) END`;
  return `TRY_CAST(${text} AS ${duckType(type)})`;
}

/** A text as a value of its type, nested ones by the separators of their depth (1 for a column). */
function decoded(text: string, type: AthenaType, depth: number, format: DelimitedFormat): string {
  const [first, second] = type.parts;
  if (first === undefined) return textValue(text, type, format);
  const { separators, escapedBy, nullText } = format;
  const separator = separators[depth];
  if (separator === undefined || separators[depth + 1] === undefined)
    throw engineError("NOT_SUPPORTED", "Types nested this deeply are not supported in text");
  const part = (value: string, of: AthenaType, at: number) =>
    decoded(`nullif(${value}, ${quoteText(nullText)})`, of, at, format);
  const pieces = `CASE WHEN ${text} = '' THEN [] ELSE ${split(text, separator, escapedBy)} END`;
  const name = `athena_i${depth}`;
  if (type.base === "array")
    return `list_transform(${pieces}, lambda ${name}: ${part(name, first.type, depth + 1)})`;
  if (type.base === "map" && second !== undefined) {
    const pair = split(name, separators[depth + 1] ?? "", escapedBy);
    const key = part(`(${pair})[1]`, first.type, depth + 2);
    const value = part(`(${pair})[2]`, second.type, depth + 2);
    const entries = `list_transform(${pieces}, lambda ${name}: {'k': ${key}, 'v': ${value}})`;
    return `map_from_entries(list_filter(${entries}, lambda ${name}: ${name}.k IS NOT NULL))`;
  }
  const fields = type.parts.map(
    (field, index) =>
      `${quoteName(field.name ?? `__field${index + 1}`)} := ${part(`(${split(text, separator, escapedBy)})[${index + 1}]`, field.type, depth + 1)}`,
  );
  return `CASE WHEN ${text} IS NOT NULL THEN struct_pack(${fields.join(", ")}) END`;
}

/**
 * Lines as Hive's LazySimpleSerDe reads them: a DuckDB query for the table's columns and `filename`.
 * @param lines a query for `line` and `filename`
 * @throws SqlError NOT_SUPPORTED
 */
export function delimitedRows(table: CatalogTable, lines: string): string {
  const format = delimitedFormat(table.parameters);
  const fields = split("line", format.separators[0] ?? "", format.escapedBy);
  const nullText = quoteText(format.nullText);
  const columns = table.columns.map((column, index) => {
    const value = decoded(
      `nullif(f[${index + 1}], ${nullText})`,
      columnType(column.type).athena,
      1,
      format,
    );
    return `${value} AS ${quoteName(column.name)}`;
  });
  return `SELECT ${[...columns, "filename"].join(", ")} FROM (SELECT ${fields} AS f, filename FROM (${lines}))`;
}
