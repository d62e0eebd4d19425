import type { Analysis, Scope } from "./analysis";
import { scopeOf } from "./analysis";
import { expressionKey } from "./compile-expressions";
import { expressionText } from "./expression-text";
import { type Named, resolveCondition, resolveNamed } from "./expressions";
import { analysisError, quotedName } from "./names";
import type { Expression, Relation } from "./plan";
import { isWholeNumber } from "./positions";
import { computed, projectOf } from "./projections";
import {
  type Column,
  type Computed,
  columnOf,
  hasAggregate,
  isAggregateCall,
  type Resolved,
  replaced,
  type Typed,
  type TypedCall,
} from "./resolved";
import { simpleString } from "./type-text";
import { callOf, literal } from "./typed";
import { isOrderable } from "./types";

export type AggregatePlan = Extract<Resolved, { node: "aggregate" }>;

/** Moves aggregates and groups of expressions into an aggregate: what is left speaks of its output only. */
export class AggregateBuilder {
  private readonly aggregates = new Map<string, Computed>();
  private readonly groups = new Map<string, Computed>();
  readonly groupingId: Column | undefined;

  constructor(
    private readonly input: Resolved,
    private readonly groupList: Computed[],
    private readonly sets: number[][] | undefined,
    private readonly analysis: Analysis,
    known: { aggregates?: Computed[]; groupingId?: Column } = {},
    /** The results that are aggregates, for errors. */
    private readonly labels: string[] = [],
  ) {
    for (const group of groupList) this.groups.set(expressionKey(group.value), group);
    for (const one of known.aggregates ?? []) this.aggregates.set(expressionKey(one.value), one);
    this.groupingId =
      known.groupingId ?? (sets && analysis.newColumn("spark_grouping_id", "long", false));
  }

  plan(): AggregatePlan {
    const aggregates = [...this.aggregates.values()];
    const { groupingId } = this;
    const computedColumns = [...this.groupList, ...aggregates].map(({ column }) => column);
    return {
      node: "aggregate",
      input: this.input,
      groups: this.groupList,
      aggregates,
      ...(this.sets ? { sets: this.sets } : {}),
      ...(groupingId ? { groupingId } : {}),
      output: groupingId ? [...computedColumns, groupingId] : computedColumns,
    };
  }

  /** @throws SparkError for a column that is neither grouped by nor aggregated */
  over(expression: Typed): Typed {
    return replaced(expression, (part) => {
      const group = this.groups.get(expressionKey(part));
      if (group) return columnOf(group.column);
      if (part.kind === "window") {
        return {
          ...part,
          call: { ...part.call, args: part.call.args.map((arg) => this.over(arg)) },
          partitionBy: part.partitionBy.map((value) => this.over(value)),
          orderBy: part.orderBy.map((order) => ({ ...order, child: this.over(order.child) })),
        };
      }
      if (part.kind === "call" && (part.name === "grouping" || part.name === "grouping_id")) {
        return this.grouping(part);
      }
      if (isAggregateCall(part)) return columnOf(this.aggregate(part).column);
      if (part.kind === "column") this.check(part.column);
      return undefined;
    });
  }

  private aggregate(call: TypedCall): Computed {
    if (call.args.some(hasAggregate)) {
      throw analysisError(
        "It is not allowed to use an aggregate function in the argument of another aggregate function. Please use the inner aggregate function in a sub-query.",
      );
    }
    const key = expressionKey(call);
    const known = this.aggregates.get(key);
    if (known) return known;
    const column = this.analysis.newColumn(expressionText(call), call.type, call.nullable);
    const added = { column, value: call };
    this.aggregates.set(key, added);
    return added;
  }

  private grouping(call: TypedCall): Typed {
    if (!this.groupingId) {
      throw analysisError(`${call.name}() can only be used with GroupingSets/Cube/Rollup`);
    }
    const id = columnOf(this.groupingId);
    if (call.name === "grouping_id") return id;
    const [column] = call.args;
    const keys = [...this.groups.keys()];
    const at = column ? keys.indexOf(expressionKey(column)) : -1;
    if (at < 0) {
      const text = column ? expressionText(column, "sql") : "";
      throw analysisError(
        `Column of grouping (${text}) can't be found in grouping columns ${this.groupList.map((group) => group.column.name).join(",")}`,
      );
    }
    return callOf("grouping_bit", [id, literal(keys.length - 1 - at, "integer")]);
  }

  private check(column: Column): void {
    if (column.isParameter || !this.input.output.some((other) => other.id === column.id)) {
      if (!this.input.hidden?.some((other) => other.id === column.id)) return;
    }
    const name = [...column.qualifier, column.name].join(".");
    if (this.groupList.length === 0 && !this.sets) {
      throw analysisError(
        `grouping expressions sequence is empty, and '${name}' is not an aggregate function. Wrap '(${this.labels.join(", ")})' in windowing function(s) or wrap '${name}' in first() (or first_value) if you don't care which value you get.`,
      );
    }
    throw analysisError(
      `expression '${name}' is neither present in the group by, nor is it an aggregate function. Add to group by or wrap in first() (or first_value) if you don't care which value you get.`,
    );
  }
}

function groupOf(named: Named, isNew: boolean, analysis: Analysis): Computed {
  const { value } = named;
  if (!isOrderable(value.type)) {
    throw analysisError(
      `expression ${expressionText(value, "sql")} cannot be used as a grouping expression because its data type ${simpleString(value.type)} is not an orderable data type.`,
    );
  }
  const name = named.names?.[0] ?? expressionText(value);
  if (value.kind === "column" && !isNew) return { column: value.column, value };
  const qualifier = value.kind === "column" ? value.column.qualifier : [];
  const column = analysis.newColumn(name, value.type, value.nullable || isNew, qualifier);
  return { column, value };
}

