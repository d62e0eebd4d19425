import type { CatalogTable } from "../../../sql/engine";
import { SparkError } from "../../bridge";
import { isManaged } from "../../catalog/catalog-table";
import { objectsAt } from "../../io/target-path";
import { tableName } from "../from";
import type { SqlReader } from "../sql-reader";
import {
  acting,
  type Command,
  type CommandRun,
  type ParseCommand,
  unsupportedCommand,
} from "./command";
import { partitionValuesOf } from "./show";

/** Takes a table out of the catalog; objects go with it only when Spark chose their place, or Iceberg owns them. */
export async function dropStoredTable(
  { catalog, writes, store }: CommandRun,
  table: CatalogTable,
): Promise<void> {
  const { database, name } = table;
  const iceberg = catalog.iceberg.get(database, name);
  const objects =
    iceberg !== undefined
      ? catalog.iceberg.allFiles(iceberg.tableId)
      : isManaged(table)
        ? await objectsAt(store, table.parameters.location ?? "")
        : [];
  await writes.discard(objects, () => catalog.dropTable(database, name));
}

/** What stands behind `DROP TABLE`. */
export function dropTable(reader: SqlReader): Command {
  const ifExists = reader.accept("IF", "EXISTS");
  const name = tableName(reader);
  reader.accept("PURGE");
  return acting(async (run) => {
    if (run.session.dropView(name, /^`?global_temp`?\./i.test(name))) return;
    const { database, name: table } = run.session.identifier(name);
    const stored = run.catalog.getTable(database, table);
    if (stored === undefined) {
      if (ifExists) return;
      throw new SparkError("AnalysisException", `Table or view not found: ${name}`);
    }
    if (stored.tableType === "VIRTUAL_VIEW")
      throw new SparkError(
        "AnalysisException",
        "Cannot drop a view with DROP TABLE. Please use DROP VIEW instead",
      );
    await dropStoredTable(run, stored);
  });
}

/** TRUNCATE TABLE, after the first word. */
export const parseTruncate: ParseCommand = (reader) => {
  reader.expect("TABLE");
  const name = tableName(reader);
  const isPart = reader.accept("PARTITION");
  if (isPart) partitionValuesOf(reader);
  return acting(async ({ session, catalog, store, writes }) => {
    const table = session.table(name);
    if (isPart) throw unsupportedCommand("TRUNCATE TABLE … PARTITION");
    if (!isManaged(table))
      throw new SparkError(
        "AnalysisException",
        `Operation not allowed: TRUNCATE TABLE on external tables: \`${table.database}\`.\`${table.name}\``,
      );
    const objects = await objectsAt(store, table.parameters.location ?? "");
    const partitions = catalog.partitions.list(table.database, table.name);
    await writes.discard(objects, () =>
      catalog.partitions.drop(
        table.database,
        table.name,
        partitions.map(({ values }) => values),
      ),
    );
  });
};

/** Statements that Athena SQL reads in the same words: ALTER TABLE and MSCK REPAIR TABLE, after the first word. */
export const hiveCommand =
  (first: string): ParseCommand =>
  (reader) => {
    const start = reader.peek();
    if (first === "ALTER") {
      reader.expect("TABLE");
    } else reader.expect("REPAIR", "TABLE");
    const before = reader.sql.slice(start.start, reader.peek().start);
    const name = tableName(reader);
    const rest = reader.rest();
    return acting(({ session, hive }) => {
      const { database, name: table } = session.table(name);
      return hive(`${first} ${before}\`${database}\`.\`${table}\` ${rest}`);
    });
  };

/** CACHE, UNCACHE, REFRESH, CLEAR CACHE: every query reads the objects that exist, so that nothing is kept. */
export const parseCache =
  (first: string): ParseCommand =>
  (reader) => {
    if (first === "CLEAR") {
      reader.expect("CACHE");
      return acting(() => {});
    }
    if (first === "REFRESH" && reader.peek().kind === "string") {
      reader.string();
      return acting(() => {});
    }
    if (first === "CACHE") reader.accept("LAZY");
    if (first !== "REFRESH" || reader.at("TABLE")) reader.expect("TABLE");
    const ifExists = reader.accept("IF", "EXISTS");
    const name = tableName(reader);
    const plan = reader.accept("AS") || reader.atQuery() ? reader.query() : undefined;
    return acting(({ session }) => {
      if (plan !== undefined) session.createView(name, plan, { replace: false, global: false });
      else if (!ifExists && session.view(name) === undefined) session.table(name);
    });
  };
