import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import { childrenOf, operandsOf } from "../translate/tree";
import type { Tree } from "../trino-parser";
import { trinoType } from "../types/types";
import {
  cannotApply,
  demandCommon,
  mismatch,
  on,
  type TypeNotes,
  typeExpression,
} from "./expressions";
import type { NameScope } from "./fields";
import { boolean, commonType, type Known, rowOf } from "./type-rules";

const mixes = (a: Known, b: Known) =>
  a === undefined || b === undefined || commonType(a, b) !== undefined;
const nameOf = (type: Known) => (type === undefined ? "unknown" : trinoType(type));

/** The type that a subquery's rows are compared as. */
function only(types: Known[]): Known {
  return types.length === 1 ? types[0] : rowOf(types.map((type) => ({ name: undefined, type })));
}

function check(left: Known, node: G.PredicateContext, scope: NameScope, notes: TypeNotes): void {
  const typed = (child: Tree) => typeExpression(child, scope, notes);
  if (node instanceof G.ComparisonContext || node instanceof G.DistinctFromContext) {
    const right = typed(node.valueExpression());
    const sign =
      node instanceof G.ComparisonContext
        ? node.comparisonOperator().getText().replace("!=", "<>")
        : "IS DISTINCT FROM";
    if (!mixes(left, right)) throw cannotApply(node, sign, [left, right]);
  } else if (node instanceof G.BetweenContext) {
    const [lower, upper] = node.valueExpression().map(typed);
    if (!mixes(left, lower) || !mixes(left, upper))
      throw mismatch(
        node,
        `Cannot check if ${nameOf(left)} is BETWEEN ${nameOf(lower)} and ${nameOf(upper)}`,
      );
  } else if (node instanceof G.InListContext) {
    const values = node.expression();
    const value = node.parent instanceof G.PredicatedContext ? node.parent.valueExpression() : node;
    demandCommon(
      [value, ...values],
      [left, ...values.map(typed)],
      "IN value and list items",
      notes,
    );
  } else if (node instanceof G.InSubqueryContext) {
    const right = only(notes.query(node.query(), scope));
    if (!mixes(left, right))
      throw mismatch(
        node,
        `value and result of subquery must be of the same type for IN expression: ${nameOf(left)} vs ${nameOf(right)}`,
      );
  } else if (node instanceof G.QuantifiedComparisonContext) {
    const right = only(notes.query(node.query(), scope));
    if (!mixes(left, right))
      throw cannotApply(node, node.comparisonOperator().getText(), [left, right]);
  } else if (node instanceof G.LikeContext) {
    for (const value of node.valueExpression()) typed(value);
    if (left !== undefined && !/^(varchar|char|unknown)$/.test(left.base))
      throw mismatch(
        node,
        `Left side of LIKE expression must evaluate to a varchar (actual: ${nameOf(left)})`,
      );
  }
}

on(G.PredicatedContext, (node, scope, notes) => {
  const left = typeExpression(node.valueExpression(), scope, notes);
  const predicate = node.predicate();
  if (predicate === null) return left;
  check(left, predicate, scope, notes);
  return boolean;
});

/**
 * Analyses an expression where only a boolean may stand.
 * @param refuse words the refusal of another type
 */
export function typeCondition(
  node: Tree,
  scope: NameScope,
  notes: TypeNotes,
  refuse: (type: string) => string,
): void {
  const type = typeExpression(node, scope, notes);
  if (type !== undefined && type.base !== "boolean" && type.base !== "unknown")
    throw mismatch(node, refuse(nameOf(type)));
}

const term = (what: string) => (type: string) =>
  `${what} must evaluate to a boolean (actual: ${type})`;

for (const rule of [G.AndContext, G.OrContext]) {
  on<Tree>(rule, (node, scope, notes) => {
    for (const operand of operandsOf(node, rule))
      typeCondition(operand, scope, notes, term("Logical expression term"));
    return boolean;
  });
}
on(G.LogicalNotContext, (node, scope, notes) => {
  const what = "Value of logical NOT expression";
  typeCondition(node.booleanExpression(), scope, notes, term(what));
  return boolean;
});

on(G.JoinColumnEqualityContext, (node, scope, notes) => {
  const [left, operator, right] = childrenOf(node);
  if (left === undefined || operator === undefined || right === undefined) return boolean;
  const types = [left, right].map((side) => typeExpression(side, scope, notes));
  if (!mixes(types[0], types[1])) throw cannotApply(operator, operator.getText(), types);
  return boolean;
});
