import type { CatalogTable } from "../engine";
import { engineError } from "../errors";
import { quoteName, quoteText } from "../translate/tree";
import { columnType } from "./column-type";
import { type DelimitedFormat, textValue } from "./delimited";

const noEscapes: DelimitedFormat = { separators: [], escapedBy: undefined, nullText: "" };

/** How many groups a pattern captures: its opening parentheses but for escaped ones, those in classes and `(?:`. */
function groupCount(pattern: string): number {
  const plain = pattern.replaceAll(/\\./gs, "").replaceAll(/\[[^\]]*\]/g, "");
  return plain.match(/\((?!\?)|\(\?P?<[A-Za-z]/g)?.length ?? 0;
}

/**
 * Lines as Hive's RegexSerDe reads them: a column a group of `input.regex`, which must match the whole line, else all
 * are NULL. A DuckDB query for the table's columns and `filename`.
 * @param lines a query for `line` and `filename`
 * @throws SqlError NOT_SUPPORTED for patterns that only Java has; HIVE_INVALID_METADATA without a pattern
 */
export function regexRows(table: CatalogTable, lines: string): string {
  const pattern = table.parameters["serde.param.input.regex"];
  if (pattern === undefined || pattern === "")
    throw engineError(
      "HIVE_INVALID_METADATA",
      'This table does not have serde property "input.regex"!',
    );
  if (/\(\?<?[=!]|[*+?}]\+|\\[1-9]/.test(pattern))
    throw engineError(
      "NOT_SUPPORTED",
      "Look-around, possessive quantifiers and back references in input.regex are not supported by local-athena",
    );
  const ignoresCase = table.parameters["serde.param.input.regex.case.insensitive"] === "true";
  const whole = quoteText(
    `(?s${ignoresCase ? "i" : ""})^(?:${pattern.replaceAll("(?<", "(?P<")})$`,
  );
  const groups = groupCount(pattern);
  const columns = table.columns.map((column, index) => {
    const { athena, duck } = columnType(column.type);
    if (athena.parts.length > 0)
      throw engineError("NOT_SUPPORTED", `A column of type ${column.type} with RegexSerDe`);
    // DuckDB gives a group that took no part the same empty text as one that matched nothing.
    const group = `regexp_extract(line, ${whole}, ${index + 1})`;
    const value = index < groups ? textValue(group, athena, noEscapes) : `CAST(NULL AS ${duck})`;
    return `CASE WHEN matches THEN ${value} END AS ${quoteName(column.name)}`;
  });
  const matched = `SELECT line, regexp_matches(line, ${whole}) AS matches, filename FROM (${lines})`;
  return `SELECT ${[...columns, "filename"].join(", ")} FROM (${matched})`;
}
