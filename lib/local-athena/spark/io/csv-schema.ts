import type { StructField, StructType } from "../plan/plan";
import { type CsvDialect, csvDialect, csvFields } from "./csv-scan";
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

/** Names of a header's fields: a missing one is `_c0`, and those that are alike get their place. */
function headerNames(fields: readonly string[], nullValue: string): string[] {
  const lower = fields.map((field) => field.toLowerCase());
  return fields.map((field, index) => {
    if (field === "" || field === nullValue) return `_c${index}`;
    const isRepeated = lower.filter((name) => name === lower[index]).length > 1;
    return isRepeated ? `${field}${index}` : field;
  });
}

const number = "'[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?[dDfF]?|NaN|[+-]?Infinity'";
const whole = "'[+-]?[0-9]+'";

/** Tests of one column, from the narrowest type: the first that all its values pass is its type. */
function tests(name: string, moment: string): string[] {
  const all = (test: string) => `bool_and(${test}) FILTER (WHERE ${name} IS NOT NULL)`;
  const isWhole = `regexp_full_match(${name}, ${whole})`;
  return [
    all(`${isWhole} AND TRY_CAST(${name} AS INTEGER) IS NOT NULL`),
    all(`${isWhole} AND TRY_CAST(${name} AS BIGINT) IS NOT NULL`),
    all(`${isWhole} AND length(${name}) <= 38`),
    all(`regexp_full_match(${name}, ${number})`),
    all(moment),
    all(`lower(${name}) IN ('true', 'false')`),
    `max(length(ltrim(${name}, '+-0')))`,
  ];
}

function inferredType(answers: readonly unknown[]): string {
  const names = ["integer", "long", "decimal", "double", "timestamp", "boolean"];
  const found = names.find((_, index) => answers[index] === true);
  if (found !== "decimal") return found ?? "string";
  return `decimal(${Math.max(Number(answers[6]), 1)},0)`;
}

/** @param moment a DuckDB condition over a column: whether it is a moment */
async function inferredTypes(
  reading: Reading,
  dialect: CsvDialect,
  count: number,
  moment: (column: string) => string,
): Promise<string[]> {
  const columns = Array.from({ length: count }, (_, index) => `c${index}`);
  const asked = columns.flatMap((column) => tests(column, moment(column)));
  const [answers = []] = await reading.query(
    `SELECT ${asked.join(", ")} FROM (${csvFields(reading, dialect, count)})`,
  );
  const each = asked.length / count;
  return columns.map((_, index) => inferredType(answers.slice(index * each, (index + 1) * each)));
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
    ? headerNames(first, reading.options.text("nullvalue") ?? "")
    : first.map((_, index) => `_c${index}`);
  const types = reading.options.flag("inferschema", false)
    ? await inferredTypes(reading, dialect, names.length, moment)
    : names.map(() => "string");
  const fields = names.map(
    (name, index): StructField => ({ name, type: types[index] ?? "string", nullable: true }),
  );
  return { type: "struct", fields };
}
