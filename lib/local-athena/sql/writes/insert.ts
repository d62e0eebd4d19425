import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import { OWN_CATALOG, requireOwnCatalog } from "../catalog/catalog-names";
import type { CatalogColumn, CatalogTable, RunOutcome } from "../engine";
import { engineError } from "../errors";
import { insertIntoIceberg } from "../iceberg/insert-into-iceberg";
import { databaseOf, queryTree } from "../run-query";
import type { StatementRun } from "../statements/statement";
import { tableNameParts } from "../table-name-parts";
import { columnType } from "../tables/column-type";
import { folderPrefix, parseLocation } from "../tables/table-files";
import { identifierText, positionOf, walk } from "../translate/tree";
import { malformed, type Tree } from "../trino-parser";
import { type AthenaType, trinoType } from "../types/types";
import { isAssignable } from "./coercion";
import { existingTableFormat } from "./existing-table-format";
import { partitionLocation, stageHiveRows } from "./hive-rows";
import { uriOf } from "./object-writes";
import { type OutputColumn, outputOf } from "./query-output";
import { requireBucket, type TargetLocation, targetLocation } from "./target-location";
import { cleanManifestHint, withHint } from "./write-error";
import { tableWrite } from "./write-profile";
import { writeQuery } from "./write-query";

/** A column to write, with the type that the query gives it when it gives one. */
export type InsertColumn = OutputColumn & { from?: AthenaType };

/** @throws SqlError with errorCode MALFORMED_QUERY when there is none */
export function insertIn(tree: Tree): G.InsertIntoContext {
  for (const node of walk(tree)) if (node instanceof G.InsertIntoContext) return node;
  throw malformed("line 1:1: mismatched input 'INSERT'. Expecting: <query>");
}

/** The names that INSERT lists, checked against the table; all columns when it lists none. */
function insertNames(node: G.InsertIntoContext, columns: readonly CatalogColumn[]): string[] {
  const listed = node.columnList()?.columnRef();
  if (listed === undefined) return columns.map((column) => column.name);
  const names: string[] = [];
  for (const reference of listed) {
    const name = identifierText(reference).toLowerCase();
    if (!columns.some((column) => column.name === name))
      throw engineError(
        "COLUMN_NOT_FOUND",
        `${positionOf(node)}: Insert column name does not exist in target table: ${name}`,
      );
    if (names.includes(name))
      throw engineError(
        "DUPLICATE_COLUMN_NAME",
        `${positionOf(node)}: Insert column name is specified more than once: ${name}`,
      );
    names.push(name);
  }
  return names;
}

/**
 * Puts a query's columns in the places of the table's; those that INSERT does not name are NULL.
 * @throws SqlError TYPE_MISMATCH when their number or types do not fit
 */
export function insertColumns(
  node: G.InsertIntoContext,
  table: readonly CatalogColumn[],
  query: readonly OutputColumn[],
): InsertColumn[] {
  const names = insertNames(node, table);
  const typeOf = (name: string) =>
    columnType(table.find((column) => column.name === name)?.type ?? "").athena;
  const wanted = names.map(typeOf);
  const fits =
    wanted.length === query.length &&
    wanted.every((type, index) => {
      const from = query[index]?.type;
      return from !== undefined && isAssignable(from, type);
    });
  if (!fits) {
    const list = (types: readonly AthenaType[]) => `[${types.map(trinoType).join(", ")}]`;
    throw engineError(
      "TYPE_MISMATCH",
      `${positionOf(node)}: Insert query has mismatched column types: Table: ${list(wanted)}, Query: ${list(query.map((column) => column.type))}`,
    );
  }
  return table.map(({ name }) => {
    const given = query[names.indexOf(name)];
    const type = typeOf(name);
    return given === undefined
      ? { name, type, value: "NULL" }
      : { name, type, value: given.value, from: given.type };
  });
}

/** Where a partition of the catalog lies: its name may be escaped, which no statement may write. */
function partitionPlace(location: string): TargetLocation {
  const place = parseLocation(location);
  if (place === undefined)
    throw engineError("NOT_SUPPORTED", `The location of a partition is not on S3: ${location}`);
  const prefix = folderPrefix(place.prefix);
  return { bucket: place.bucket, prefix, uri: `s3://${place.bucket}/${prefix}` };
}

