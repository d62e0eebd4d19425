import type { CatalogTable } from "../../../sql/engine";
import { SparkError } from "../../bridge";
import { isManaged } from "../../catalog/catalog-table";
import { sparkFields } from "../../catalog/column-types";
import type { StructField, WireValue } from "../../plan/plan";
import { simpleString } from "../../plan/type-text";
import { tableName } from "../from";
import type { SqlReader } from "../sql-reader";
import { type Command, type ParseCommand, rowsOf, unsupportedCommand } from "./command";
import { formatOfTable } from "./create-table-text";

const columns = { col_name: "string", data_type: "string", comment: "string" } as const;

const lineOf = ({ name, type, metadata }: StructField): WireValue[] => [
  name,
  simpleString(type),
  typeof metadata?.comment === "string" ? metadata.comment : null,
];

/** `Thu Jan 01 00:00:00 UTC 1970`, as Java prints a moment. */
function javaDate(ms: number): string {
  const [, week = "", day = "", month = "", year = "", time = ""] =
    /^(\w+), (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(ms).toUTCString()) ?? [];
  return `${week} ${month} ${day} ${time} UTC ${year}`;
}

function partitionLines(table: CatalogTable, fields: readonly StructField[]): WireValue[][] {
  const keys = new Set(table.partitionKeys.map(({ name }) => name));
  if (keys.size === 0) return [];
  const lines = fields.filter(({ name }) => keys.has(name)).map(lineOf);
  return [["# Partition Information", "", ""], ["# col_name", "data_type", "comment"], ...lines];
}

function detailLines(table: CatalogTable): WireValue[][] {
  const { location = "", comment } = table.parameters;
  return [
    ["", "", ""],
    ["# Detailed Table Information", "", ""],
    ["Database", table.database, ""],
    ["Table", table.name, ""],
    ["Created Time", javaDate(table.createTime), ""],
    ["Type", isManaged(table) ? "MANAGED" : "EXTERNAL", ""],
    ["Provider", formatOfTable(table), ""],
    ...(comment === undefined ? [] : [["Comment", comment, ""]]),
    ["Location", location, ""],
  ];
}

function describeDatabase(reader: SqlReader): Command {
  const isExtended = reader.accept("EXTENDED");
  const name = reader.nameParts().at(-1) ?? "";
  return async ({ catalog }) => {
    const database = catalog.getDatabase(name.toLowerCase());
    if (database === undefined)
      throw new SparkError("AnalysisException", `Database '${name}' not found`);
    const { location = "", ...others } = database.parameters;
    const properties = Object.entries(others).map(([key, value]) => `(${key},${value})`);
    const extended = isExtended ? [["Properties", `(${properties.join(", ")})`]] : [];
    return rowsOf({ info_name: "string", info_value: "string" }, [
      ["Namespace Name", database.name],
      ["Comment", database.description ?? ""],
      ["Location", location],
      ...(isExtended && properties.length === 0 ? [["Properties", ""]] : extended),
    ]);
  };
}

/** DESCRIBE …, after that word. */
export const parseDescribe: ParseCommand = (reader) => {
  if (reader.acceptOne("DATABASE", "SCHEMA", "NAMESPACE") !== undefined)
    return describeDatabase(reader);
  if (reader.accept("FUNCTION")) {
    reader.rest();
    return () => Promise.reject(unsupportedCommand("DESCRIBE FUNCTION"));
  }
  if (reader.accept("QUERY") || reader.atQuery()) {
    const plan = reader.query();
    return async ({ schemaOf }) => rowsOf(columns, (await schemaOf(plan)).fields.map(lineOf));
  }
  reader.accept("TABLE");
  const isExtended = reader.acceptOne("EXTENDED", "FORMATTED") !== undefined;
  const name = tableName(reader);
  if (reader.at("PARTITION"))
    throw reader.refuse("DESCRIBE … PARTITION is not supported by local-athena");
  const column = reader.isName() ? reader.name() : undefined;
  return async ({ session, schemaOf }) => {
    const view = session.view(name);
    const table = view === undefined ? session.table(name) : undefined;
    const fields =
      view === undefined ? sparkFields(session.table(name)) : (await schemaOf(view.plan)).fields;
    if (column !== undefined) {
      const field = fields.find((one) => one.name.toLowerCase() === column.toLowerCase());
      if (field === undefined)
        throw new SparkError("AnalysisException", `Column ${column} does not exist`);
      const [shown, type, comment] = lineOf(field);
      return rowsOf({ info_name: "string", info_value: "string" }, [
        ["col_name", shown ?? null],
        ["data_type", type ?? null],
        ["comment", comment ?? "NULL"],
      ]);
    }
    const lines = fields.map(lineOf);
    if (table === undefined) return rowsOf(columns, lines);
    const details = isExtended ? detailLines(table) : [];
    return rowsOf(columns, [...lines, ...partitionLines(table, fields), ...details]);
  };
};
