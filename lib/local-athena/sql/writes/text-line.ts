import type { DelimitedFormat } from "../tables/delimited";
import { quoteName, quoteText } from "../translate/tree";
import type { AthenaType } from "../types/types";

/** What LazySimpleSerDe takes for a separator or an escape is escaped, if the table has an escape character. */
function escaped(value: string, { escapedBy, separators }: DelimitedFormat): string {
  if (escapedBy === undefined) return value;
  return [escapedBy, ...separators].reduce(
    (text, mark) => `replace(${text}, ${quoteText(mark)}, ${quoteText(escapedBy + mark)})`,
    value,
  );
}

/** A DuckDB expression for the value's text, NULL for NULL. `depth` is that of the separator within the value. */
function valueText(
  value: string,
  type: AthenaType,
  format: DelimitedFormat,
  depth: number,
): string {
  const orNull = (text: string) => `coalesce(${text}, ${quoteText(format.nullText)})`;
  const separator = (at: number) => quoteText(format.separators[at] ?? "");
  const item = `athena_v${depth}`;
  const [first, second] = type.parts;
  if (type.base === "array" && first !== undefined) {
    const text = orNull(valueText(item, first.type, format, depth + 1));
    return `array_to_string(list_transform(${value}, lambda ${item}: ${text}), ${separator(depth)})`;
  }
  if (type.base === "map" && first !== undefined && second !== undefined) {
    const key = valueText(`${item}.key`, first.type, format, depth + 2);
    const text = orNull(valueText(`${item}.value`, second.type, format, depth + 2));
    const entry = `${key} || ${separator(depth + 1)} || ${text}`;
    return `array_to_string(list_transform(map_entries(${value}), lambda ${item}: ${entry}), ${separator(depth)})`;
  }
  if (type.base === "row") {
    const fields = type.parts.map((part, index) =>
      orNull(valueText(`struct_extract_at(${value}, ${index + 1})`, part.type, format, depth + 1)),
    );
    return `CASE WHEN ${value} IS NOT NULL THEN ${fields.join(` || ${separator(depth)} || `)} END`;
  }
  if (type.base === "varbinary") return `base64(${value})`;
  const text = `CAST(${value} AS VARCHAR)`;
  if (type.base === "varchar" || type.base === "char") return escaped(text, format);
  if (type.base !== "real" && type.base !== "double") return text;
  const special = "WHEN 'inf' THEN 'Infinity' WHEN '-inf' THEN '-Infinity' WHEN 'nan' THEN 'NaN'";
  return `CASE ${text} ${special} ELSE upper(replace(${text}, 'e+', 'e')) END`;
}

/** A select list of one column, the line that LazySimpleSerDe reads back as these columns. */
export function textLine(
  columns: readonly { name: string; type: AthenaType }[],
  format: DelimitedFormat,
): string {
  const nullText = quoteText(format.nullText);
  const fields = columns.map(
    ({ name, type }) => `coalesce(${valueText(quoteName(name), type, format, 1)}, ${nullText})`,
  );
  return `${fields.join(` || ${quoteText(format.separators[0] ?? "")} || `)} AS line`;
}
