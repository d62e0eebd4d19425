import { AggregateBuilder } from "./aggregates";
import type { Analysis, Scope } from "./analysis";
import { scopeOf } from "./analysis";
import { resolveCondition } from "./expressions";
import { analysisError } from "./names";
import type { Expression, Relation, SortOrder } from "./plan";
import { isWholeNumber } from "./positions";
import { projectOf } from "./projections";
import {
  type Column,
  type Computed,
  childrenOf,
  columnOf,
  hasAggregate,
  isGeneratorCall,
  type Resolved,
  replaced,
  some,
  type Typed,
} from "./resolved";
import { resolveOrder } from "./windows";

/** What ORDER BY and WHERE see besides the columns of their input: what a projection below has left out. */
function scopeWithBelow(plan: Resolved, outer?: Scope): Scope {
  const scope = scopeOf(plan, outer);
  if (plan.node === "filter" || plan.node === "sort" || plan.node === "limit") {
    const below = scopeWithBelow(plan.input);
    return below.below ? { ...scope, below: below.below, ...aggregateOf(below) } : scope;
  }
  if (plan.node === "aggregate") {
    const input = scopeOf(plan.input);
    return { ...scope, below: input, aggregateScope: input };
  }
  if (plan.node !== "project") return scope;
  const below = scopeWithBelow(plan.input);
  return { ...scope, below, ...aggregateOf(below) };
}

const aggregateOf = (scope: Scope): { aggregateScope?: Scope } =>
  scope.aggregateScope ? { aggregateScope: scope.aggregateScope } : {};

function columnsIn(expression: Typed, into: Column[] = []): Column[] {
  if (expression.kind === "column" && !expression.column.isParameter) into.push(expression.column);
  for (const child of childrenOf(expression)) columnsIn(child, into);
  return into;
}

const isIn = (columns: readonly Column[], column: Column): boolean =>
  columns.some((other) => other.id === column.id);

/** The same plan with expressions made to speak of its output, wider by what they need from below. */
function widened(
  plan: Resolved,
  expressions: Typed[],
  analysis: Analysis,
): { plan: Resolved; expressions: Typed[] } {
  const isHere = (column: Column) => isIn(plan.output, column) || isIn(plan.hidden ?? [], column);
  const needsMore = expressions.some(
    (one) => hasAggregate(one) || columnsIn(one).some((column) => !isHere(column)),
  );
  if (!needsMore) return { plan, expressions };
  if (plan.node === "aggregate") {
    const builder = new AggregateBuilder(plan.input, plan.groups, plan.sets, analysis, {
      aggregates: plan.aggregates,
      ...(plan.groupingId ? { groupingId: plan.groupingId } : {}),
    });
    const moved = expressions.map((one) =>
      builder.over(
        replaced(one, (part) =>
          part.kind === "column" ? valueBelow(part.column, plan) : undefined,
        ),
      ),
    );
    return { plan: builder.plan(), expressions: moved };
  }
  if (plan.node === "project") {
    // What the list computes is not computed again below.
    const isComputed = (column: Column) => plan.items.some((item) => item.column.id === column.id);
    const below = widened(
      plan.input,
      expressions.map((one) => hideComputed(one, plan.items)),
      analysis,
    );
    const needed = new Map<number, Computed>();
    const shown = below.expressions.map((one) =>
      replaced(one, (part) => {
        if (part.kind !== "column") return undefined;
        const back = hiddenBack(part.column, plan.items);
        if (back) return columnOf(back);
        if (!isComputed(part.column) && isIn(below.plan.output, part.column)) {
          needed.set(part.column.id, { column: part.column, value: part });
        }
        return undefined;
      }),
    );
    return {
      plan: projectOf(below.plan, [...plan.items, ...needed.values()]),
      expressions: shown,
    };
  }
  if (plan.node === "filter" || plan.node === "sort" || plan.node === "limit") {
    const below = widened(plan.input, expressions, analysis);
    return {
      plan: { ...plan, input: below.plan, output: below.plan.output },
      expressions: below.expressions,
    };
  }
  return { plan, expressions };
}

