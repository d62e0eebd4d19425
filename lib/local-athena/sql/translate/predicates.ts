import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import type { SqlError } from "../engine";
import type { Tree } from "../trino-parser";
import { on, pass, type Translator, userError } from "./translator";
import { childrenOf, core, isLeaf, positionOf, stringValue } from "./tree";
import type { TypeCheck } from "./type-checks";

pass(
  G.LikeContext,
  G.NullPredicateContext,
  G.BetweenContext,
  G.DistinctFromContext,
  G.QuantifiedComparisonContext,
  G.ComparisonContext,
  G.ComparisonOperatorContext,
  G.ComparisonQuantifierContext,
);

export const typeMismatch = (node: Tree, message: string): SqlError =>
  userError("TYPE_MISMATCH", 1002, `${positionOf(node)}: ${message}`);

const isText = (node: Tree | undefined): node is Tree =>
  node !== undefined && core(node) instanceof G.BasicStringLiteralContext;

/** A literal's type carries its length. */
const typeOf = (node: Tree | undefined, found = "unknown"): string =>
  isText(node) ? `varchar(${stringValue(core(node).getText()).length})` : found;

/** Rows with field names and rows without are alike to Athena. */
const unlessRows =
  (refuse: (types: string[]) => SqlError): TypeCheck =>
  (types) =>
    types.every((type) => /^(struct|row)\(/.test(type)) ? undefined : refuse(types);

type Compared = { values: Tree[]; refuse: (types: string[]) => SqlError };

/** What a predicate compares its left side with. Undefined for predicates that compare nothing. */
function compared(left: Tree, predicate: G.PredicateContext): Compared | undefined {
  if (predicate instanceof G.ComparisonContext) {
    const right = predicate.valueExpression();
    const operator = predicate.comparisonOperator().getText();
    return {
      values: [right],
      refuse: ([a, b]) =>
        typeMismatch(
          predicate,
          `Cannot apply operator: ${typeOf(left, a)} ${operator} ${typeOf(right, b)}`,
        ),
    };
  }
  if (predicate instanceof G.DistinctFromContext) {
    const right = predicate.valueExpression();
    return {
      values: [right],
      refuse: ([a, b]) =>
        typeMismatch(
          predicate,
          `Cannot apply operator: ${typeOf(left, a)} IS DISTINCT FROM ${typeOf(right, b)}`,
        ),
    };
  }
  if (predicate instanceof G.BetweenContext) {
    const [lower, upper] = predicate.valueExpression();
    if (lower === undefined || upper === undefined) return undefined;
    return {
      values: [lower, upper],
      refuse: ([a, b]) =>
        typeMismatch(
          predicate,
          `Cannot check if ${typeOf(left, a)} is BETWEEN ${typeOf(lower, b)} and ${typeOf(upper, b)}`,
        ),
    };
  }
  if (predicate instanceof G.InListContext) {
    return {
      values: predicate.expression(),
      refuse: ([a]) =>
        typeMismatch(predicate, `IN value and list items must be the same type: ${a}`),
    };
  }
  if (predicate instanceof G.InSubqueryContext) {
    return {
      values: [predicate.query()],
      refuse: ([a, b]) =>
        typeMismatch(
          predicate,
          `value and result of subquery must be of the same type for IN expression: ${a} vs ${b}`,
        ),
    };
  }
  if (predicate instanceof G.QuantifiedComparisonContext) {
    const operator = predicate.comparisonOperator().getText();
    return {
      values: [predicate.query()],
      refuse: ([a, b]) => typeMismatch(predicate, `Cannot apply operator: ${a} ${operator} ${b}`),
    };
  }
  return undefined;
}

on(G.PredicatedContext, (node, t) => {
  const predicate = node.predicate();
  const left = node.valueExpression();
  if (predicate === null) return t.emit(left);
  return t.withNamelessRows(() => {
    const found = t.checks === undefined ? undefined : compared(left, predicate);
    if (t.checks === undefined || found === undefined)
      return `${t.emit(left)} ${t.emit(predicate)}`;
    const values = found.values.map((value) =>
      value instanceof G.QueryContext ? `(${t.emit(value)})` : t.emit(value),
    );
    return t.checks.common([t.emit(left), ...values], unlessRows(found.refuse));
  });
});

on(G.InListContext, (node, t) => {
  const not = node.KW_NOT() === null ? "" : "NOT ";
  return `${not}IN (${node
    .expression()
    .map((value) => t.emit(value))
    .join(", ")})`;
});
on(G.InSubqueryContext, (node, t) => {
  const not = node.KW_NOT() === null ? "" : "NOT ";
  return `${not}IN (${t.emit(node.query())})`;
});

/** An expression where only a boolean may stand. */
export function condition(node: Tree, t: Translator, refuse: (type: string) => string): string {
  const text = t.emit(node);
  if (t.checks === undefined) return text;
  return t.checks.boolean(text, ([type = "unknown"]) => typeMismatch(node, refuse(type)));
}

/** Writes a clause whose expressions are all conditions. */
function conditions(node: Tree, t: Translator, refuse: (type: string) => string): string {
  return childrenOf(node)
    .map((child) => (isLeaf(child) ? t.emit(child) : condition(child, t, refuse)))
    .join(" ");
}

const clause = (name: string) => (type: string) =>
  `${name} clause must evaluate to a boolean: actual type ${type}`;
const term = (what: string) => (type: string) =>
  `${what} must evaluate to a boolean (actual: ${type})`;

on(G.WhereClauseContext, (node, t) => conditions(node, t, clause("WHERE")));
on(G.HavingClauseContext, (node, t) => conditions(node, t, clause("HAVING")));
on(G.LogicalNotContext, (node, t) => conditions(node, t, term("Value of logical NOT expression")));
on(G.AndContext, (node, t) => conditions(node, t, term("Logical expression term")));
on(G.OrContext, (node, t) => conditions(node, t, term("Logical expression term")));
on(G.JoinCriteriaContext, (node, t) =>
  node.KW_ON() === null ? t.join(childrenOf(node)) : conditions(node, t, clause("JOIN ON")),
);

on(G.JoinColumnEqualityContext, (node, t) => {
  const [left, operator, right] = childrenOf(node);
  if (left === undefined || operator === undefined || right === undefined) return "";
  if (t.checks === undefined) return t.join([left, operator, right]);
  return t.checks.common(
    [t.emit(left), t.emit(right)],
    unlessRows(([a, b]) =>
      typeMismatch(operator, `Cannot apply operator: ${a} ${operator.getText()} ${b}`),
    ),
  );
});

function caseOf(
  operand: Tree | undefined,
  whens: G.WhenClauseContext[],
  otherwise: Tree | undefined,
  t: Translator,
): string {
  const value = operand === undefined ? "" : t.emit(operand);
  const branches = whens.map((when) => {
    const [test, result] = when.expression();
    if (test === undefined || result === undefined) return "";
    if (operand === undefined)
      return `WHEN ${condition(test, t, term("CASE WHEN clause"))} THEN ${t.emit(result)}`;
    const wanted = t.emit(test);
    if (t.checks === undefined) return `WHEN ${wanted} THEN ${t.emit(result)}`;
    const same = t.checks.common(
      [value, wanted],
      unlessRows(([a, b]) =>
        typeMismatch(
          test,
          `CASE operand type does not match WHEN clause operand type: ${typeOf(operand, a)} vs ${typeOf(test, b)}`,
        ),
      ),
    );
    return `WHEN ${same} THEN ${t.emit(result)}`;
  });
  const tested = t.checks === undefined ? value : "";
  const last = otherwise === undefined ? "" : ` ELSE ${t.emit(otherwise)}`;
  return `CASE ${tested} ${branches.join(" ")}${last} END`;
}

on(G.SearchedCaseContext, (node, t) =>
  caseOf(undefined, node.whenClause(), node._elseExpression, t),
);
on(G.SimpleCaseContext, (node, t) =>
  caseOf(node._operand, node.whenClause(), node._elseExpression, t),
);

/** Texts joined; NULL among them makes the whole NULL. */
export function concatenation(node: Tree, [left, right]: [string, string], t: Translator): string {
  const whole = `(${left} || ${right})`;
  if (t.checks === undefined) return whole;
  const same = t.checks.common([left, right, "CAST(NULL AS VARCHAR)"], (types) =>
    // An array takes elements, and bytes take bytes.
    types.some((type) => /^array|^struct|^varbinary$/.test(type))
      ? undefined
      : userError(
          "FUNCTION_NOT_FOUND",
          1303,
          `${positionOf(node)}: Unexpected parameters (${types.join(", ")}) for function concat`,
        ),
  );
  return `CASE WHEN ${same} THEN ${whole} END`;
}

on(G.ConcatenationContext, (node, t) => {
  const [left, right] = node.valueExpression().map((side) => t.emit(side));
  return left === undefined || right === undefined ? "" : concatenation(node, [left, right], t);
});
