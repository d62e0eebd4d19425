import type { TableSource } from "./environment";
import type { FunctionDefinition } from "./functions/definition";
import type { FrameBoundary, JoinType, SparkType, StructType, WireValue } from "./plan";

/** A column of a resolved plan. `id` tells it from all others of the session and names it in DuckDB SQL. */
export type Column = {
  id: number;
  name: string;
  type: SparkType;
  nullable: boolean;
  /** What may stand before its name: `["default", "t"]`, `["t"]`. */
  qualifier: readonly string[];
  /** A parameter of a lambda function. */
  isParameter?: true;
};

type Base = { type: SparkType; nullable: boolean };
export type TypedCall = Base & {
  kind: "call";
  /** As called, lower case. */
  name: string;
  definition: FunctionDefinition;
  args: Typed[];
  distinct: boolean;
  filter?: Typed;
};
export type TypedLambda = Base & { kind: "lambda"; parameters: Column[]; body: Typed };
export type TypedOrder = { child: Typed; ascending: boolean; nullsFirst: boolean };
export type TypedFrame = { unit: "rows" | "range"; lower: FrameBoundary; upper: FrameBoundary };
export type TypedWindow = Base & {
  kind: "window";
  call: TypedCall;
  partitionBy: Typed[];
  orderBy: TypedOrder[];
  frame: TypedFrame;
};
export type TypedSubquery = Base & {
  kind: "subquery";
  question: "scalar" | "exists" | "in";
  plan: Resolved;
  values: Typed[];
};

/** An expression whose names and types are known. */
export type Typed =
  | (Base & { kind: "column"; column: Column })
  | (Base & { kind: "literal"; value: WireValue })
  | (Base & { kind: "cast"; child: Typed; written: boolean; try: boolean })
  | (Base & { kind: "field"; child: Typed; name: string })
  | TypedCall
  | TypedLambda
  | TypedWindow
  | TypedSubquery;

export type Computed = { column: Column; value: Typed };

type ResolvedNode =
  | { node: "source"; source: TableSource }
  | { node: "rows"; schema: StructType; rows: WireValue[][] }
  | { node: "values"; rows: Typed[][] }
  | { node: "range"; start: number; end: number; step: number }
  | { node: "project"; input: Resolved; items: Computed[] }
  | { node: "filter"; input: Resolved; condition: Typed }
  /** New columns for those of the input, one for one: an alias, or the second use of one frame. */
  | { node: "renamed"; input: Resolved; alias?: string }
  | {
      node: "aggregate";
      input: Resolved;
      groups: Computed[];
      /** Indexes of `groups`; absent for a plain GROUP BY of all of them. */
      sets?: number[][];
      aggregates: Computed[];
      /** The column that tells which groups a row has left out, as grouping_id counts; only with `sets`. */
      groupingId?: Column;
    }
  | { node: "join"; left: Resolved; right: Resolved; how: JoinType; condition?: Typed }
  | {
      node: "setOperation";
      kind: "union" | "intersect" | "except";
      all: boolean;
      left: Resolved;
      right: Resolved;
    }
  | { node: "sort"; input: Resolved; order: TypedOrder[] }
  | { node: "limit"; input: Resolved; limit?: number; offset: number }
  | { node: "tail"; input: Resolved; limit: number }
  /** Without columns: of whole rows. The first row of each stays. */
  | { node: "distinct"; input: Resolved; columns?: Column[] }
  | {
      node: "sample";
      input: Resolved;
      fraction: number;
      seed: number;
      withReplacement: boolean;
    }
  | { node: "generate"; input: Resolved; generator: TypedCall; outer: boolean; columns: Column[] };

/** A plan whose names and types are known. `hidden` columns answer to their name but are not part of `*`. */
export type Resolved = ResolvedNode & {
  output: Column[];
  hidden?: Column[];
  planId?: number;
};

/** The plans right below, left to right. */
export function inputsOf(plan: Resolved): Resolved[] {
  if ("input" in plan) return [plan.input];
  if ("left" in plan) return [plan.left, plan.right];
  return [];
}

/** The expressions right below. */
export function childrenOf(expression: Typed): Typed[] {
  switch (expression.kind) {
    case "column":
    case "literal":
      return [];
    case "cast":
    case "field":
      return [expression.child];
    case "call":
      return expression.filter ? [...expression.args, expression.filter] : expression.args;
    case "lambda":
      return [expression.body];
    case "window":
      return [
        expression.call,
        ...expression.partitionBy,
        ...expression.orderBy.map((order) => order.child),
      ];
    case "subquery":
      return expression.values;
  }
}

/** The same expression with other ones right below, in the order of `childrenOf`. */
function withChildren(expression: Typed, children: Typed[]): Typed {
  const [first] = children;
  if (!first) return expression;
  switch (expression.kind) {
    case "column":
    case "literal":
      return expression;
    case "cast":
    case "field":
      return { ...expression, child: first };
    case "call": {
      const args = children.slice(0, expression.args.length);
      const filter = children[expression.args.length];
      return { ...expression, args, ...(filter ? { filter } : {}) };
    }
    case "lambda":
      return { ...expression, body: first };
    case "window": {
      const partitions = expression.partitionBy.length;
      return {
        ...expression,
        call: first.kind === "call" ? first : expression.call,
        partitionBy: children.slice(1, 1 + partitions),
        orderBy: expression.orderBy.map((order, at) => ({
          ...order,
          child: children[1 + partitions + at] ?? order.child,
        })),
      };
    }
    case "subquery":
      return { ...expression, values: children };
  }
}

/** Replaces what `change` answers for, from the top; below what it replaced nothing is looked at. */
export function replaced(expression: Typed, change: (part: Typed) => Typed | undefined): Typed {
  const changed = change(expression);
  if (changed) return changed;
  const children = childrenOf(expression);
  if (children.length === 0) return expression;
  return withChildren(
    expression,
    children.map((child) => replaced(child, change)),
  );
}

/** Whether any part of the expression is as asked. */
export function some(expression: Typed, question: (part: Typed) => boolean): boolean {
  return question(expression) || childrenOf(expression).some((child) => some(child, question));
}

export const isAggregateCall = (part: Typed): part is TypedCall =>
  part.kind === "call" && part.definition.kind === "aggregate";

export const isGeneratorCall = (part: Typed): part is TypedCall =>
  part.kind === "call" && part.definition.kind === "generator";

/** Whether it has an aggregate of its own: one that is not a window's function. */
export function hasAggregate(expression: Typed): boolean {
  if (expression.kind === "window") {
    return childrenOf(expression)
      .flatMap((child) => (child === expression.call ? childrenOf(child) : [child]))
      .some(hasAggregate);
  }
  return isAggregateCall(expression) || childrenOf(expression).some(hasAggregate);
}

export function columnOf(column: Column): Typed {
  return { kind: "column", column, type: column.type, nullable: column.nullable };
}