/** An aggregate and the projection of its results over it. */
export function aggregated(
  options: {
    input: Resolved;
    groups: Named[];
    named: Named[];
    scope: Scope;
    sets?: number[][];
    having?: Expression;
  },
  analysis: Analysis,
): Resolved {
  const { input, sets, having, scope } = options;
  const groups = options.groups.map((group) => groupOf(group, sets !== undefined, analysis));
  const labels = options.named
    .filter(({ value }) => hasAggregate(value))
    .map(({ value, names }) => {
      const text = expressionText(value, "sql");
      return `${text} AS ${quotedName([names?.[0] ?? text])}`;
    });
  const builder = new AggregateBuilder(input, groups, sets, analysis, {}, labels);
  const items = options.named.map((item) => {
    const name = item.names?.[0] ?? expressionText(item.value);
    return computed({ value: builder.over(item.value), names: item.names ?? [name] }, analysis);
  });
  let condition: Typed | undefined;
  if (having) {
    const results = new Map(items.map((item) => [item.column.id, item.value]));
    const around: Scope = {
      columns: items.map((item) => item.column),
      plans: [],
      below: scope,
      aggregateScope: scope,
    };
    const resolved = resolveCondition(having, around, analysis, "filter");
    const isGroup = (column: Column) => groups.some((group) => group.column.id === column.id);
    condition = builder.over(
      replaced(resolved, (part) =>
        part.kind === "column" && !isGroup(part.column) ? results.get(part.column.id) : undefined,
      ),
    );
  }
  const plan: Resolved = builder.plan();
  const filtered: Resolved = condition
    ? { node: "filter", input: plan, condition, output: plan.output }
    : plan;
  return projectOf(filtered, items);
}

type AggregateRelation = Extract<Relation, { rel: "aggregate" }>;

/** The groups' indexes of each grouping set, in Spark's order. */
function setsOf(relation: AggregateRelation, count: number): number[][] | undefined {
  const all = Array.from({ length: count }, (_, at) => at);
  if (relation.kind === "rollup") return [...all, count].map((left) => all.slice(0, count - left));
  if (relation.kind !== "cube") return undefined;
  return Array.from({ length: 2 ** count }, (_, mask) =>
    all.filter((at) => (mask & (1 << (count - 1 - at))) === 0),
  );
}

function resolveGrouping(relation: AggregateRelation, scope: Scope, analysis: Analysis): Named[] {
  return relation.grouping.flatMap((expression) => {
    if (relation.groupsIncluded) {
      const aliased = groupByAlias(expression, relation, scope, analysis);
      if (aliased) return [aliased];
    }
    return resolveNamed(expression, scope, analysis);
  });
}

/** `GROUP BY 1` and `GROUP BY alias` mean an item of the SELECT list. */
function groupByAlias(
  expression: Expression,
  relation: AggregateRelation,
  scope: Scope,
  analysis: Analysis,
): Named | undefined {
  if (isWholeNumber(expression)) {
    const position = Number(expression.value);
    const items = relation.aggregates.flatMap((item) => resolveNamed(item, scope, analysis));
    const item = items[position - 1];
    if (!item) {
      throw analysisError(
        `GROUP BY position ${position} is not in select list (valid range is [1, ${items.length}])`,
      );
    }
    if (hasAggregate(item.value)) {
      throw analysisError(
        `GROUP BY ${position}: aggregate functions are not allowed in GROUP BY, but found ${expressionText(item.value)}`,
      );
    }
    return item;
  }
  if (expression.expr !== "attribute" || expression.planId !== undefined) return undefined;
  const isColumn = scope.columns.some(
    (column) => column.name.toLowerCase() === expression.name.toLowerCase(),
  );
  if (isColumn || expression.name.includes(".")) return undefined;
  const item = relation.aggregates.find(
    (one) => one.expr === "alias" && one.names[0]?.toLowerCase() === expression.name.toLowerCase(),
  );
  return item && resolveNamed(item, scope, analysis)[0];
}

/** groupBy, rollup, cube and GROUPING SETS with their results; a pivot is pivots.ts. */
export function resolveAggregate(
  relation: AggregateRelation,
  input: Resolved,
  analysis: Analysis,
  outer?: Scope,
): Resolved {
  const scope = scopeOf(input, outer);
  const groups = resolveGrouping(relation, scope, analysis);
  for (const { value } of groups) {
    if (hasAggregate(value)) {
      throw analysisError(
        `aggregate functions are not allowed in GROUP BY, but found ${expressionText(value)}`,
      );
    }
  }
  let sets = setsOf(relation, groups.length);
  if (relation.groupingSets) {
    const keys = groups.map((group) => expressionKey(group.value));
    sets = relation.groupingSets.map((set) =>
      set.flatMap((expression) => {
        const value = resolveNamed(expression, scope, analysis)[0]?.value;
        const at = value ? keys.indexOf(expressionKey(value)) : -1;
        return at < 0 ? [] : [at];
      }),
    );
  }
  const results = relation.aggregates.flatMap((item) => resolveNamed(item, scope, analysis));
  const named = relation.groupsIncluded ? results : [...groups, ...results];
  return aggregated(
    {
      input,
      groups,
      named,
      scope,
      ...(sets ? { sets } : {}),
      ...(relation.having ? { having: relation.having } : {}),
    },
    analysis,
  );
}
