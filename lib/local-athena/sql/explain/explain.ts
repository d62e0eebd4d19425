import type { DuckDBConnection } from "@duckdb/node-api";
import { onConnection } from "../duckdb";
import type { ResultSink, RunContext, RunOutcome } from "../engine";
import { planNames } from "../profile/profile-run";
import { profileOf } from "../profile/profile-stages";
import {
  databaseOf,
  type PreparedQuery,
  prepareQuery,
  type QueryEnvironment,
  queryTree,
  runQuery,
} from "../run-query";
import type { Tree } from "../trino-parser";
import { trinoType } from "../types/types";
import {
  distributedText,
  graphvizText,
  ioText,
  jsonText,
  type Layout,
  logicalText,
  plannedRoot,
} from "./explain-plan";

type ExplainType = "LOGICAL" | "DISTRIBUTED" | "VALIDATE" | "IO";
type ExplainFormat = "TEXT" | "JSON" | "GRAPHVIZ";

type Explained = {
  tree: Tree;
  /** The explained statement's text. */
  query: string;
  type: ExplainType;
  format: ExplainFormat;
};

const text = { type: "varchar", precision: 0, scale: 0, caseSensitive: true };

const layoutOf = ({ columns, types }: Pick<PreparedQuery, "columns" | "types">): Layout =>
  columns.map(({ name }, index) => {
    const type = types[index];
    return { name, type: type === undefined ? "unknown" : trinoType(type) };
  });

async function planText(
  environment: QueryEnvironment,
  connection: DuckDBConnection,
  prepared: PreparedQuery,
  { type, format }: Explained,
): Promise<string> {
  const tables = prepared.sources.map((source) => source.name);
  if (type === "IO") return ioText(tables);
  const plan = await connection.runAndReadAll(`EXPLAIN (FORMAT JSON) ${prepared.sql}`);
  const root = plannedRoot(String(plan.getRows()[0]?.[1]), tables);
  if (root === undefined) return "";
  const names = planNames(environment.store, prepared.sources);
  const columnNames = prepared.columns.map((column) => column.name);
  const { outputStage } = profileOf(root, columnNames, 0, names);
  if (format === "JSON") return jsonText(outputStage, type === "DISTRIBUTED");
  if (format === "GRAPHVIZ") return graphvizText(outputStage);
  return type === "LOGICAL"
    ? logicalText(outputStage)
    : distributedText(outputStage, layoutOf(prepared));
}

const linesOf = (plan: string) => `${plan}\n`.split("\n").map((line) => [line]);

/**
 * EXPLAIN: the plan that the engine will follow, in Trino's words, a line a row. Reads nothing of the tables' content.
 * @throws SqlError for a statement that cannot be planned
 */
export async function runExplain(
  environment: QueryEnvironment,
  explained: Explained,
  context: RunContext,
  sink: ResultSink,
  signal: AbortSignal,
): Promise<RunOutcome> {
  const startedAt = performance.now();
  const tree = queryTree(explained.tree, explained.query, context);
  return onConnection(environment.instance, signal, async (connection) => {
    const prepared = await prepareQuery(environment, connection, tree, databaseOf(context));
    const validate = explained.type === "VALIDATE";
    await sink.columns([{ name: validate ? "Valid" : "Query Plan", ...text }]);
    const plan = validate ? "true" : await planText(environment, connection, prepared, explained);
    await sink.write(linesOf(plan));
    const planningMs = Math.round(performance.now() - startedAt);
    return { dataScannedBytes: 0, planningMs, engineMs: planningMs, updateCount: undefined };
  });
}

/**
 * EXPLAIN ANALYZE: runs the query, keeps none of its rows, and shows what each stage of the plan took.
 * @throws SqlError for the query's failure; AbortError when aborted
 */
export async function runExplainAnalyze(
  environment: QueryEnvironment,
  query: { tree: Tree; sql: string },
  context: RunContext,
  sink: ResultSink,
  signal: AbortSignal,
): Promise<RunOutcome> {
  let layout: Layout = [];
  const unread: ResultSink = {
    columns: async (columns) => {
      layout = columns.map(({ name, type }) => ({ name, type }));
    },
    write: async () => {},
  };
  const outcome = await runQuery(environment, query, context, unread, signal);
  await sink.columns([{ name: "Query Plan", ...text }]);
  const stage = outcome.profile?.outputStage;
  await sink.write(linesOf(stage === undefined ? "" : distributedText(stage, layout, true)));
  return { ...outcome, updateCount: undefined };
}
