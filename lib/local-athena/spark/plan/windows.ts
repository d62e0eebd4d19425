import type { Analysis, Scope } from "./analysis";
import { expressionText, frameText } from "./expression-text";
import { resolveExpression } from "./expressions";
import { analysisError } from "./names";
import type { FrameBoundary, SortOrder, WindowExpression } from "./plan";
import type { TypedFrame, TypedOrder, TypedWindow } from "./resolved";
import { simpleString } from "./type-text";
import { argumentOf, mismatch } from "./typed";
import { isOrderable } from "./types";

/** One key of ORDER BY, with Spark's place of nulls: first when ascending. */
export function resolveOrder(order: SortOrder, scope: Scope, analysis: Analysis): TypedOrder {
  const child = resolveExpression(order.child, scope, analysis);
  if (!isOrderable(child.type)) {
    const subject = `${expressionText(child, "sql")} ${order.ascending ? "ASC NULLS FIRST" : "DESC NULLS LAST"}`;
    throw mismatch(subject, `cannot sort data type ${simpleString(child.type)}`);
  }
  return { child, ascending: order.ascending, nullsFirst: order.nullsFirst ?? order.ascending };
}

const positionOf = (boundary: FrameBoundary): number => {
  if (boundary === "unboundedPreceding") return Number.NEGATIVE_INFINITY;
  if (boundary === "unboundedFollowing") return Number.POSITIVE_INFINITY;
  return boundary === "currentRow" ? 0 : boundary;
};

function checkFrame(frame: TypedFrame, orderCount: number): void {
  const hasOffset = [frame.lower, frame.upper].some(
    (side) => typeof side === "number" && side !== 0,
  );
  const isUnbounded = frame.lower === "unboundedPreceding" && frame.upper === "unboundedFollowing";
  if (positionOf(frame.lower) > positionOf(frame.upper)) {
    throw mismatch(
      frameText(frame),
      "The lower bound of a window frame must be less than or equal to the upper bound",
    );
  }
  if (frame.unit !== "range" || isUnbounded) return;
  if (orderCount === 0) {
    throw mismatch(
      frameText(frame),
      "A range window frame cannot be used in an unordered window specification.",
    );
  }
  if (hasOffset && orderCount > 1) {
    throw mismatch(
      frameText(frame),
      "A range window frame with value boundaries cannot be used in a window specification with multiple order by expressions",
    );
  }
}

/** `function OVER (…)`. @throws SparkError for what is no window function, and for frames that mean nothing */
export function resolveWindow(
  expression: WindowExpression,
  scope: Scope,
  analysis: Analysis,
): TypedWindow {
  const call = resolveExpression(expression.child, scope, analysis);
  const kind = call.kind === "call" ? call.definition.kind : undefined;
  if (call.kind !== "call" || (kind !== "aggregate" && kind !== "window")) {
    throw analysisError(
      `Expression '${expressionText(call)}' not supported within a window function.`,
    );
  }
  if (call.distinct) {
    throw analysisError(`Distinct window functions are not supported: ${expressionText(call)}`);
  }
  const partitionBy = expression.partitionBy.map((part) =>
    resolveExpression(part, scope, analysis),
  );
  const orderBy = expression.orderBy.map((order) => resolveOrder(order, scope, analysis));
  const own = call.definition.frame?.(call.args.map(argumentOf));
  if (kind === "window" && orderBy.length === 0) {
    throw analysisError(
      `Window function ${expressionText(call)} requires window to be ordered, please add ORDER BY clause. For example SELECT ${expressionText(call)}(value_expr) OVER (PARTITION BY window_partition ORDER BY window_ordering) from table`,
    );
  }
  const written = expression.frame;
  const unordered: TypedFrame = {
    unit: "rows",
    lower: "unboundedPreceding",
    upper: "unboundedFollowing",
  };
  const ordered: TypedFrame = { unit: "range", lower: "unboundedPreceding", upper: "currentRow" };
  const frame: TypedFrame = own
    ? { unit: call.name === "cume_dist" ? "range" : "rows", ...own }
    : (written ?? (orderBy.length > 0 ? ordered : unordered));
  if (!own) checkFrame(frame, orderBy.length);
  return {
    kind: "window",
    call,
    partitionBy,
    orderBy,
    frame,
    type: call.type,
    nullable: call.nullable,
  };
}
