import type { Expression, Literal } from "./plan";

/** A literal of type int: in GROUP BY and ORDER BY it is the place of a result. */
export function isWholeNumber(expression: Expression): expression is Literal {
  return (
    expression.expr === "literal" && (expression.type === "integer" || expression.type === "int")
  );
}
