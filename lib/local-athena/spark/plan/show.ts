import type { StructType, WireValue } from "./plan";
import { valueText } from "./value-text";

const fullWidth =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60\uFFE0-\uFFE6]/gu;
const widthMin = 3;

/** Full-width characters take two places. */
function widthOf(text: string): number {
  return text.length + (text.match(fullWidth)?.length ?? 0);
}

function cut(text: string, truncate: number): string {
  if (truncate <= 0 || text.length <= truncate) return text;
  return truncate < 4 ? text.slice(0, truncate) : `${text.slice(0, truncate - 3)}...`;
}

const escaped = (text: string): string =>
  text
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t")
    .replaceAll("\f", "\\f")
    .replaceAll("\b", "\\b")
    .replaceAll("\v", "\\v")
    .replaceAll("\u0007", "\\a");

function table(rows: string[][], isCut: boolean): string {
  const columns = rows[0]?.length ?? 0;
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(widthMin, ...rows.map((row) => widthOf(row[at] ?? ""))),
  );
  const line = `+${widths.map((width) => "-".repeat(width)).join("+")}+\n`;
  const shown = rows.map((row) => {
    const cells = row.map((cell, at) => {
      const space = " ".repeat((widths[at] ?? 0) - widthOf(cell));
      return isCut ? space + cell : cell + space;
    });
    return `|${cells.join("|")}|\n`;
  });
  const [head = "", ...body] = shown;
  return `${line}${head}${line}${body.join("")}${line}`;
}

function records(rows: string[][]): string {
  const [names = [], ...data] = rows;
  const nameWidth = Math.max(widthMin, ...names.map(widthOf));
  const valueWidth = Math.max(widthMin, ...data.flat().map(widthOf));
  return data
    .map((row, at) => {
      const head = `-RECORD ${at}`.padEnd(nameWidth + valueWidth + 5, "-");
      const lines = row.map((cell, index) => {
        const name = names[index] ?? "";
        const space = " ".repeat(nameWidth - widthOf(name));
        return ` ${name}${space} | ${cell}${" ".repeat(valueWidth - widthOf(cell))} \n`;
      });
      return `${head}\n${lines.join("")}`;
    })
    .join("");
}

/**
 * Dataset.showString of Spark 3.2: `found` holds one row more than `rowCount` where there are more.
 * `truncate`: characters of a cell, 0 for all. Cells stand right when they may be cut, else left.
 */
export function showString(
  schema: StructType,
  found: readonly WireValue[][],
  rowCount: number,
  truncate: number,
  vertical: boolean,
): string {
  const shown = found.slice(0, Math.max(0, rowCount));
  const hasMore = found.length > shown.length;
  const names = schema.fields.map((field) => cut(escaped(field.name), truncate));
  const cells = shown.map((row) =>
    schema.fields.map((field, at) =>
      cut(escaped(valueText(row[at] ?? null, field.type)), truncate),
    ),
  );
  const rows = [names, ...cells];
  const body = vertical ? records(rows) : table(rows, truncate > 0);
  if (vertical && shown.length === 0 && !hasMore) return "(0 rows)\n";
  if (!hasMore) return body;
  return `${body}only showing top ${rowCount} ${rowCount === 1 ? "row" : "rows"}\n`;
}
