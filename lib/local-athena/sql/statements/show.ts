import { partitionName } from "../catalog/partition";
import type { CatalogStore } from "../catalog-store";
import type { CatalogTable, RunContext } from "../engine";
import { engineError } from "../errors";
import { databaseMissing, taskFailed } from "../hive-error";
import type { TokenReader } from "../lexer";
import { databaseOf } from "../run-query";
import {
  createTableLines,
  type Description,
  described,
  describeTable,
  likeNames,
  tableNamed,
} from "./descriptions";
import { matchingPartitions, partitionSpec } from "./partition-spec";
import { choose, type Execute, type Named, type Parse } from "./statement";
import { unsupported } from "./unsupported";

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
  return reader.skip("IN") || reader.skip("FROM") ? reader.qualifiedName().name : undefined;
}

const databases: Parse = (reader) => {
  inDatabase(reader);
  const pattern = like(reader);
  return {
    execute: fromCatalog((catalog) => {
      const names = catalog.listDatabases().map((database) => database.name);
      return described(["database_name"], [...likeNames(pattern, names)]);
    }),
  };
};

type TablePattern = { database: string | undefined; pattern: string | undefined };

function tablesLike(
  catalog: CatalogStore,
  context: RunContext,
  { database = databaseOf(context), pattern }: TablePattern,
): CatalogTable[] {
  if (catalog.getDatabase(database) === undefined) throw databaseMissing(database);
  const tables = catalog.listTables(database);
  const names = likeNames(
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
        tablesLike(catalog, context, wanted).map((table) => table.name),
      ),
    ),
  };
};

const views: Parse = (reader) => {
  const wanted = { database: inDatabase(reader), pattern: like(reader) };
  return {
    execute: fromCatalog((catalog, context) => {
      const found = tablesLike(catalog, context, wanted).filter(
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
    const named = reader.qualifiedName();
    return {
      execute: fromCatalog((catalog, context) =>
        answer(tableNamed(catalog, named, context), catalog),
      ),
    };
  };

const columnNames = (table: CatalogTable) =>
  described(
    ["field"],
    [...table.columns, ...table.partitionKeys].map((column) => column.name),
  );

const columns: Parse = (reader) => {
  if (!reader.skip("IN") && !reader.skip("FROM")) reader.fail("'FROM', 'IN'");
  const table = reader.qualifiedName();
  const named: Named = { name: table.name, database: inDatabase(reader) ?? table.database };
  return {
    describes: named,
    execute: fromCatalog((catalog, context) => columnNames(tableNamed(catalog, named, context))),
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

const properties = aboutTable((table) => {
  const entries = Object.entries(table.parameters).filter(
    ([key]) => !/^(serde\.|location$|inputformat$|outputformat$)/.test(key),
  );
  return described(
    ["prpt_name", "prpt_value"],
    entries.map(([key, value]) => `${key}\t${value}`),
  );
});

const createTable = aboutTable((table) => {
  if (table.tableType === "VIRTUAL_VIEW")
    throw engineError("NOT_SUPPORTED", `SHOW CREATE TABLE: ${table.name} is a view`);
  return described(["createtab_stmt"], createTableLines(table), { counted: false });
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
export const parseShow: Parse = choose(
  [["DATABASES"], databases],
  [["SCHEMAS"], databases],
  [["TABLES"], tables],
  [["VIEWS"], views],
  [["COLUMNS"], columns],
  [["PARTITIONS"], partitions],
  [["TBLPROPERTIES"], properties],
  [["CREATE", "TABLE"], createTable],
  [["CREATE", "VIEW"], createView],
  [["FUNCTIONS"], unsupported("SHOW FUNCTIONS")],
);

/** DESCRIBE of a table or view. */
export const parseDescribe: Parse = (reader, statement) => {
  if (reader.skip("EXTENDED") || reader.skip("FORMATTED"))
    return unsupported("DESCRIBE EXTENDED")(reader, statement);
  const named = reader.qualifiedName();
  return {
    describes: named,
    execute: fromCatalog((catalog, context) => describeTable(tableNamed(catalog, named, context))),
  };
};
