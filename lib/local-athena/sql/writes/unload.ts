import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import type { RunOutcome } from "../engine";
import { databaseOf, queryTree } from "../run-query";
import type { StatementRun } from "../statements/statement";
import { walk } from "../translate/tree";
import { parseTrino, type Tree } from "../trino-parser";
import { partitionColumnCount, partitionLocation, stageHiveRows } from "./hive-rows";
import { newTableFormat } from "./new-table-format";
import { uriOf } from "./object-writes";
import { catalogColumn, namedColumns, outputOf } from "./query-output";
import { namesProperty, statementProperties } from "./statement-properties";
import { isEmptyLocation, targetLocation } from "./target-location";
import { cleanLocationHint, invalidProperty, pathExists, withHint } from "./write-error";
import { writeQuery } from "./write-query";

const unloadProperties = [
  "format",
  "compression",
  "compression_level",
  "field_delimiter",
  "partitioned_by",
];

export type Unload = {
  /** The query, at its own place in a text that is otherwise blank: so that errors know where it stands. */
  sql: string;
  query: Tree;
  location: string;
  properties: G.PropertiesContext | null;
};

/** Reads `name = value, …` by the grammar that has it. Errors: MALFORMED_QUERY. */
export function propertiesIn(text: string): G.PropertiesContext | null {
  for (const node of walk(parseTrino(`CREATE TABLE t WITH (${text}\n) AS SELECT 1`)))
    if (node instanceof G.PropertiesContext) return node;
  return null;
}

/** Runs UNLOAD. Errors: SqlError in Athena's words, AbortError; nothing is left of a failure. */
export async function unload(run: StatementRun, unloaded: Unload): Promise<Partial<RunOutcome>> {
  return withHint(cleanLocationHint(unloaded.location), async () => {
    const { environment } = run;
    const properties = statementProperties(unloaded.properties, unloadProperties);
    if (!properties.has("format"))
      throw invalidProperty("The property 'format' is required for UNLOAD");
    const { format } = newTableFormat(properties);
    const location = targetLocation(unloaded.location);
    if (!(await isEmptyLocation(environment.store, location)))
      throw pathExists(`${databaseOf(run.context)}.unload`, location.uri);
    const tree = queryTree(unloaded.query, unloaded.sql, run.context);
    const plan = { writers: ["TableWriter"], target: location.uri };
    return writeQuery(run, tree, plan, async (writing) => {
      const output = outputOf(writing.prepared);
      const columns = namedColumns(output.columns, "Hive");
      const keys = namesProperty(properties, "partitioned_by").map((key) => key.toLowerCase());
      const names = columns.map((column) => column.name);
      const partitionKeys = columns
        .slice(columns.length - partitionColumnCount(names, keys))
        .map(catalogColumn);
      const written = await stageHiveRows({
        run,
        writing,
        tree,
        relation: output.relation,
        columns,
        partitionKeys,
        format,
        locationOf: (values) => partitionLocation(location, partitionKeys, values),
      });
      await environment.writes.publish(written.objects, run.signal, () => {});
      const manifest = written.objects.length === 0 ? undefined : written.objects.map(uriOf);
      return { updateCount: written.rowCount, updateType: "UNLOAD", manifest };
    });
  });
}
