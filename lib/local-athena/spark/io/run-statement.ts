import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import type { StartStream } from "../../sql/query-streams";

/** Runs a statement to its end, in a thread of its own where there is one to spare. What DuckDB throws is thrown on. */
export async function runStatement(
  connection: DuckDBConnection,
  startStream: StartStream,
  sql: string,
): Promise<DuckDBValue[][]> {
  const statement = await connection.prepare(sql);
  try {
    return await (await startStream(statement)).getRows();
  } finally {
    statement.destroySync();
  }
}
