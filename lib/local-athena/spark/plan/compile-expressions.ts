import { quoteText } from "../../sql/translate/tree";
import { wordSql } from "./checked-sql";
import { castSql } from "./compile-casts";
import { literalSql } from "./compile-literals";
import type { FrameBoundary, SparkType } from "./plan";
import {
  type Resolved,
  some,
  type Typed,
  type TypedCall,
  type TypedOrder,
  type TypedWindow,
} from "./resolved";
import { argumentOf } from "./typed";
import { isArray } from "./types";

/** What expressions need to know of the query around them. */
export type CompileContext = {
  /** One instant for the whole query, microseconds since the epoch. */
  nowMicros: bigint;
  currentDatabase: string;
  /** A setting of the session. */
  setting(key: string): string | null;
  /** SQL of a whole plan, for subqueries. */
  plan(plan: Resolved): string;
  /** The column that numbers the rows of the input, where something asks for their order. */
  row?: string;
};

export const columnName = (column: { id: number }): string => `c${column.id}`;

/** `ORDER BY` list items. */
export function orderSql(order: readonly TypedOrder[], context: CompileContext): string[] {
  return order.map(
    ({ child, ascending, nullsFirst }) =>
      `${expressionSql(child, context)} ${ascending ? "ASC" : "DESC"} NULLS ${nullsFirst ? "FIRST" : "LAST"}`,
  );
}

function callSql(call: TypedCall, context: CompileContext, over?: string): string {
  const args = call.args.map((arg) => expressionSql(arg, context));
  const filter = call.filter ? ` FILTER (WHERE ${expressionSql(call.filter, context)})` : "";
  const isOrdered = call.definition.ordered && context.row !== undefined && over === undefined;
  return call.definition.sql(args, {
    name: call.name,
    args: call.args.map(argumentOf),
    type: call.type,
    distinct: call.distinct ? "DISTINCT " : "",
    order: isOrdered ? ` ORDER BY ${context.row}` : "",
    tail: `${filter}${over ?? ""}`,
    windowed: over !== undefined,
    isVolatile: some(call, (part) => part.kind === "call" && part.definition.volatile === true),
    nowMicros: context.nowMicros,
    currentDatabase: context.currentDatabase,
    setting: context.setting,
  });
}

function boundarySql(
  boundary: FrameBoundary,
  unit: "rows" | "range",
  type: SparkType | undefined,
): string {
  if (boundary === "unboundedPreceding") return "UNBOUNDED PRECEDING";
  if (boundary === "unboundedFollowing") return "UNBOUNDED FOLLOWING";
  if (boundary === "currentRow" || boundary === 0) return "CURRENT ROW";
  const size = Math.abs(boundary);
  const offset =
    unit === "rows" || !(type === "date" || type === "timestamp")
      ? String(size)
      : type === "date"
        ? `to_days(${size})`
        : `to_microseconds(${size})`;
  return `${offset} ${boundary < 0 ? "PRECEDING" : "FOLLOWING"}`;
}

/** Whether equal keys are told apart by the order of rows: ranking, offsets, frames of rows. */
function tellsRowsApart({ call, frame }: TypedWindow): boolean {
  if (call.definition.kind === "window")
    return !["rank", "dense_rank", "percent_rank", "cume_dist"].includes(call.name);
  const isWhole = frame.lower === "unboundedPreceding" && frame.upper === "unboundedFollowing";
  return (frame.unit === "rows" && !isWhole) || call.definition.ordered === true;
}

const unitWords = { rows: "ROWS", range: "RANGE" };

function windowSql(window: TypedWindow, context: CompileContext): string {
  const { call, frame } = window;
  const partitions = window.partitionBy.map((part) => expressionSql(part, context));
  const order = orderSql(window.orderBy, context);
  const isWhole = frame.lower === "unboundedPreceding" && frame.upper === "unboundedFollowing";
  if (context.row !== undefined && tellsRowsApart(window) && (frame.unit === "rows" || isWhole)) {
    order.push(context.row);
  }
  const type = window.orderBy[0]?.child.type;
  const sides = `${boundarySql(frame.lower, frame.unit, type)} AND ${boundarySql(frame.upper, frame.unit, type)}`;
  const parts = [
    ...(partitions.length > 0 ? [`PARTITION BY ${partitions.join(", ")}`] : []),
    ...(order.length > 0 ? [`ORDER BY ${order.join(", ")}`] : []),
    ...(call.definition.kind === "window"
      ? []
      : [`${isWhole ? "ROWS" : wordSql(unitWords, frame.unit)} BETWEEN ${sides}`]),
  ];
  return callSql(call, context, ` OVER (${parts.join(" ")})`);
}

/** DuckDB SQL of an expression; its columns are named by their ids. */
export function expressionSql(expression: Typed, context: CompileContext): string {
  switch (expression.kind) {
    case "column":
      return columnName(expression.column);
    case "literal":
      return literalSql(expression.value, expression.type);
    case "cast":
      return castSql(
        expressionSql(expression.child, context),
        expression.child.type,
        expression.type,
      );
    case "field": {
      const child = expressionSql(expression.child, context);
      const name = quoteText(expression.name);
      return isArray(expression.child.type)
        ? `list_transform(${child}, lambda f: struct_extract(f, ${name}))`
        : `struct_extract(${child}, ${name})`;
    }
    case "call":
      return callSql(expression, context);
    case "lambda":
      return `lambda ${expression.parameters.map(columnName).join(", ")}: ${expressionSql(expression.body, context)}`;
    case "window":
      return windowSql(expression, context);
    case "subquery": {
      const plan = context.plan(expression.plan);
      if (expression.question === "scalar") return `(${plan})`;
      if (expression.question === "exists") return `EXISTS (${plan})`;
      const values = expression.values.map((value) => expressionSql(value, context)).join(", ");
      return `(${expression.values.length > 1 ? `(${values})` : values} IN (${plan}))`;
    }
  }
}

const keyContext: CompileContext = {
  nowMicros: 0n,
  currentDatabase: "",
  setting: () => null,
  plan: (plan) => `plan of ${plan.output.map(columnName).join(", ")}`,
};

/** The same text for expressions that mean the same: how groups are found again in results. */
export function expressionKey(expression: Typed): string {
  return expressionSql(expression, keyContext);
}
