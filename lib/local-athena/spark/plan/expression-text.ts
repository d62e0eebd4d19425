import { javaDouble } from "../../sql/types/value-text";
import type { FrameBoundary, SparkType, WireValue } from "./plan";
import type { Typed, TypedFrame, TypedOrder, TypedWindow } from "./resolved";
import { simpleString, sqlString } from "./type-text";
import { argumentOf } from "./typed";
import { isDecimal, isIntegral, isInterval, isYearMonth } from "./types";
import { intervalText, valueText } from "./value-text";

/**
 * `pretty` names columns of results; `sql` is what errors show: qualified names, quoted text, every cast; `plan` is what
 * explain shows: names with their ids.
 */
export type TextStyle = "pretty" | "sql" | "plan";

function literalText(expression: Extract<Typed, { kind: "literal" }>, style: TextStyle): string {
  const { value, type } = expression;
  if (value === null)
    return style === "pretty" || type === "void" ? "NULL" : `CAST(NULL AS ${sqlString(type)})`;
  if (type === "string")
    return style !== "sql" ? String(value) : `'${String(value).replaceAll("'", "\\'")}'`;
  if (type === "double" || type === "float") {
    const text = typeof value === "number" ? javaDouble(value) : String(value);
    return style === "pretty" ? text : `${text}D`;
  }
  if (isIntegral(type))
    return style === "sql" && type === "long" ? `${String(value)}L` : String(value);
  if (isDecimal(type)) return style === "pretty" ? String(value) : `${String(value)}BD`;
  if (type === "date") return `DATE '${String(value)}'`;
  if (type === "timestamp") return `TIMESTAMP '${valueText(value, type)}'`;
  if (isInterval(type)) return intervalText(value, shortestUnits(value, type));
  if (Array.isArray(value)) return `[${value.map(String).join(", ")}]`;
  return String(value);
}

/** Literals do not tell the units that they were written in: the fewest that hold the value. */
function shortestUnits(value: WireValue, type: SparkType): SparkType {
  if (Array.isArray(value) || !/ to /.test(String(type))) return type;
  const size = BigInt(String(value));
  if (isYearMonth(type)) {
    if (size % 12n === 0n) return "interval year";
    return size < 12n && size > -12n ? "interval month" : type;
  }
  if (size % 86_400_000_000n === 0n) return "interval day";
  const isShort = size < 86_400_000_000n && size > -86_400_000_000n;
  return isShort && size % 3_600_000_000n === 0n ? "interval hour" : type;
}

function orderText(order: TypedOrder, style: TextStyle): string {
  const direction = order.ascending ? "ASC" : "DESC";
  return `${expressionText(order.child, style)} ${direction} NULLS ${order.nullsFirst ? "FIRST" : "LAST"}`;
}

function boundaryText(boundary: FrameBoundary): string {
  switch (boundary) {
    case "unboundedPreceding":
      return "UNBOUNDED PRECEDING";
    case "unboundedFollowing":
      return "UNBOUNDED FOLLOWING";
    case "currentRow":
      return "CURRENT ROW";
    default:
      return boundary === 0 ? "CURRENT ROW" : `${boundary} FOLLOWING`;
  }
}

/** `ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW`, as Spark names it: offsets always follow. */
export function frameText(frame: TypedFrame): string {
  return `${frame.unit.toUpperCase()} BETWEEN ${boundaryText(frame.lower)} AND ${boundaryText(frame.upper)}`;
}

export function windowText(window: TypedWindow, style: TextStyle): string {
  const parts = [
    ...(window.partitionBy.length > 0
      ? [`PARTITION BY ${window.partitionBy.map((part) => expressionText(part, style)).join(", ")}`]
      : []),
    ...(window.orderBy.length > 0
      ? [`ORDER BY ${window.orderBy.map((order) => orderText(order, style)).join(", ")}`]
      : []),
    frameText(window.frame),
  ];
  return `(${parts.join(" ")})`;
}

/** An expression as Spark spells it: the name of a column without an alias, or the subject of an error. */
export function expressionText(expression: Typed, style: TextStyle = "pretty"): string {
  switch (expression.kind) {
    case "column":
      if (expression.column.isParameter) return "namedlambdavariable()";
      if (style === "plan") return `${expression.column.name}#${expression.column.id}`;
      return style === "pretty"
        ? expression.column.name
        : [...expression.column.qualifier, expression.column.name].join(".");
    case "literal":
      return literalText(expression, style);
    case "cast": {
      const child = expressionText(expression.child, style);
      if (!expression.written && style === "pretty") return child;
      if (style === "plan") return `cast(${child} as ${simpleString(expression.type)})`;
      return `${expression.try ? "TRY_CAST" : "CAST"}(${child} AS ${sqlString(expression.type)})`;
    }
    case "field":
      return `${expressionText(expression.child, style)}.${expression.name}`;
    case "call": {
      const args = expression.args.map((arg) => expressionText(arg, style));
      const { name, distinct, definition } = expression;
      const text =
        definition.text?.(args, { name, args: expression.args.map(argumentOf), distinct }) ??
        `${name}(${distinct ? "DISTINCT " : ""}${args.join(", ")})`;
      if (!expression.filter) return text;
      return `${text} FILTER (WHERE ${expressionText(expression.filter, style)})`;
    }
    case "lambda": {
      const parameters = expression.parameters.map(() => "namedlambdavariable()");
      return `lambdafunction(${[expressionText(expression.body, style), ...parameters].join(", ")})`;
    }
    case "window":
      return `${expressionText(expression.call, style)} OVER ${windowText(expression, style)}`;
    case "subquery": {
      if (expression.question === "scalar") return "scalarsubquery()";
      if (expression.question === "exists") return "exists()";
      const values = expression.values.map((value) => expressionText(value, style)).join(", ");
      return `(${values} IN (listquery()))`;
    }
  }
}
