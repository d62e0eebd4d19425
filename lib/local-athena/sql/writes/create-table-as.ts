import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import { OWN_CATALOG, requireOwnCatalog } from "../catalog/catalog-names";
import { type CatalogTable, type RunOutcome, SqlError } from "../engine";
import { engineError } from "../errors";
import { createIcebergTableAs } from "../iceberg/create-iceberg-table-as";
import { icebergPropertyNames } from "../iceberg/iceberg-properties";
import { databaseOf, queryTree } from "../run-query";
import type { StatementRun } from "../statements/statement";
import { tableNameParts } from "../table-name-parts";
import { identifierText, positionOf, walk } from "../translate/tree";
import { malformed, type Tree } from "../trino-parser";
import { partitionColumnCount, partitionLocation, stageHiveRows } from "./hive-rows";
import { newTableFormat } from "./new-table-format";
import { uriOf } from "./object-writes";
import { catalogColumn, namedColumns, outputOf } from "./query-output";
import {
  namesProperty,
  numberProperty,
  type StatementProperties,
  statementProperties,
  textProperty,
} from "./statement-properties";
import { isEmptyLocation, type TargetLocation, targetLocation } from "./target-location";
import { cleanLocationHint, invalidProperty, pathExists, withHint } from "./write-error";
import { tableWrite } from "./write-profile";
import { writeQuery } from "./write-query";

const hiveProperties = [
  "table_type",
  "format",
  "external_location",
  "partitioned_by",
  "bucketed_by",
  "bucket_count",
  "field_delimiter",
  "write_compression",
  "parquet_compression",
  "orc_compression",
  "compression_level",
  "is_external",
];

const tableProperties = [
  ...new Set([...hiveProperties, ...icebergPropertyNames, "location", "partitioning"]),
];

/** A CREATE TABLE … AS as it was parsed, its parameters in place. */
export type CreateTableAs = {
  tree: Tree;
  database: string;
  name: string;
  comment: string | undefined;
  columnNames: string[] | undefined;
  query: Tree;
  withData: boolean;
  properties: StatementProperties;
};

/**
 * The CTAS within a parsed statement.
 * @throws SqlError with errorCode MALFORMED_QUERY for forms that Athena does not have
 */
export function createTableAsIn(tree: Tree): G.CreateTableAsSelectContext {
  for (const node of walk(tree)) {
    if (!(node instanceof G.CreateTableAsSelectContext)) continue;
    if (node.KW_REPLACE() !== null)
      throw malformed("line 1:8: mismatched input 'OR'. Expecting: 'TABLE'");
    return node;
  }
  throw malformed("line 1:1: mismatched input 'CREATE'. Expecting: <query>");
}

/** The table's name with its database, checked against the catalog. */
function destination(run: StatementRun, node: G.CreateTableAsSelectContext) {
  const { catalog } = run.environment;
  const parts = tableNameParts(node.tableNameCreate());
  const name = parts.at(-1) ?? "";
  const database = parts.at(-2) ?? databaseOf(run.context);
  requireOwnCatalog(catalog.names, parts.at(-3) ?? OWN_CATALOG, positionOf(node.tableNameCreate()));
  if (catalog.getDatabase(database) === undefined)
    throw engineError("SCHEMA_NOT_FOUND", `line 1:1: Schema '${database}' does not exist`);
  return { database, name, exists: catalog.getTable(database, name) !== undefined };
}

function resultLocation(run: StatementRun, properties: StatementProperties): TargetLocation {
  const external = textProperty(properties, "external_location");
  if (external === undefined) {
    if (run.context.outputLocation === "")
      throw invalidProperty(
        "The property 'external_location' is required without a result location",
      );
    return targetLocation(run.context.outputLocation);
  }
  if (run.context.enforcesLocation)
    throw new SqlError(
      "The Create Table As Select query failed because it was submitted with an 'external_location' property to an Athena Workgroup that enforces a centralized output location for all queries. Please remove the 'external_location' property and resubmit the query.",
      2,
      1101,
    );
  return targetLocation(external);
}

/** @throws SqlError INVALID_TABLE_PROPERTY when only one of the properties is there or a column is not */
function bucketsOf(properties: StatementProperties, columns: readonly { name: string }[]) {
  const names = namesProperty(properties, "bucketed_by").map((name) => name.toLowerCase());
  const count = numberProperty(properties, "bucket_count") ?? 0;
  if (names.length === 0 && count === 0) return undefined;
  if (names.length === 0 || count === 0)
    throw invalidProperty("bucketed_by and bucket_count must be specified together");
  const missing = names.filter((name) => !columns.some((column) => column.name === name));
  if (missing.length > 0)
    throw invalidProperty(`Bucketing columns [${missing.join(", ")}] not present in schema`);
  return { columns: names, count };
}

