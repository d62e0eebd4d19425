import { type DuckDBInstance, DuckDBInstance as Instance } from "@duckdb/node-api";
import { createQueryStreams } from "../../sql/query-streams";
import { SparkError } from "../bridge";
import { parseExpression, parseQuery } from "../sql/parse";
import { literalSql } from "./compile-literals";
import { duckType } from "./duck-types";
import type { PlanEnvironment } from "./environment";
import type { Expression, Relation, StructType, WireValue } from "./plan";
import { Planner } from "./planner";
import { prepareSparkDuckDb } from "./prepare-duckdb";
import { parseSchema, simpleString } from "./type-text";
import { normalType } from "./types";

const signal = new AbortController().signal;

/** A planner over tables in memory, on a DuckDB of its own. */
export type PlanWorld = {
  planner: Planner;
  duckDb: DuckDBInstance;
  /** Makes a table that SQL and `table` find by its name. */
  table(name: string, ddl: string, rows: WireValue[][]): Relation;
  /** The same, of a query in DuckDB's SQL. */
  source(name: string, ddl: string, duckSql: string): void;
  /** Rows of a query or a plan. */
  rows(plan: string | Relation): Promise<WireValue[][]>;
  /** `struct<a:int>` of a query or a plan. */
  schema(plan: string | Relation): Promise<string>;
  names(plan: string | Relation): Promise<string[]>;
  show(
    plan: string | Relation,
    rows?: number,
    truncate?: number,
    vertical?: boolean,
  ): Promise<string>;
  /** `AnalysisException: message` of what fails. */
  failure(plan: string | Relation): Promise<string>;
  close(): void;
};

export const sql = (text: string): Relation => ({ rel: "sql", query: text });
export const expr = (text: string): Expression => ({ expr: "sql", text });
export const column = (name: string, planId?: number): Expression => ({
  expr: "attribute",
  name,
  ...(planId === undefined ? {} : { planId }),
});

export function local(ddl: string, rows: WireValue[][]): Relation {
  return { rel: "local", schema: parseSchema(ddl), rows };
}

const asPlan = (plan: string | Relation): Relation => (typeof plan === "string" ? sql(plan) : plan);

function valuesSql({ fields }: StructType, rows: WireValue[][]): string {
  const list = rows.map((row) => {
    const values = fields.map((field, at) => literalSql(row[at] ?? null, normalType(field.type)));
    return `(${values.join(", ")})`;
  });
  if (list.length > 0) return `VALUES ${list.join(", ")}`;
  const nothing = fields.map((field) => `NULL::${duckType(normalType(field.type))}`);
  return `SELECT ${nothing.join(", ")} WHERE false`;
}

export async function planWorld(): Promise<PlanWorld> {
  const duckDb = await Instance.create(":memory:", { threads: "3" });
  const connection = await duckDb.connect();
  await connection.run("SET GLOBAL TimeZone = 'UTC'");
  await prepareSparkDuckDb(connection);
  connection.disconnectSync();
  const tables = new Map<string, { ddl: string; duckSql: string }>();
  const environment: PlanEnvironment = {
    duckDb,
    startStream: createQueryStreams(4),
    resolveTable: async (name) => {
      const found = tables.get(name.toLowerCase());
      if (!found) throw new SparkError("AnalysisException", `Table or view not found: ${name}`);
      const schema = parseSchema(found.ddl);
      return {
        schema,
        qualifier: ["default", name.toLowerCase()],
        description: `default.${name}`,
        open: async () => ({ sql: found.duckSql }),
      };
    },
    readFiles: async () => {
      throw new SparkError("AnalysisException", "No files here");
    },
    parseQuery,
    parseExpression,
    currentDatabase: () => "default",
    registeredFunction: () => undefined,
    callFunction: async () => {
      throw new SparkError("AnalysisException", "No Python here");
    },
    setting: () => null,
    nowMs: () => Date.UTC(2024, 0, 31, 10),
  };
  const planner = new Planner(environment);
  const schemaOf = (plan: string | Relation) => planner.schema(asPlan(plan), signal);
  return {
    planner,
    duckDb,
    table(name, ddl, rows) {
      tables.set(name, { ddl, duckSql: valuesSql(parseSchema(ddl), rows) });
      return { rel: "table", name };
    },
    source(name, ddl, duckSql) {
      tables.set(name, { ddl, duckSql });
    },
    rows: async (plan) => (await planner.collect(asPlan(plan), signal)).rows,
    schema: async (plan) => simpleString(await schemaOf(plan)),
    names: async (plan) => (await schemaOf(plan)).fields.map((field) => field.name),
    show: (plan, rows = 20, truncate = 20, vertical = false) =>
      planner.show({ plan: asPlan(plan), rows, truncate, vertical }, signal),
    failure: async (plan) => {
      try {
        await planner.collect(asPlan(plan), signal);
      } catch (error) {
        return error instanceof SparkError
          ? `${error.errorClass}: ${error.message}`
          : String(error);
      }
      return "nothing failed";
    },
    close: () => duckDb.closeSync(),
  };
}
