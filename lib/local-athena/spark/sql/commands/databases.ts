import { SparkError } from "../../bridge";
import { s3Path } from "../../io/s3-path";
import type { SqlReader } from "../sql-reader";
import { acting, type Command, type CommandRun, type ParseCommand, propertyList } from "./command";
import { dropStoredTable } from "./tables";

/** What stands behind `CREATE DATABASE`. */
export function createDatabase(reader: SqlReader): Command {
  const keepsOther = reader.accept("IF", "NOT", "EXISTS");
  const name = (reader.nameParts().at(-1) ?? "").toLowerCase();
  const parameters: Record<string, string> = {};
  let description: string | undefined;
  for (;;) {
    if (reader.accept("COMMENT")) description = reader.string();
    else if (reader.accept("LOCATION")) parameters.location = reader.string();
    else if (reader.accept("WITH")) {
      if (reader.acceptOne("DBPROPERTIES", "PROPERTIES") === undefined)
        throw reader.mismatch("DBPROPERTIES", "PROPERTIES");
      Object.assign(parameters, propertyList(reader));
    } else break;
  }
  return acting(({ catalog }) => {
    if (catalog.getDatabase(name) !== undefined) {
      if (keepsOther) return;
      throw new SparkError("AnalysisException", `Database '${name}' already exists`);
    }
    if (!/^[a-z0-9_]+$/.test(name))
      throw new SparkError(
        "AnalysisException",
        `\`${name}\` is not a valid name for tables/databases. Valid names only contain alphabet characters, numbers and _.`,
      );
    if (parameters.location !== undefined) s3Path(parameters.location);
    catalog.putDatabase({ name, parameters, ...(description !== undefined && { description }) });
  });
}

async function dropAll(run: CommandRun, name: string): Promise<void> {
  for (const table of run.catalog.listTables(name)) await dropStoredTable(run, table);
  run.catalog.dropDatabase(name);
  if (run.session.currentDatabase === name) run.session.currentDatabase = "default";
}

/** What stands behind `DROP DATABASE`. */
export function dropDatabase(reader: SqlReader): Command {
  const ifExists = reader.accept("IF", "EXISTS");
  const name = (reader.nameParts().at(-1) ?? "").toLowerCase();
  const cascades = reader.accept("CASCADE");
  if (!cascades) reader.accept("RESTRICT");
  return acting(async (run) => {
    if (name === "default")
      throw new SparkError("AnalysisException", "Can not drop default database");
    if (run.catalog.getDatabase(name) === undefined) {
      if (ifExists) return;
      throw new SparkError("AnalysisException", `Database '${name}' not found`);
    }
    if (!cascades && run.catalog.listTables(name).length > 0)
      throw new SparkError(
        "AnalysisException",
        `Cannot drop a non-empty database: ${name}. Use CASCADE option to drop a non-empty database.`,
      );
    await dropAll(run, name);
  });
}

/** USE, after that word. */
export const parseUse: ParseCommand = (reader) => {
  reader.acceptOne("NAMESPACE", "DATABASE", "SCHEMA");
  const name = reader.nameParts().at(-1) ?? "";
  return acting(({ session }) => session.use(name));
};