async function createHiveTableAs(
  run: StatementRun,
  create: CreateTableAs,
): Promise<Partial<RunOutcome>> {
  const { environment } = run;
  const { database, name, properties } = create;
  const other = [...properties.keys()].find((property) => !hiveProperties.includes(property));
  if (other !== undefined)
    throw invalidProperty(`Table property ${other} is not supported for table type HIVE`);
  const stored = newTableFormat(properties);
  const location = resultLocation(run, properties);
  if (!(await isEmptyLocation(environment.store, location)))
    throw pathExists(`${database}.${name}`, location.uri);
  return writeQuery(run, create.query, tableWrite(create), async (writing) => {
    const output = outputOf(writing.prepared);
    const columns = namedColumns(output.columns, "Hive", create.columnNames);
    const keys = namesProperty(properties, "partitioned_by").map((key) => key.toLowerCase());
    const ownCount =
      columns.length -
      partitionColumnCount(
        columns.map((it) => it.name),
        keys,
      );
    const described = columns.map(catalogColumn);
    const buckets = bucketsOf(properties, columns.slice(0, ownCount));
    const partitionKeys = described.slice(ownCount);
    const table: CatalogTable = {
      database,
      name,
      tableType: "EXTERNAL_TABLE",
      createTime: Date.now(),
      columns: described.slice(0, ownCount),
      partitionKeys,
      ...(buckets === undefined
        ? {}
        : { clusteredBy: { columns: buckets.columns, sortedBy: [], buckets: buckets.count } }),
      parameters: {
        EXTERNAL: "TRUE",
        ...stored.parameters,
        location: location.uri,
        ...(create.comment === undefined ? {} : { comment: create.comment }),
      },
    };
    const written = create.withData
      ? await stageHiveRows({
          run,
          writing,
          tree: create.tree,
          relation: output.relation,
          columns,
          partitionKeys,
          buckets,
          format: stored.format,
          locationOf: (values) => partitionLocation(location, partitionKeys, values),
        })
      : { rowCount: 0, objects: [], partitions: [] };
    await environment.writes.publish(written.objects, run.signal, () => {
      const { catalog } = environment;
      if (catalog.getTable(database, name) !== undefined) throw alreadyExists(database, name);
      catalog.putTable(table);
      const partitions = written.partitions.map((values) => ({
        values,
        location: partitionLocation(location, partitionKeys, values).uri,
        parameters: {},
        createTime: table.createTime,
      }));
      catalog.partitions.add(database, name, partitions);
    });
    const manifest = written.objects.length === 0 ? undefined : written.objects.map(uriOf);
    return { updateCount: written.rowCount, updateType: "CREATE TABLE", manifest };
  });
}

const alreadyExists = (database: string, name: string) =>
  engineError(
    "TABLE_ALREADY_EXISTS",
    `line 1:1: Destination table 'awsdatacatalog.${database}.${name}' already exists`,
  );

/** Runs CREATE TABLE … AS. Errors: SqlError in Athena's words, AbortError; nothing is left of a failure. */
export async function createTableAs(
  run: StatementRun,
  parsed: { tree: Tree; sql: string },
): Promise<Partial<RunOutcome>> {
  const place = run.context.outputLocation;
  const hint = cleanLocationHint(place === "" ? "" : `${place.replace(/\/+$/, "")}/`);
  return withHint(hint, async () => {
    const tree = queryTree(parsed.tree, parsed.sql, run.context);
    const node = createTableAsIn(tree);
    const { exists, ...named } = destination(run, node);
    if (exists && node.KW_EXISTS() === null) throw alreadyExists(named.database, named.name);
    if (exists) return { updateCount: 0, updateType: "CREATE TABLE" };
    const comment = node.string()?.getText();
    const create: CreateTableAs = {
      ...named,
      tree,
      query: node.rootQuery() ?? tree,
      comment: comment === undefined ? undefined : comment.slice(1, -1).replaceAll("''", "'"),
      columnNames: node
        .columnListCreate()
        ?.columnNameCreate()
        .map((column) => identifierText(column).toLowerCase()),
      withData: node.KW_NO() === null,
      properties: statementProperties(node.properties(), tableProperties),
    };
    const type = textProperty(create.properties, "table_type") ?? "HIVE";
    if (type.toUpperCase() === "ICEBERG")
      return createIcebergTableAs(run, create, () => alreadyExists(create.database, create.name));
    if (type.toUpperCase() !== "HIVE") throw invalidProperty(`Unsupported table_type: ${type}`);
    return createHiveTableAs(run, create);
  });
}