/** The table that a statement changes. Errors: SCHEMA_NOT_FOUND, TABLE_NOT_FOUND. */
export function targetTable(
  run: StatementRun,
  reference: Tree,
  position = positionOf(reference),
): CatalogTable {
  const { catalog } = run.environment;
  const parts = tableNameParts(reference);
  const name = parts.at(-1) ?? "";
  const database = parts.at(-2) ?? databaseOf(run.context);
  requireOwnCatalog(catalog.names, parts.at(-3) ?? OWN_CATALOG, position);
  if (catalog.getDatabase(database) === undefined)
    throw engineError("SCHEMA_NOT_FOUND", `${position}: Schema '${database}' does not exist`);
  const table = catalog.getTable(database, name);
  if (table !== undefined) return table;
  throw engineError(
    "TABLE_NOT_FOUND",
    `${position}: Table 'awsdatacatalog.${database}.${name}' does not exist`,
  );
}

async function insertRows(
  run: StatementRun,
  insert: { tree: Tree; node: G.InsertIntoContext; table: CatalogTable },
): Promise<Partial<RunOutcome>> {
  const { catalog, store, writes } = run.environment;
  const { table, node } = insert;
  const { database, name, partitionKeys } = table;
  if (catalog.iceberg.get(database, name) !== undefined)
    return writeQuery(run, node.rootQuery(), tableWrite(table), async (writing) => {
      const { columns, relation } = outputOf(writing.prepared);
      const inserted = insertColumns(node, table.columns, columns);
      return insertIntoIceberg(run, writing, {
        tree: insert.tree,
        table,
        relation,
        columns: inserted,
      });
    });
  if (table.clusteredBy !== undefined)
    throw engineError("NOT_SUPPORTED", "INSERT INTO is not supported on bucketed tables");
  const format = existingTableFormat(table);
  const location = targetLocation(table.parameters.location ?? "");
  await requireBucket(store, location.bucket);
  return writeQuery(run, node.rootQuery(), tableWrite(table), async (writing) => {
    const output = outputOf(writing.prepared);
    const all = [...table.columns, ...partitionKeys];
    const written = await stageHiveRows({
      run,
      writing,
      tree: insert.tree,
      relation: output.relation,
      columns: insertColumns(node, all, output.columns),
      partitionKeys,
      format,
      locationOf: (values) => {
        const known = catalog.partitions.get(database, name, values);
        return known === undefined
          ? partitionLocation(location, partitionKeys, values)
          : partitionPlace(known.location);
      },
    });
    await writes.publish(written.objects, run.signal, () => {
      targetTable(run, node.tableRef(), positionOf(node));
      const partitions = written.partitions.map((values) => ({
        values,
        location: partitionLocation(location, partitionKeys, values).uri,
        parameters: {},
        createTime: Date.now(),
      }));
      catalog.partitions.add(database, name, partitions);
    });
    const manifest = written.objects.length === 0 ? undefined : written.objects.map(uriOf);
    return { updateCount: written.rowCount, updateType: "INSERT", manifest };
  });
}

/** Runs INSERT INTO. Errors: SqlError in Athena's words, AbortError; nothing is left of a failure. */
export async function insertInto(
  run: StatementRun,
  parsed: { tree: Tree; sql: string },
): Promise<Partial<RunOutcome>> {
  const place = run.context.outputLocation;
  const hint = cleanManifestHint(place === "" ? "" : `${place}-manifest.csv`);
  return withHint(hint, async () => {
    const tree = queryTree(parsed.tree, parsed.sql, run.context);
    const node = insertIn(tree);
    const table = targetTable(run, node.tableRef(), positionOf(node));
    if (table.tableType === "VIRTUAL_VIEW")
      throw engineError(
        "NOT_SUPPORTED",
        `${positionOf(node)}: Inserting into views is not supported`,
      );
    return insertRows(run, { tree, node, table });
  });
}
