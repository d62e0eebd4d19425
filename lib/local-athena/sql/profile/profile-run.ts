import { readFile, unlink } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { ObjectStore } from "../../storage/object-store";
import { unlessErrno } from "../../storage/store-error";
import { type Column, type RunContext, ScanLimitExceeded, type TextRow } from "../engine";
import type { TableSource } from "../tables/table-source";
import { quoteText } from "../translate/tree";
import type { QueryProfile } from "./profile";
import {
  type DuckOperator,
  mayStopEarly,
  type PlanNames,
  type PlannedOperator,
  plannedOf,
  queryOf,
} from "./profile-plan";
import { profileOf, valuesProfile } from "./profile-stages";

const LOOK_EVERY_MS = 25;

const NAMES_RELATION = /\b(?:from|values|table|unnest|execute)\b/i;

/** Whether a query may name a relation. The words may as well stand in a text, which costs time only. */
export const namesRelation = (sql: string) => NAMES_RELATION.test(sql);

/** A scan that has begun has read this much, however soon it is asked. */
const FIRST_READ_BYTES = 1024 * 1024;

const METRICS = [
  "OPERATOR_TYPE",
  "OPERATOR_CARDINALITY",
  "OPERATOR_ROWS_SCANNED",
  "OPERATOR_TIMING",
  "RESULT_SET_SIZE",
  "EXTRA_INFO",
];

export type WatchOptions = {
  connection: DuckDBConnection;
  context: RunContext;
  /** A folder for the profile that DuckDB writes; it may be outside of what SQL may read. */
  profileDir: string;
  /** What DuckDB will run. */
  sql: string;
  /** What all rows of the statement's tables count. */
  plannedBytes: number;
  /** Whether DuckDB has something to tell. */
  hasPlan: boolean;
};

export type FinishedRun = { dataScannedBytes: number; profile: QueryProfile | undefined };

export type WatchedRun = {
  /** Takes note of rows that came out and of what has been read; to be called for each chunk. */
  look(rows: readonly TextRow[]): void;
  /** The failure to report in place of one that this has caused by interrupting DuckDB. */
  failure(error: unknown): unknown;
  /**
   * What the connection's last statement read and how it was computed, once all of its rows have been fetched.
   * @throws ScanLimitExceeded
   */
  finish(columns: readonly Column[], names: PlanNames): Promise<FinishedRun>;
  /** To be called however the run ends. */
  close(): Promise<void>;
};

/** Whether a statement may end without having read all of its tables, by DuckDB's own plan. */
async function planMayStopEarly(connection: DuckDBConnection, sql: string): Promise<boolean> {
  const plan = await connection.runAndReadAll(`EXPLAIN (FORMAT JSON) ${sql}`);
  const operators = JSON.parse(String(plan.getRows()[0]?.[1])) as PlannedOperator[];
  return operators.some((operator) => mayStopEarly(operator));
}

/** Tables by their files; paths in texts become S3 URIs. */
export function planNames(store: ObjectStore, sources: readonly TableSource[]): PlanNames {
  const tables = new Map(
    sources.flatMap((source) => source.files.map((file) => [file.path, source] as const)),
  );
  return {
    tableOf: (path) => tables.get(path)?.name,
    rowCountOf(path) {
      const counts = tables.get(path)?.files.map((file) => file.rowCount ?? Number.NaN) ?? [];
      const sum = counts.reduce((total, count) => total + count, 0);
      return counts.length === 0 || Number.isNaN(sum) ? undefined : sum;
    },
    clean: (text) => text.replaceAll(store.root, "s3:/"),
  };
}

/**
 * Watches what a connection reads while it runs a statement: tells `context.onScanned`, and interrupts it at
 * `context.scanLimitBytes`. To be called when everything is prepared: the next statement is the one that is profiled.
 * @throws ScanLimitExceeded when it is certain beforehand that more will be read
 */
export async function watchRun(options: WatchOptions): Promise<WatchedRun> {
  const { connection, context, plannedBytes, hasPlan } = options;
  const limitBytes = context.scanLimitBytes ?? Number.POSITIVE_INFINITY;
  if (plannedBytes > limitBytes && !(await planMayStopEarly(connection, options.sql)))
    throw new ScanLimitExceeded(plannedBytes);
  const path = join(options.profileDir, `profile-${context.executionId}.json`);
  // PRAGMA and CALL work where the configuration is locked; SET does not.
  const statements = hasPlan
    ? [
        `CALL enable_profiling(format = 'json', save_location = ${quoteText(path)}, metrics = [${METRICS.map(quoteText).join(", ")}])`,
      ]
    : [];
  if (plannedBytes > 0)
    statements.push("PRAGMA enable_progress_bar", "PRAGMA disable_print_progress_bar");
  if (statements.length > 0) await connection.run(statements.join("; "));

  const output = { outputRows: 0, outputBytes: 0 };
  let scanned = 0;
  let exceeded: ScanLimitExceeded | undefined;
  const report = (percentage: number) => {
    const part = Math.round((plannedBytes * Math.max(0, percentage)) / 100);
    scanned = Math.min(plannedBytes, Math.max(scanned, part, FIRST_READ_BYTES));
    context.onScanned?.(scanned);
  };
  const look = () => {
    report(connection.progress.percentage);
    if (scanned <= limitBytes) return;
    exceeded ??= new ScanLimitExceeded(scanned);
    connection.interrupt();
  };
  const timer = plannedBytes > 0 ? setInterval(look, LOOK_EVERY_MS) : undefined;
  timer?.unref();

  return {
    look(rows) {
      if (plannedBytes > 0) look();
      if (hasPlan) return;
      output.outputRows += rows.length;
      for (const value of rows.flat()) output.outputBytes += value?.length ?? 0;
    },
    failure(error) {
      if (scanned === 0) report(0);
      return exceeded ?? error;
    },
    async finish(columns, names) {
      if (exceeded) throw exceeded;
      const columnNames = columns.map((column) => column.name);
      if (!hasPlan) return { dataScannedBytes: 0, profile: valuesProfile(columnNames, output) };
      const text = await readFile(path, "utf8").catch(() => "");
      const query = text === "" ? undefined : (JSON.parse(text) as { children: DuckOperator[] });
      const root = query?.children[0] && queryOf(query.children[0]);
      const stoppedEarly = root !== undefined && mayStopEarly(plannedOf(root));
      const dataScannedBytes = stoppedEarly ? scanned : plannedBytes;
      if (dataScannedBytes > limitBytes) throw new ScanLimitExceeded(dataScannedBytes);
      if (!root) return { dataScannedBytes, profile: undefined };
      return { dataScannedBytes, profile: profileOf(root, columnNames, dataScannedBytes, names) };
    },
    async close() {
      clearInterval(timer);
      if (hasPlan) await unlessErrno(unlink(path), "ENOENT");
    },
  };
}
