import type { CatalogStore } from "../catalog/catalog-store";
import { partitionName } from "../catalog/partition";
import type { CatalogTable, RunContext } from "../engine";
import { engineError } from "../errors";
import type { TokenReader } from "../lexer";
import { databaseOf } from "../run-query";
import {
  describeColumn,
  describeExtended,
  describeFormatted,
  describeTable,
} from "./describe-table";
import { type Description, databasesLike, described, tableNamed, tablesLike } from "./descriptions";
import { databaseMissing, propertiesMissing, semanticFailure, taskFailed } from "./hive-error";
import { hiveStatement, isIceberg } from "./hive-statement";
import { matchingPartitions, type PartitionTerm, partitionSpec, valuesOf } from "./partition-spec";
import { createTableLines } from "./show-create-table";
import { parseShowFunctions } from "./show-functions";
import { tableProperties } from "./shown-table";
import { choose, type Execute, type Named, type Parse } from "./statement";

/** An executor that answers from the catalog. */
function fromCatalog(answer: (catalog: CatalogStore, context: RunContext) => Description): Execute {
  return async ({ environment, context, sink, signal }) => {
    signal.throwIfAborted();
    const { columns, lines, updateCount } = answer(environment.catalog, context);
    await sink.columns(columns);
    await sink.write(lines.map((line) => [line]));
    return { updateCount };
  };
}

function like(reader: TokenReader): string | undefined {
  reader.skip("LIKE");
  return reader.next.kind === "text" ? reader.text() : undefined;
}

function inDatabase(reader: TokenReader): string | undefined {
  return reader.skip("IN") || reader.skip("FROM") ? reader.databaseName() : undefined;
}

const databases: Parse = (reader) => {
  inDatabase(reader);
  const pattern = like(reader);
  return {
    execute: fromCatalog((catalog) => {
      const names = catalog.listDatabases().map((database) => database.name);
      return described(["database_name"], [...databasesLike(pattern, names)]);
    }),
  };
};

type TablePattern = { database: string | undefined; pattern: string | undefined };

function tablesOf(
  catalog: CatalogStore,
  context: RunContext,
  { database = databaseOf(context), pattern }: TablePattern,
): CatalogTable[] {
  if (catalog.getDatabase(database) === undefined) throw databaseMissing(database);
  const tables = catalog.listTables(database);
  const names = tablesLike(
    pattern,
    tables.map((table) => table.name),
  );
  return tables.filter((table) => names.has(table.name));
}

const tables: Parse = (reader) => {
  const wanted = { database: inDatabase(reader), pattern: like(reader) };
  return {
    execute: fromCatalog((catalog, context) =>
      described(
        ["tab_name"],
        tablesOf(catalog, context, wanted).map((table) => table.name),
      ),
    ),
  };
};

const views: Parse = (reader) => {
  const wanted = { database: inDatabase(reader), pattern: like(reader) };
  return {
    execute: fromCatalog((catalog, context) => {
      const found = tablesOf(catalog, context, wanted).filter(
        (table) => table.tableType === "VIRTUAL_VIEW",
      );
      const names = found.map((view) => view.name);
      return described(["views"], names, { type: "varchar" });
    }),
  };
};

/** A statement about one table, named right after its words. */
const aboutTable =
  (answer: (table: CatalogTable, catalog: CatalogStore) => Description): Parse =>
  (reader) => {
    const named = reader.hiveTable();
    return {
      execute: fromCatalog((catalog, context) =>
        answer(tableNamed(catalog, named, context), catalog),
      ),
    };
  };

const columns: Parse = (reader) => {
  if (!reader.skip("IN") && !reader.skip("FROM")) reader.fail("'FROM', 'IN'");
  const table = reader.hiveTable();
  const named: Named = { name: table.name, database: inDatabase(reader) ?? table.database };
  return {
    describes: named,
    execute: fromCatalog((catalog, context) => {
      const { columns: own, partitionKeys } = tableNamed(catalog, named, context);
      return described(
        ["field"],
        [...own, ...partitionKeys].map((column) => column.name),
      );
    }),
  };
};

