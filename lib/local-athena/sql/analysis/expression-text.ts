import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import { childrenOf, core, isLeaf, operandsOf, positionOf } from "../translate/tree";
import type { Tree } from "../trino-parser";

const list = (nodes: Tree[]) => nodes.map(expressionText).join(", ");

/** The text as the user wrote it, blanks made single. */
function written(node: Tree): string {
  if (isLeaf(node)) return node.getText();
  return childrenOf(node)
    .map(written)
    .join(" ")
    .replaceAll(/ ?([().,]) ?/g, (_, sign: string) => (sign === "," ? ", " : sign));
}

function windowText(over: G.OverContext): string {
  const window = over.windowSpecification();
  if (window === null) return ` OVER ${written(over).replace(/^OVER /i, "")}`;
  const by = window.partitionBy()?.expression() ?? [];
  const sorts = window.sortItem().map((sort) => {
    const [term = sort, ...order] = childrenOf(sort);
    const direction = order.map((word) => word.getText().toUpperCase()).join(" ");
    return `${expressionText(term)} ${/^(ASC|DESC)/.test(direction) ? direction : `ASC ${direction}`.trim()}`;
  });
  const frame = window.windowFrame();
  const parts = [
    by.length === 0 ? "" : `PARTITION BY ${list(by)}`,
    sorts.length === 0 ? "" : `ORDER BY ${sorts.join(", ")}`,
    frame === null ? "" : written(frame),
  ];
  return ` OVER (${parts.filter(Boolean).join(" ")})`;
}

function callText(node: G.FunctionCallContext): string {
  const args = node.ASTERISK() === null ? list(node.expression()) : "*";
  const distinct = node.setQuantifier()?.KW_DISTINCT() ? "DISTINCT " : "";
  const condition = node.filter()?.whereClause()?.booleanExpression();
  const filter =
    condition === undefined || condition === null
      ? ""
      : ` FILTER (WHERE ${expressionText(condition)})`;
  const over = node.over();
  return `${node.functionName().getText()}(${distinct}${args})${filter}${over === null ? "" : windowText(over)}`;
}

/** An expression as Trino prints it in its refusals: `(a + count(*))`. */
export function expressionText(node: Tree): string {
  const inner = core(node);
  if (inner instanceof G.ParenthesizedExpressionContext) return expressionText(inner.expression());
  if (inner instanceof G.FunctionCallContext) return callText(inner);
  if (inner instanceof G.ArithmeticBinaryContext) {
    const [left = inner, sign = inner, right = inner] = childrenOf(inner);
    return `(${expressionText(left)} ${sign.getText()} ${expressionText(right)})`;
  }
  for (const [rule, word] of [
    [G.AndContext, "AND"],
    [G.OrContext, "OR"],
  ] as const) {
    if (inner instanceof rule)
      return `(${operandsOf<Tree>(inner, rule).map(expressionText).join(` ${word} `)})`;
  }
  if (inner instanceof G.LogicalNotContext)
    return `(NOT ${expressionText(inner.booleanExpression())})`;
  const predicate = inner instanceof G.PredicatedContext ? inner.predicate() : null;
  if (inner instanceof G.PredicatedContext && predicate !== null) {
    const value = expressionText(inner.valueExpression());
    return predicate instanceof G.ComparisonContext
      ? `(${value} ${predicate.comparisonOperator().getText().replace("!=", "<>")} ${expressionText(predicate.valueExpression())})`
      : `(${value} ${written(predicate)})`;
  }
  return written(inner);
}

/** Where Trino says an expression stands: an operator at its sign, anything else at its beginning. */
export function expressionPosition(node: Tree): string {
  const inner = core(node);
  if (inner instanceof G.ParenthesizedExpressionContext)
    return expressionPosition(inner.expression());
  if (inner instanceof G.ArithmeticBinaryContext || inner instanceof G.ConcatenationContext)
    return positionOf(inner.getChild(1) ?? inner);
  const predicate = inner instanceof G.PredicatedContext ? inner.predicate() : null;
  return positionOf(predicate ?? inner);
}
