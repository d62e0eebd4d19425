import type { CatalogStore } from "../catalog-store";
import type { CatalogTable, Column } from "../engine";
import { engineError } from "../errors";
import { tableMissing } from "../hive-error";
import { namesMatching, PatternTooSlowError } from "../name-pattern";
import { databaseOf, type NamesContext } from "../run-query";
import { parseType, trinoType } from "../types";

/** Rows of a SHOW or DESCRIBE: Athena sends one text a row, tab-joined where the metadata has several columns. */
export type Description = { columns: Column[]; lines: string[]; updateCount: number | undefined };

const text = (name: string, type = "string"): Column => ({
  name,
  type,
  precision: 0,
  scale: 0,
  caseSensitive: false,
});

/** A description whose rows are these lines; `counted` false leaves UpdateCount out. */
export function described(
  names: string[],
  lines: string[],
  options: { type?: string; counted?: boolean } = {},
): Description {
  const columns = names.map((name) => text(name, options.type));
  return { columns, lines, updateCount: options.counted === false ? undefined : 0 };
}

/** Hive's patterns: `*` stands for anything, `|` for a choice, the rest is a Java regular expression. */
export function likeNames(
  pattern: string | undefined,
  names: readonly string[],
): ReadonlySet<string> {
  if (pattern === undefined) return new Set(names);
  try {
    return namesMatching(pattern.replaceAll(/(?<!\.)\*/g, ".*"), names);
  } catch (error) {
    const reason =
      error instanceof PatternTooSlowError ? "Pattern takes too long" : "Invalid pattern";
    throw engineError("INVALID_FUNCTION_ARGUMENT", `${reason}: ${pattern}`);
  }
}

/**
 * The table or view that a SHOW or DESCRIBE names.
 * @throws SqlError in Hive's words when it does not exist
 */
export function tableNamed(
  catalog: CatalogStore,
  named: { database: string | undefined; name: string },
  context: NamesContext,
): CatalogTable {
  const database = named.database ?? databaseOf(context);
  const table = catalog.getTable(database, named.name);
  if (table === undefined) throw tableMissing(database, named.name);
  return table;
}

const padded = (...fields: string[]) => fields.map((field) => field.padEnd(20)).join("\t");

/** Columns of a table in Hive's padded lines, of a view in Trino's words. */
export function describeTable(table: CatalogTable): Description {
  if (table.tableType === "VIRTUAL_VIEW") {
    const lines = table.columns.map((column) => {
      const type = parseType(column.type);
      return `${column.name}\t${type === undefined ? column.type : trinoType(type)}`;
    });
    return described(["column", "type"], lines, { type: "varchar" });
  }
  const line = (column: CatalogTable["columns"][number]) =>
    padded(column.name, column.type, column.comment ?? "");
  const lines = [...table.columns, ...table.partitionKeys].map(line);
  if (table.partitionKeys.length > 0) {
    lines.push(
      "\t \t ",
      "# Partition Information\t \t ",
      padded("# col_name", "data_type", "comment"),
      "\t \t ",
    );
    lines.push(...table.partitionKeys.map(line));
  }
  return described(["col_name", "data_type", "comment"], lines, { counted: false });
}

const controlNames: Record<string, string> = { "\t": "\\t", "\n": "\\n", "\\": "\\\\", "'": "\\'" };

/** A string literal of Hive's: control characters in octal. */
function quoted(value: string): string {
  const escaped = Array.from(value, (character) => {
    const code = character.charCodeAt(0);
    return (
      controlNames[character] ?? (code < 32 ? `\\${code.toString(8).padStart(3, "0")}` : character)
    );
  });
  return `'${escaped.join("")}'`;
}

/** SHOW CREATE TABLE, a line a row. */
export function createTableLines(table: CatalogTable): string[] {
  const {
    location,
    inputformat,
    outputformat,
    comment,
    "serde.serialization.lib": serde,
    ...rest
  } = table.parameters;
  const columns = table.columns.map((column, index) => {
    const note = column.comment === undefined ? "" : ` COMMENT ${quoted(column.comment)}`;
    return `  \`${column.name}\` ${column.type}${note}${index === table.columns.length - 1 ? ")" : ", "}`;
  });
  const entries = (list: [string, string][]) =>
    list.map(
      ([key, value], index) =>
        `  ${quoted(key)}=${quoted(value)}${index === list.length - 1 ? ") " : ", "}`,
    );
  const serdeProperties = Object.entries(rest)
    .filter(([key]) => key.startsWith("serde.param."))
    .map(([key, value]): [string, string] => [key.slice("serde.param.".length), value]);
  const tableProperties = Object.entries(rest).filter(
    ([key]) => !key.startsWith("serde.param.") && key !== "EXTERNAL",
  );
  return [
    `CREATE EXTERNAL TABLE \`${table.database}.${table.name}\`(`,
    ...columns,
    ...(comment === undefined ? [] : [`COMMENT ${quoted(comment)}`]),
    "ROW FORMAT SERDE ",
    `  ${quoted(serde ?? "")} `,
    ...(serdeProperties.length === 0
      ? []
      : ["WITH SERDEPROPERTIES ( ", ...entries(serdeProperties)]),
    "STORED AS INPUTFORMAT ",
    `  ${quoted(inputformat ?? "")} `,
    "OUTPUTFORMAT ",
    `  ${quoted(outputformat ?? "")}`,
    "LOCATION",
    `  ${quoted(location ?? "")}`,
    ...(tableProperties.length === 0
      ? []
      : ["TBLPROPERTIES (", ...entries(tableProperties).map((line) => line.replace(/\) $/, ")"))]),
  ];
}
