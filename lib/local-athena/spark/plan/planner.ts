import { analyzePlan, type KnownPlans } from "./analyze";
import type { PlanEnvironment } from "./environment";
import { planSql, runPlan } from "./execute";
import { explainText } from "./explain";
import type { Relation, StructType, WireValue } from "./plan";
import type { Resolved } from "./resolved";
import { showString } from "./show";
import { structOf } from "./types";

const showRowsMax = 2_147_483_632;

function schemaOf(plan: Resolved): StructType {
  return structOf(
    plan.output.map(({ name, type, nullable }) => ({ name, type, nullable, metadata: {} })),
  );
}

/** The plans of one session: analyzed once, run as often as asked for. */
export class Planner {
  private readonly known: KnownPlans = new Map();

  constructor(private readonly environment: PlanEnvironment) {}

  private analyzed(plan: Relation, signal: AbortSignal): Promise<Resolved> {
    return analyzePlan(
      plan,
      this.environment,
      this.known,
      (resolved, abort) => runPlan(resolved, this.environment, abort),
      signal,
    );
  }

  /** @throws SparkError AnalysisException for names and types that do not fit */
  async schema(plan: Relation, signal: AbortSignal): Promise<StructType> {
    return schemaOf(await this.analyzed(plan, signal));
  }

  /** All rows. @throws SparkError; AbortError */
  async collect(
    plan: Relation,
    signal: AbortSignal,
  ): Promise<{ schema: StructType; rows: WireValue[][] }> {
    const resolved = await this.analyzed(plan, signal);
    return {
      schema: schemaOf(resolved),
      rows: await runPlan(resolved, this.environment, signal),
    };
  }

  /**
   * A query for what writes: DuckDB SQL whose columns are those of the schema, in its order, called `names`.
   * @throws SparkError; AbortError
   */
  async query(
    plan: Relation,
    signal: AbortSignal,
  ): Promise<{ schema: StructType; sql: string; names: string[] }> {
    const resolved = await this.analyzed(plan, signal);
    const sql = await planSql(resolved, this.environment, signal);
    const names = resolved.output.map((_, at) => `column_${at}`);
    return {
      schema: schemaOf(resolved),
      sql: `SELECT * FROM (${sql}) AS q(${names.join(", ") || "_none"})`,
      names,
    };
  }

  /** Dataset.explain. @throws SparkError; AbortError */
  async explain(
    plan: Relation,
    mode: "simple" | "extended" | "formatted" | "cost" | "codegen",
    signal: AbortSignal,
  ): Promise<string> {
    return explainText(plan, await this.analyzed(plan, signal), mode);
  }

  /** Dataset.showString. @throws SparkError; AbortError */
  async show(
    request: { plan: Relation; rows: number; truncate: number; vertical: boolean },
    signal: AbortSignal,
  ): Promise<string> {
    const input = await this.analyzed(request.plan, signal);
    const rowCount = Math.min(Math.max(0, request.rows), showRowsMax);
    const limited: Resolved = {
      node: "limit",
      input,
      limit: rowCount + 1,
      offset: 0,
      output: input.output,
    };
    const rows = await runPlan(limited, this.environment, signal);
    return showString(schemaOf(input), rows, rowCount, request.truncate, request.vertical);
  }
}
