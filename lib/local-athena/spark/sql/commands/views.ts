import { SparkError } from "../../bridge";
import { nameParts } from "../../catalog/table-identifier";
import type { Relation } from "../../plan/plan";
import { tableName } from "../from";
import type { SqlReader } from "../sql-reader";
import { acting, type Command, propertyList, unsupportedCommand } from "./command";

/** Whether a plan reads a relation of this name. */
function names(value: unknown, view: string): boolean {
  if (typeof value !== "object" || value === null) return false;
  if ("rel" in value && value.rel === "table" && "name" in value)
    return nameParts(String(value.name)).join(".").toLowerCase() === view;
  return Object.values(value).some((item) => names(item, view));
}

/** What stands behind `VIEW` of CREATE VIEW; `temporary` is undefined for a permanent one. */
export function createView(
  reader: SqlReader,
  { replace, temporary }: { replace: boolean; temporary: "session" | "global" | undefined },
): Command {
  const keepsOther = reader.accept("IF", "NOT", "EXISTS");
  const name = tableName(reader);
  const columns = reader.at("(")
    ? reader.inParentheses(() => {
        const column = reader.name();
        if (reader.accept("COMMENT")) reader.string();
        return column;
      })
    : undefined;
  if (reader.accept("COMMENT")) reader.string();
  if (reader.accept("TBLPROPERTIES")) propertyList(reader);
  const query = viewQuery(reader);
  const plan: Relation =
    columns === undefined ? query : { rel: "toDF", input: query, names: columns };
  return acting(async (run) => {
    if (temporary === undefined)
      throw unsupportedCommand(
        "CREATE VIEW, which both Athena SQL and Spark would have to read, (CREATE TEMPORARY VIEW is)",
      );
    const shown = nameParts(name).join(".");
    if (temporary === "session" && names(plan, shown.toLowerCase()) && run.session.view(name))
      throw new SparkError(
        "AnalysisException",
        `Recursive view \`${shown}\` detected (cycle: \`${shown}\` -> \`${shown}\`)`,
      );
    await run.schemaOf(plan);
    const global = temporary === "global";
    const taken = global
      ? run.session.view(`global_temp.${name}`) !== undefined
      : run.session.view(name) !== undefined;
    if (keepsOther && taken) return;
    run.session.createView(name, plan, { replace, global });
  });
}

/** `AS query`, or `USING format OPTIONS (path '…')`. */
function viewQuery(reader: SqlReader): Relation {
  if (!reader.accept("USING")) {
    reader.expect("AS");
    return reader.query();
  }
  const format = reader.name().toLowerCase();
  const given = reader.accept("OPTIONS") ? propertyList(reader) : {};
  const options = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const { path, ...others } = options;
  return { rel: "read", format, paths: path === undefined ? [] : [path], options: others };
}

/** What stands behind `DROP VIEW`. */
export function dropView(reader: SqlReader): Command {
  const ifExists = reader.accept("IF", "EXISTS");
  const name = tableName(reader);
  return acting(({ session, hive }) => {
    const isGlobal = /^`?global_temp`?\./i.test(name);
    if (session.dropView(name, isGlobal)) return;
    const { database, name: table } = session.identifier(name);
    const stored = session.tables.getTable(database, table);
    if (stored?.tableType === "VIRTUAL_VIEW") return hive(`DROP VIEW \`${database}\`.\`${table}\``);
    if (stored !== undefined)
      throw new SparkError(
        "AnalysisException",
        `Cannot drop a table with DROP VIEW. Please use DROP TABLE instead`,
      );
    if (!ifExists) throw new SparkError("AnalysisException", `Table or view not found: ${name}`);
  });
}
