import type { DuckDBConnection } from "@duckdb/node-api";
import type * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import { engineError } from "../errors";
import { translate } from "../translate/translate";
import { positionOf } from "../translate/tree";
import type { IcebergTables, Snapshot } from "./iceberg-tables";

/** The instant of a constant expression, in milliseconds since the epoch. */
async function instantOf(
  connection: DuckDBConnection,
  node: G.QueryPeriodContext,
): Promise<number> {
  const scope = {
    resolveTable(): never {
      throw engineError("NOT_SUPPORTED", `${positionOf(node)}: Time travel to a queried instant`);
    },
  };
  const { sql } = translate(node.valueExpression(), scope, { asMaps: false });
  const result = await connection.runAndReadAll(`SELECT epoch_ms(CAST((${sql}) AS TIMESTAMPTZ))`);
  return Number(result.getRows()[0]?.[0] ?? Number.NaN);
}

/**
 * The snapshot that `FOR VERSION AS OF` or `FOR TIMESTAMP AS OF` names.
 * @throws SqlError INVALID_ARGUMENTS when there is none
 */
export async function snapshotOf(
  connection: DuckDBConnection,
  iceberg: IcebergTables,
  table: { tableId: number; shown: string },
  node: G.QueryPeriodContext,
): Promise<Snapshot> {
  const snapshots = iceberg.snapshots(table.tableId);
  const value = node.valueExpression().getText();
  if (node.rangeType().KW_VERSION() !== null) {
    const found = snapshots.find(({ snapshotId }) => snapshotId === value);
    if (found !== undefined) return found;
    throw engineError(
      "INVALID_ARGUMENTS",
      `${positionOf(node)}: Iceberg snapshot ID does not exists: ${value}`,
    );
  }
  const instant = await instantOf(connection, node);
  const found = snapshots.findLast(({ committedAt }) => committedAt <= instant);
  if (found !== undefined) return found;
  const shown = Number.isFinite(instant) ? new Date(instant).toISOString() : value;
  throw engineError(
    "INVALID_ARGUMENTS",
    `${positionOf(node)}: No version history table ${table.shown} at or before ${shown}`,
  );
}
