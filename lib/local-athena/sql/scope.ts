import type { DuckDBConnection } from "@duckdb/node-api";
import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import type { ObjectStore } from "../storage/object-store";
import { analyzeStatement } from "./analysis/analyze";
import type { Field } from "./analysis/fields";
import { bigint, varchar } from "./analysis/type-rules";
import { OWN_CATALOG, requireOwnCatalog } from "./catalog/catalog-names";
import type { CatalogStore, ViewBody } from "./catalog/catalog-store";
import { informationSchema } from "./catalog/information-schema";
import { checkStored, viewError } from "./catalog/view-check";
import type { CatalogTable } from "./engine";
import { engineError } from "./errors";
import { icebergRelation } from "./iceberg/iceberg-relation";
import { metadataTable } from "./iceberg/metadata-tables";
import { tableNameParts } from "./table-name-parts";
import { type Alternatives, conditionsOver } from "./tables/partition-conditions";
import { isProjected, projectedPartitions } from "./tables/partition-projection";
import { partitionsTable } from "./tables/partitions-table";
import { prunePartitions } from "./tables/prune-partitions";
import { emptySource, type TableSource, tableSource } from "./tables/table-source";
import { translate } from "./translate/translate";
import type { ResolvedRelation, Scope } from "./translate/translator";
import { identifierText, positionOf, walk } from "./translate/tree";
import { parseTrino, type Tree } from "./trino-parser";
import { parseType } from "./types/types";

export type ScopeOptions = {
  store: ObjectStore;
  catalog: CatalogStore;
  connection: DuckDBConnection;
  asMaps: boolean;
  /** Tables without their rows, for a statement that is only bound. */
  empty?: boolean;
};

/** What a statement reads: its relations, and the files behind each table. */
export type PreparedScope = {
  scope: Scope;
  sources: TableSource[];
  wholeRows: boolean;
  columns: Set<string>;
};

function qualify(
  parts: string[],
  database: string,
): { catalog: string; database: string; name: string } {
  const [name = "", schema = database, catalog = OWN_CATALOG] = parts.toReversed();
  return { catalog, database: schema, name };
}

/** What names a relation of the catalog, if this node does. */
const namedBy = (node: Tree) =>
  node instanceof G.TableNameContext
    ? node.tableOrViewName()
    : node instanceof G.TableContext
      ? node.tableRef()
      : undefined;

/** Whether a name means a common table of a WITH around it: one that is already complete there, or recursive. */
function isCommonTable(name: NonNullable<ReturnType<typeof namedBy>>): boolean {
  const [only, ...more] = tableNameParts(name);
  if (more.length > 0) return false;
  const start = name.start?.start ?? 0;
  for (let node = name.parent as Tree | null; node !== null; node = node.parent as Tree | null) {
    const clause = node instanceof G.QueryStatementContext ? node.with() : null;
    const isThis = (query: G.NamedQueryContext) =>
      identifierText(query.identifier()).toLowerCase() === only &&
      (start > (query.stop?.stop ?? 0) || clause?.KW_RECURSIVE() !== null);
    if (clause?.namedQuery().some(isThis)) return true;
  }
  return false;
}

/** What the statement asks of the rows of a table with partitions, or of a view, wherever it names it. */
function conditionsOf(
  tree: Tree,
  table: CatalogTable,
  database: string,
  ofResult: Alternatives | undefined,
): Alternatives {
  const isView = table.tableType === "VIRTUAL_VIEW";
  const names = (isView ? table.columns : table.partitionKeys).map((column) => column.name);
  if (names.length === 0) return [[]];
  const columns = new Map(names.map((name) => [name, name]));
  return [...walk(tree)].flatMap((node) => {
    const name = namedBy(node);
    if (name === undefined) return [];
    const named = qualify(tableNameParts(name), database);
    const isThis = named.database === table.database && named.name === table.name;
    return isThis ? [...conditionsOver(node, named, columns, ofResult)] : [];
  });
}

/**
 * Finds the relations that a statement names and how each is read now. Names that are not in the catalog are left
 * to the translation, which knows whether they are common tables and where they stand.
 * @throws SqlError for tables that exist but cannot be read
 */
export async function prepareScope(
  options: ScopeOptions,
  tree: Tree,
  database: string,
  depth = 0,
  ofResult?: Alternatives,
): Promise<PreparedScope> {
  if (depth > 20) throw engineError("VIEW_IS_RECURSIVE", "Statement would create a recursive view");
  const found = new Map<string, ResolvedRelation>();
  const prepared = { sources: [] as TableSource[], wholeRows: false, columns: new Set<string>() };
  const names = (pseudoColumn: string) =>
    [...walk(tree)].some(
      (node) => node instanceof G.QuotedIdentifierContext && node.getText() === pseudoColumn,
    );
  const withPath = names('"$path"');
  const withRowId = names('"$row_id"');
  for (const node of walk(tree)) {
    const name = namedBy(node);
    if (name === undefined || isCommonTable(name)) continue;
    const wanted = qualify(tableNameParts(name), database);
    const period = (node instanceof G.TableNameContext && node.queryPeriod()) || undefined;
    const key = relationKey(wanted, period === undefined ? undefined : positionOf(name));
    const isOwn = options.catalog.names.lookUp(wanted.catalog) === "own";
    if (!isOwn || found.has(key)) continue;
    const conditions = (table: CatalogTable) => conditionsOf(tree, table, database, ofResult);
    const relation = await readRelation(
      options,
      wanted,
      { withPath, withRowId, period, depth, conditions, position: positionOf(name) },
      prepared,
    );
    if (relation !== undefined)
      found.set(key, { ...relation, database: wanted.database, name: wanted.name });
  }
  return {
    ...prepared,
    scope: {
      resolveTable: (parts, position) =>
        resolve(options.catalog, found, qualify(parts, database), position),
    },
  };
}

