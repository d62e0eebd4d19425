import type { StructField, StructType } from "../plan/plan";
import { inferredTypes } from "./csv-inference";
import { type CsvDialect, csvDialect, csvFields, trimmed } from "./csv-scan";
import type { FileOptions } from "./read-options";
import { linesOf } from "./read-text";
import type { Reading } from "./source-format";

/** The fields of one line, as the reader of the whole file tells them apart. */
function fieldsOf(line: string, { separator, quote, escape: mark }: CsvDialect): string[] {
  const fields: string[] = [];
  let field = "";
  for (let at = 0; at <= line.length; ) {
    const isQuoted = quote !== "" && field === "" && line[at] === quote;
    if (isQuoted) {
      at++;
      while (at < line.length) {
        const isEscaped = line[at] === mark && (mark !== quote || line[at + 1] === quote);
        if (isEscaped && at + 1 < line.length) at++;
        else if (
          line[at] === quote &&
          (line.startsWith(separator, at + 1) || at + 1 >= line.length)
        )
          break;
        field += line[at++] ?? "";
      }
      at++;
    } else while (at < line.length && !line.startsWith(separator, at)) field += line[at++] ?? "";
    fields.push(field);
    field = "";
    if (at >= line.length) break;
    at += separator.length;
    if (at === line.length) {
      fields.push("");
      break;
    }
  }
  return fields;
}

const LINES_LOOKED_AT = 1000;

/** The first line of the first file that has one. */
async function firstFields(reading: Reading, dialect: CsvDialect): Promise<string[] | undefined> {
  for (const file of reading.files) {
    const lines = linesOf({ ...reading, files: [file] }, false);
    const result = await reading.connection.runAndReadAll(
      `SELECT line FROM (${lines}) LIMIT ${LINES_LOOKED_AT}`,
    );
    const found = result
      .getRows()
      .map(([line]) => String(line))
      .find((line) => line.trim() !== "" && !(dialect.comment && line.startsWith(dialect.comment)));
    if (found !== undefined) return fieldsOf(found, dialect);
  }
  return undefined;
}

function trimmedNames(fields: readonly string[], options: FileOptions): string[] {
  const leading = options.flag("ignoreleadingwhitespace", false);
  const trailing = options.flag("ignoretrailingwhitespace", false);
  return fields.map((field) => {
    const start = leading ? field.trimStart() : field;
    return trailing ? start.trimEnd() : start;
  });
}

/** The files' fields as they are looked at for their types. */
function trimmedFields(reading: Reading, dialect: CsvDialect, count: number): string {
  const fields = Array.from(
    { length: count },
    (_, index) => `${trimmed(reading.options, `c${index}`)} AS c${index}`,
  );
  return `SELECT ${fields.join(", ")} FROM (${csvFields(reading, dialect, count)})`;
}

/** Names of a header's fields: a missing one is `_c0`, and those that are alike get their place. */
function headerNames(fields: readonly string[], nullValue: string): string[] {
  const lower = fields.map((field) => field.toLowerCase());
  return fields.map((field, index) => {
    if (field === "" || field === nullValue) return `_c${index}`;
    const isRepeated = lower.filter((name) => name === lower[index]).length > 1;
    return isRepeated ? `${field}${index}` : field;
  });
}

/**
 * The columns of CSV files: as many as the first line has, texts unless `inferSchema` looks at every value.
 * @param moment a DuckDB condition over a column: whether it is a moment
 */
export async function csvSchema(
  reading: Reading,
  moment: (column: string) => string,
): Promise<StructType> {
  const dialect = csvDialect(reading.options);
  const first = await firstFields(reading, dialect);
  if (first === undefined) return { type: "struct", fields: [] };
  const names = dialect.header
    ? headerNames(trimmedNames(first, reading.options), reading.options.text("nullvalue") ?? "")
    : first.map((_, index) => `_c${index}`);
  const types = reading.options.flag("inferschema", false)
    ? await inferredTypes(
        reading,
        trimmedFields(reading, dialect, names.length),
        names.length,
        moment,
      )
    : names.map(() => "string");
  const fields = names.map(
    (name, index): StructField => ({ name, type: types[index] ?? "string", nullable: true }),
  );
  return { type: "struct", fields };
}
