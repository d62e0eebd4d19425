import { quoteName, quoteText } from "../../sql/translate/tree";
import type { StructType } from "../plan/plan";
import { type CsvDialect, csvDialect, csvFields, trimmed } from "./csv-scan";
import { csvSchema } from "./csv-schema";
import type { Reading, SourceFormat } from "./source-format";
import { TextValues } from "./text-values";

const goesOn =
  "A field in quotes goes on in the next line of a CSV file, which local-athena's Spark reads with the option multiLine only";

/** In the modes that look for malformed lines: those with too few or too many fields, and with a value of no type. */
function checkedRows(
  reading: Reading,
  schema: StructType,
  dialect: CsvDialect,
  values: readonly string[],
): string {
  const count = schema.fields.length;
  const fields = schema.fields.map((_, index) => `c${index}`);
  const wrong = schema.fields.map((field, index) =>
    field.type === "string"
      ? `c${index} IS NULL`
      : `c${index} IS NULL OR (nullif(c${index}, '') IS NOT NULL AND (${values[index]}) IS NULL)`,
  );
  const isMalformed = [`c${count} IS NOT NULL`, ...wrong].map((test) => `(${test})`).join(" OR ");
  const nullValue = `'${(reading.options.text("nullvalue") ?? "").replaceAll("'", "''")}'`;
  const nulled = fields.map((field) => `nullif(${field}, ${nullValue}) AS ${field}`);
  const action =
    dialect.mode === "FAILFAST"
      ? `CASE WHEN ${isMalformed} THEN athena_fail('org.apache.spark.SparkException: Malformed records are detected in record parsing. Parse Mode: FAILFAST. To process malformed records as null result, try setting the option ''mode'' as ''PERMISSIVE''.') IS NULL ELSE true END`
      : `NOT (${isMalformed})`;
  return `SELECT ${[...nulled, "filename"].join(", ")} FROM (${csvFields(reading, dialect, count, true)}) WHERE ${action}`;
}

/** Fails for a text with a line break, which the reader may find in quotes where Spark ends the line. */
function onOneLine(schema: StructType): string {
  const broken = schema.fields.flatMap(({ type }, index) =>
    type === "string" ? [`contains(c${index}, chr(10))`] : [],
  );
  if (broken.length === 0) return "true";
  return `CASE WHEN ${broken.join(" OR ")} THEN athena_fail(${quoteText(goesOn)}) IS NULL ELSE true END`;
}

/** CSV as Spark's data source reads it; malformed values are NULL unless the mode says otherwise. */
export const csvFormat: SourceFormat = {
  infer(reading) {
    const values = new TextValues(reading.options);
    return csvSchema(reading, (column) => `(${values.timestamp(column)}) IS NOT NULL`);
  },
  async rows(reading, schema) {
    const dialect = csvDialect(reading.options);
    const texts = new TextValues(reading.options);
    const values = schema.fields.map(({ type }, index) =>
      texts.value(type === "string" ? `c${index}` : trimmed(reading.options, `c${index}`), type),
    );
    const columns = schema.fields.map(({ name, type }, index) => {
      const value = type === "string" ? trimmed(reading.options, `c${index}`) : values[index];
      return `${value} AS ${quoteName(name)}`;
    });
    const rows =
      dialect.mode === "PERMISSIVE"
        ? csvFields(reading, dialect, schema.fields.length)
        : checkedRows(reading, schema, dialect, values);
    const where = dialect.multiLine ? "" : ` WHERE ${onOneLine(schema)}`;
    return `SELECT ${[...columns, "filename"].join(", ")} FROM (${rows})${where}`;
  },
};