/** A table read as it was at another time is known by its place in the statement. */
const relationKey = ({ database, name }: { database: string; name: string }, position = "") =>
  `${database}.${name} ${position}`;

type Reading = {
  withPath: boolean;
  /** Whether it also asks which row of its object each row is, as a change of an Iceberg table does. */
  withRowId: boolean;
  /** Which snapshot of an Iceberg table is asked for, if not the current one. */
  period: G.QueryPeriodContext | undefined;
  depth: number;
  /** Of the relation's name in the statement. */
  position: string;
  conditions: (table: CatalogTable) => Alternatives;
};

/** The partitions that a statement's conditions leave to be read. */
async function partitionsOf(
  { catalog, connection }: ScopeOptions,
  table: CatalogTable,
  conditions: Reading["conditions"],
) {
  if (table.partitionKeys.length === 0) return [];
  const alternatives = conditions(table);
  const all = isProjected(table)
    ? await projectedPartitions(connection, table, alternatives)
    : catalog.partitions.list(table.database, table.name);
  return prunePartitions(connection, table, all, alternatives);
}

async function readRelation(
  options: ScopeOptions,
  wanted: { database: string; name: string },
  { withPath, withRowId, period, depth, conditions, position }: Reading,
  prepared: Omit<PreparedScope, "scope">,
): Promise<Pick<ResolvedRelation, "source" | "columns"> | undefined> {
  const { catalog } = options;
  if (wanted.database === "information_schema") return informationSchema(catalog, wanted.name);
  const table = catalog.getTable(wanted.database, wanted.name);
  if (table === undefined) {
    const metadata = metadataTable(catalog, wanted) ?? partitionsTable(catalog, wanted);
    if (metadata === undefined) return undefined;
    const fields = metadata.columns.map(({ name, type }) => ({ name, qualifier: [], type }));
    return { source: metadata.source, columns: fields };
  }
  const view = catalog.getView(wanted.database, wanted.name);
  const columns = tableFields(table);
  const iceberg = await icebergRelation(options, table, { withPath, withRowId, period });
  if (iceberg !== undefined) {
    prepared.sources.push(iceberg.source);
    const fields = tableFields(iceberg.table);
    return {
      source: iceberg.source.source,
      columns: withRowId ? [...fields, rowId] : fields,
    };
  }
  if (view === undefined && options.empty) return { source: emptySource(table, withPath), columns };
  if (view === undefined) {
    const partitions = await partitionsOf(options, table, conditions);
    const source = await tableSource({ ...options, table, partitions, withPath });
    prepared.sources.push(source);
    return { source: source.source, columns };
  }
  const reading = readView(options, view, depth, conditions(table), prepared);
  const relation = await reading.catch((error: unknown) => {
    throw viewError(error, table, position);
  });
  checkStored(table, relation.columns, position);
  return relation;
}

async function readView(
  options: ScopeOptions,
  view: ViewBody,
  depth: number,
  ofResult: Alternatives,
  prepared: Omit<PreparedScope, "scope">,
): Promise<Pick<ResolvedRelation, "source" | "columns">> {
  const tree = parseTrino(view.sql);
  const inner = await prepareScope(options, tree, view.database, depth + 1, ofResult);
  const { analysis, columns: output } = analyzeStatement(tree, inner.scope);
  const translated = translate(tree, inner.scope, { asMaps: options.asMaps, analysis });
  prepared.sources.push(...inner.sources);
  for (const column of [...inner.columns, ...translated.identifiers]) prepared.columns.add(column);
  if (inner.wholeRows || translated.hasStar) prepared.wholeRows = true;
  return { source: `(${translated.sql})`, columns: output };
}

const rowId: Field = { name: "$row_id", qualifier: [], type: bigint, hidden: true };

/** A table's columns and the pseudo-columns that `*` leaves out. */
function tableFields(table: CatalogTable): Field[] {
  const fields = [...table.columns, ...table.partitionKeys].map(
    (column): Field => ({
      name: column.name.toLowerCase(),
      qualifier: [],
      type: parseType(column.type),
    }),
  );
  return [...fields, { name: "$path", qualifier: [], type: varchar, hidden: true }];
}

function resolve(
  catalog: CatalogStore,
  found: Map<string, ResolvedRelation>,
  wanted: { catalog: string; database: string; name: string },
  position: string,
): ResolvedRelation {
  requireOwnCatalog(catalog.names, wanted.catalog, position);
  const relation = found.get(relationKey(wanted, position)) ?? found.get(relationKey(wanted));
  if (relation !== undefined) return relation;
  if (
    catalog.getDatabase(wanted.database) === undefined &&
    wanted.database !== "information_schema"
  ) {
    throw engineError(
      "SCHEMA_NOT_FOUND",
      `${position}: Schema '${wanted.database}' does not exist`,
    );
  }
  throw engineError(
    "TABLE_NOT_FOUND",
    `${position}: Table '${OWN_CATALOG}.${wanted.database}.${wanted.name}' does not exist`,
  );
}