const partitions: Parse = (reader) => {
  const named = reader.hiveTable();
  const spec = reader.skip("PARTITION") ? partitionSpec(reader) : [];
  return {
    execute: fromCatalog((catalog, context) => {
      const table = tableNamed(catalog, named, context);
      if (table.partitionKeys.length === 0)
        throw taskFailed(`Table ${table.database}.${table.name} is not a partitioned table`);
      const all = catalog.partitions.list(table.database, table.name);
      const found = spec.length === 0 ? all : matchingPartitions(table, all, spec);
      const names = found.map((it) => partitionName(table.partitionKeys, it.values));
      return described(["partition"], names.sort());
    }),
  };
};

const properties: Parse = (reader) => {
  const named = reader.hiveTable();
  let key: string | undefined;
  if (reader.skip("(")) {
    key = reader.text();
    reader.expect(")");
  }
  return {
    execute: fromCatalog((catalog, context) => {
      const database = named.database ?? databaseOf(context);
      const table = catalog.getTable(database, named.name);
      if (table === undefined) throw propertiesMissing(database, named.name);
      const entries = tableProperties(table);
      if (key === undefined)
        return described(
          ["prpt_name", "prpt_value"],
          entries.map(([name, value]) => `${name}\t${value}`),
        );
      const value = entries.find(([name]) => name === key)?.[1];
      const line = value ?? `Table ${database}.${table.name} does not have property: ${key}`;
      return described(["prpt_name", "prpt_value"], [line]);
    }),
  };
};

const createTable = aboutTable((table, catalog) => {
  if (table.tableType === "VIRTUAL_VIEW")
    throw semanticFailure(`SHOW CREATE TABLE is not applicable to the view ${table.name}`);
  const counted = isIceberg(table);
  return described(["createtab_stmt"], createTableLines(table, catalog), { counted });
});

const createView = aboutTable((table, catalog) => {
  const view = catalog.getView(table.database, table.name);
  if (view === undefined)
    throw engineError(
      "NOT_SUPPORTED",
      `Relation '${table.database}.${table.name}' is a table, not a view`,
    );
  const lines = [`CREATE VIEW ${table.database}.${table.name} AS `, ...view.sql.split("\n")];
  return described(["create view"], lines, { type: "varchar" });
});

/** SHOW …, answered from the catalog. */
export const parseShow: Parse = hiveStatement(
  choose(
    [["DATABASES"], databases],
    [["SCHEMAS"], databases],
    [["TABLES"], tables],
    [["VIEWS"], views],
    [["COLUMNS"], columns],
    [["PARTITIONS"], partitions],
    [["TBLPROPERTIES"], properties],
    [["CREATE", "TABLE"], createTable],
    [["CREATE", "VIEW"], createView],
    [["FUNCTIONS"], parseShowFunctions],
  ),
);

type Detail = "EXTENDED" | "FORMATTED" | undefined;

/** DESCRIBE [EXTENDED | FORMATTED] of a table or view, of one of its columns or partitions. */
export const parseDescribe: Parse = hiveStatement((reader) => {
  const detail: Detail = reader.skip("EXTENDED")
    ? "EXTENDED"
    : reader.skip("FORMATTED")
      ? "FORMATTED"
      : undefined;
  const named = reader.hiveTable();
  const spec = reader.skip("PARTITION") ? partitionSpec(reader) : undefined;
  const isOver = reader.next.kind === "end" || reader.isNext(";");
  const column = isOver ? undefined : reader.hiveName();
  return {
    describes: named,
    execute: fromCatalog((catalog, context) => {
      const table = tableNamed(catalog, named, context);
      if (spec !== undefined) requirePartition(catalog, table, spec);
      if (column !== undefined) return describeColumn(table, column);
      if (detail === "EXTENDED") return describeExtended(table);
      return detail === "FORMATTED" ? describeFormatted(table) : describeTable(table, catalog);
    }),
  };
});

function requirePartition(catalog: CatalogStore, table: CatalogTable, spec: PartitionTerm[]): void {
  const values = valuesOf(table, spec);
  if (catalog.partitions.get(table.database, table.name, values) !== undefined) return;
  const text = spec.map((term) => `${term.key}=${term.value}`).join(", ");
  throw semanticFailure(`[Error 10006]: Partition not found {${text}}`);
}
