import type { PlanEnvironment } from "./environment";
import type { Relation, SparkType, WireValue } from "./plan";
import type { Column, Resolved } from "./resolved";

/** What names can mean at one place of a plan. */
export type Scope = {
  columns: readonly Column[];
  /** Found by name when `columns` has none. */
  hidden?: readonly Column[];
  /** Where `df.a` is looked for. */
  plans: readonly Resolved[];
  /** Looked into when nothing is found here: what is below a SELECT, or around a lambda function. */
  below?: Scope;
  /** Where the arguments of aggregates are looked for instead: ORDER BY and HAVING see below the groups. */
  aggregateScope?: Scope;
  /** The query around a subquery. */
  outer?: Scope;
};

/** One analysis: what it asks of the session, and how it comes back for relations inside expressions. */
export type Analysis = {
  environment: PlanEnvironment;
  relation(relation: Relation, outer?: Scope): Resolved;
  /** A leaf that was read before; else the analysis stops here until it has been read. */
  leaf<T extends object>(relation: Relation, read: (signal: AbortSignal) => Promise<T>): T;
  /** The rows of a plan, for what only they can tell (a pivot's values). */
  run(plan: Resolved, signal: AbortSignal): Promise<WireValue[][]>;
  newColumn(
    name: string,
    type: SparkType,
    nullable: boolean,
    qualifier?: readonly string[],
  ): Column;
};

export function scopeOf(plan: Resolved, outer?: Scope): Scope {
  return {
    columns: plan.output,
    plans: [plan],
    ...(plan.hidden ? { hidden: plan.hidden } : {}),
    ...(outer ? { outer } : {}),
  };
}
