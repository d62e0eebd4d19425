import { type CatalogTable, type RunOutcome, SqlError } from "../engine";
import { engineError } from "../errors";
import type { StatementRun } from "../statements/statement";
import type { CreateTableAs } from "../writes/create-table-as";
import { castList, catalogColumn, namedColumns, outputOf } from "../writes/query-output";
import { namesProperty, textProperty } from "../writes/statement-properties";
import { isEmptyLocation, targetLocation } from "../writes/target-location";
import { invalidProperty } from "../writes/write-error";
import { tableWrite } from "../writes/write-profile";
import { writeQuery } from "../writes/write-query";
import { icebergParameters } from "./create-iceberg-table";
import { checkIcebergProperties } from "./iceberg-properties";
import { partitionField } from "./partition-spec";
import { stageIcebergRows } from "./stage-iceberg-rows";

const notOfTheTable = ["location", "is_external", "partitioning"];
const hiveOnly = ["external_location", "partitioned_by", "bucketed_by", "field_delimiter"];

/** The place of the new table and the properties that it keeps. */
function settings(run: StatementRun, { properties }: CreateTableAs) {
  const misplaced = hiveOnly.find((name) => properties.has(name));
  if (misplaced !== undefined)
    throw invalidProperty(`Table property ${misplaced} is not supported for table type ICEBERG`);
  if (properties.get("is_external") !== false)
    throw invalidProperty("The property is_external must be false for table type ICEBERG");
  const { enforcesLocation, outputLocation } = run.context;
  const named = textProperty(properties, "location");
  const location = named ?? (enforcesLocation ? outputLocation : "");
  if (location === "")
    throw invalidProperty("The property location is required for table type ICEBERG");
  if (enforcesLocation && named !== undefined)
    throw new SqlError(
      "The Create Table As Select query failed because it was submitted with a 'location' property to an Athena Workgroup that enforces a centralized output location for all queries. Please remove the 'location' property and resubmit the query.",
      2,
      1101,
    );
  const kept = [...properties]
    .filter(([name]) => !notOfTheTable.includes(name))
    .map(([name, value]): [string, string] => [
      name === "parquet_compression" ? "write_compression" : name,
      String(value).toLowerCase(),
    ]);
  const parameters = Object.fromEntries(kept);
  checkIcebergProperties(parameters);
  const { table_type: _, ...others } = parameters;
  return { target: targetLocation(location), parameters: others };
}

/** Runs CREATE TABLE … AS for an Iceberg table: the table appears with its first snapshot. */
export async function createIcebergTableAs(
  run: StatementRun,
  create: CreateTableAs,
  alreadyExists: () => SqlError,
): Promise<Partial<RunOutcome>> {
  const { environment, signal } = run;
  const { catalog, writes } = environment;
  const { target, parameters } = settings(run, create);
  if (!(await isEmptyLocation(environment.store, target)))
    throw engineError(
      "ICEBERG_FILESYSTEM_ERROR",
      `Cannot create a table on a non-empty location: ${target.uri}`,
    );
  return writeQuery(run, create.query, tableWrite(create), async (writing) => {
    const { prepared, connection, folder, readQuery } = writing;
    const output = outputOf(prepared);
    const named = namedColumns(output.columns, "Iceberg", create.columnNames);
    const columns = named.map(catalogColumn);
    const partitionSpec = namesProperty(create.properties, "partitioning").map((text) =>
      partitionField(text, columns),
    );
    const table: CatalogTable = {
      database: create.database,
      name: create.name,
      tableType: "EXTERNAL_TABLE",
      createTime: Date.now(),
      columns,
      partitionKeys: [],
      parameters: {
        ...icebergParameters(target.uri.replace(/\/$/, ""), parameters),
        ...(create.comment === undefined ? {} : { comment: create.comment }),
      },
    };
    const fieldIds = Object.fromEntries(columns.map(({ name }, index) => [name, index + 1]));
    const staged = create.withData
      ? await stageIcebergRows({
          environment,
          connection,
          readQuery,
          signal,
          folder,
          table,
          iceberg: { fieldIds, partitionSpec },
          query: `SELECT ${castList(named)} FROM ${output.relation}`,
          tree: create.tree,
        })
      : { objects: [], files: [], rowCount: 0 };
    await writes.publish(staged.objects, signal, () => {
      if (catalog.getTable(table.database, table.name) !== undefined) throw alreadyExists();
      catalog.putIcebergTable(table, partitionSpec);
      const made = catalog.iceberg.get(table.database, table.name);
      if (made === undefined || !create.withData) return;
      const { files } = staged;
      const change = { operation: "append", added: files, removed: [], base: 0 } as const;
      catalog.iceberg.commit(table, made.tableId, change);
    });
    return { updateCount: staged.rowCount, updateType: "CREATE TABLE" };
  });
}
