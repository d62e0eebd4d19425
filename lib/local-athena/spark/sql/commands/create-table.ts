import type { CatalogTable } from "../../../sql/engine";
import { SparkError } from "../../bridge";
import { newTable } from "../../catalog/new-table";
import type { Relation, StructField } from "../../plan/plan";
import { readDataType } from "../data-type";
import { tableName } from "../from";
import type { SqlReader } from "../sql-reader";
import { acting, type Command, propertyList, unsupportedCommand } from "./command";

function column(reader: SqlReader): StructField {
  const name = reader.name();
  reader.accept(":");
  const { type } = readDataType(reader);
  const nullable = !reader.accept("NOT", "NULL");
  const comment = reader.accept("COMMENT") ? reader.string() : undefined;
  return { name, type, nullable, ...(comment !== undefined && { metadata: { comment } }) };
}

/** Columns with types, or only names: those of PARTITIONED BY may be either. */
function partitionColumn(reader: SqlReader): { name: string; field?: StructField } {
  const next = reader.peek(1).match;
  if (next === "," || next === ")") return { name: reader.name() };
  if (next === "(")
    throw reader.refuse("Partition transforms are not supported by local-athena's Spark");
  const field = column(reader);
  return { name: field.name, field };
}

type Clauses = {
  columns: StructField[] | undefined;
  format: string | undefined;
  partitionedBy: { name: string; field?: StructField }[];
  location: string | undefined;
  comment: string | undefined;
  options: Record<string, string>;
  properties: Record<string, string>;
  plan: Relation | undefined;
};

function clauses(reader: SqlReader): Clauses {
  const columns =
    reader.at("(") && !reader.atQuery() ? reader.inParentheses(() => column(reader)) : undefined;
  const found: Clauses = {
    columns,
    format: undefined,
    partitionedBy: [],
    location: undefined,
    comment: undefined,
    options: {},
    properties: {},
    plan: undefined,
  };
  for (;;) {
    if (reader.accept("USING")) found.format = reader.name().toLowerCase();
    else if (reader.accept("PARTITIONED", "BY"))
      found.partitionedBy = reader.inParentheses(() => partitionColumn(reader));
    else if (reader.accept("LOCATION")) found.location = reader.string();
    else if (reader.accept("COMMENT")) found.comment = reader.string();
    else if (reader.accept("OPTIONS")) found.options = propertyList(reader);
    else if (reader.accept("TBLPROPERTIES")) found.properties = propertyList(reader);
    else if (reader.accept("STORED", "AS")) found.format = reader.name().toLowerCase();
    else if (reader.at("CLUSTERED") || reader.at("ROW") || reader.at("STORED"))
      throw reader.refuse(
        `${reader.peek().match} is not supported by local-athena's Spark: create such a table in Athena SQL`,
      );
    else break;
  }
  if (reader.accept("AS") || reader.atQuery()) found.plan = reader.query();
  return found;
}

/** What stands behind `CREATE TABLE`, which may be EXTERNAL. */
export function createTable(reader: SqlReader, isExternal: boolean): Command {
  const keepsOther = reader.accept("IF", "NOT", "EXISTS");
  const name = tableName(reader);
  if (reader.at("LIKE"))
    throw reader.refuse("CREATE TABLE LIKE is not supported by local-athena's Spark");
  const given = clauses(reader);
  const token = reader.peek();
  if (isExternal && given.location === undefined)
    throw reader.refuse(
      "Operation not allowed: CREATE EXTERNAL TABLE must be accompanied by LOCATION",
      token,
    );
  const options = Object.fromEntries(
    Object.entries(given.options).map(([option, value]) => [option.toLowerCase(), value]),
  );
  const location = given.location ?? options.path;
  delete options.path;
  return acting(async (run) => {
    const { session, catalog } = run;
    const identifier = session.identifier(name);
    session.database(identifier.database);
    if (catalog.getTable(identifier.database, identifier.name) !== undefined) {
      if (keepsOther) return;
      throw new SparkError(
        "AnalysisException",
        `Table ${identifier.database}.${identifier.name} already exists. You need to drop it first.`,
      );
    }
    const names = given.partitionedBy.map((one) => one.name);
    if (given.plan !== undefined) {
      if (given.columns !== undefined)
        throw new SparkError(
          "ParseException",
          "\nSchema may not be specified in a Create Table As Select (CTAS) statement",
        );
      await run.write({
        plan: given.plan,
        target: { table: name, insertInto: false },
        format: given.format ?? "parquet",
        mode: "error",
        partitionBy: names,
        options: { ...options, ...(location !== undefined && { path: location }) },
      });
      return;
    }
    const typed = given.partitionedBy.flatMap(({ field }) => (field === undefined ? [] : [field]));
    const fields = [...(given.columns ?? []), ...typed];
    if (fields.length === 0)
      throw unsupportedCommand(
        "CREATE TABLE without columns, whose schema would be that of its files,",
      );
    const table: CatalogTable = newTable(run.session, {
      identifier,
      fields,
      partitionBy: names,
      format: given.format ?? "parquet",
      options,
      location,
      comment: given.comment,
      properties: given.properties,
    });
    catalog.putTable(table);
  });
}