/** Columns of the list look like parameters to what is below: they are not its business. */
function hideComputed(expression: Typed, items: readonly Computed[]): Typed {
  return replaced(expression, (part) => {
    if (part.kind !== "column") return undefined;
    const item = items.find(({ column }) => column.id === part.column.id);
    if (!item || (item.value.kind === "column" && item.value.column.id === item.column.id)) {
      return undefined;
    }
    return { ...part, column: { ...part.column, isParameter: true } };
  });
}

function hiddenBack(column: Column, items: readonly Computed[]): Column | undefined {
  return column.isParameter
    ? items.find((item) => item.column.id === column.id)?.column
    : undefined;
}

/** A group's own expression, for a column that only the aggregate's output has. */
function valueBelow(
  column: Column,
  plan: Extract<Resolved, { node: "aggregate" }>,
): Typed | undefined {
  return plan.groups.find((group) => group.column.id === column.id)?.value;
}

/** Back to the columns that the plan had before it was widened. */
function narrowed(plan: Resolved, output: readonly Column[]): Resolved {
  if (plan.output.length === output.length) return plan;
  return projectOf(
    plan,
    output.map((column) => ({ column, value: columnOf(column) })),
  );
}

export function resolveFilter(
  condition: Expression,
  input: Resolved,
  analysis: Analysis,
  outer?: Scope,
): Resolved {
  const resolved = resolveCondition(condition, scopeWithBelow(input, outer), analysis, "filter");
  const isForbidden = (part: Typed) => part.kind === "window" || isGeneratorCall(part);
  if (some(resolved, isForbidden) || (hasAggregate(resolved) && !canAggregate(input))) {
    throw analysisError(
      "Aggregate/Window/Generate expressions are not valid in where clause of the query.",
    );
  }
  const wide = widened(input, [resolved], analysis);
  const [above] = wide.expressions;
  const filter: Resolved = {
    node: "filter",
    input: wide.plan,
    condition: above ?? resolved,
    output: wide.plan.output,
    ...(wide.plan.hidden ? { hidden: wide.plan.hidden } : {}),
  };
  return narrowed(filter, input.output);
}

function canAggregate(plan: Resolved): boolean {
  if (plan.node === "aggregate") return true;
  return "input" in plan && plan.node === "project" && canAggregate(plan.input);
}

/** `ORDER BY 2` means an item of the SELECT list. */
function byPosition(order: SortOrder, input: Resolved): SortOrder | Column {
  const { child } = order;
  if (!isWholeNumber(child)) return order;
  const position = Number(child.value);
  const column = input.output[position - 1];
  if (column) return column;
  throw analysisError(
    `ORDER BY position ${position} is not in select list (valid range is [1, ${input.output.length}])`,
  );
}

export function resolveSort(
  relation: Extract<Relation, { rel: "sort" }>,
  input: Resolved,
  analysis: Analysis,
  outer?: Scope,
): Resolved {
  const scope = scopeWithBelow(input, outer);
  const order = relation.order.map((one) => {
    const found = byPosition(one, input);
    if (!("id" in found)) return resolveOrder(found, scope, analysis);
    return {
      child: columnOf(found),
      ascending: one.ascending,
      nullsFirst: one.nullsFirst ?? one.ascending,
    };
  });
  const wide = widened(
    input,
    order.map((one) => one.child),
    analysis,
  );
  const sort: Resolved = {
    node: "sort",
    input: wide.plan,
    order: order.map((one, at) => ({ ...one, child: wide.expressions[at] ?? one.child })),
    output: wide.plan.output,
    ...(wide.plan.hidden ? { hidden: wide.plan.hidden } : {}),
  };
  return narrowed(sort, input.output);
}
