import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import { isFloat, isNumeric } from "../analysis/type-rules";
import type { SqlError } from "../engine";
import type { Tree } from "../trino-parser";
import { comparedQuery, comparedValue } from "./time-zones";
import { on, pass, type Translator, userError } from "./translator";
import { childrenOf, core, isLeaf, operandsOf, positionOf, stringValue } from "./tree";
import { isAskable, type TypeCheck } from "./type-checks";

pass(
  G.LikeContext,
  G.NullPredicateContext,
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

/** Whether the analysis has already compared the types. */
const isChecked = (nodes: Tree[], t: Translator) =>
  nodes.every((node) => {
    const column = node instanceof G.QueryContext ? t.columnsOf(node)?.[0]?.type : undefined;
    return column !== undefined || t.typeOf(node) !== undefined;
  });

/** To Athena NaN is neither equal to nor beside any number; to DuckDB it equals itself and is the greatest. */
function comparedNumbers(left: Tree, node: G.ComparisonContext, t: Translator): string | undefined {
  const right = node.valueExpression();
  const types = [left, right].map((side) => t.typeOf(side));
  if (types.some((type) => type === undefined || !isNumeric(type))) return undefined;
  const [a, b] = [t.emit(left), t.emit(right)];
  const sign = node.comparisonOperator().getText();
  const perhaps = [left, right].flatMap((side, index) => {
    const type = types[index];
    const constant = core(side) instanceof G.NumberContext;
    return type !== undefined && isFloat(type) && !constant ? [index === 0 ? a : b] : [];
  });
  const [first] = perhaps;
  if (first === undefined) return `${a} ${sign} ${b}`;
  if (sign === "<>" || sign === "!=") {
    const other = first === a ? b : a;
    return `(CASE WHEN isnan(${first}) AND ${other} IS NOT NULL THEN true ELSE ${a} <> ${b} END)`;
  }
  // Where one side must be NaN for both to be it, one test is enough.
  const tested = sign === "=" ? [first] : perhaps;
  return `(${a} ${sign} ${b} AND ${tested.map((value) => `NOT isnan(${value})`).join(" AND ")})`;
}

on(G.PredicatedContext, (node, t) => {
  const predicate = node.predicate();
  const left = node.valueExpression();
  if (predicate === null) return t.emit(left);
  return t.withNamelessRows(() => {
    const found = compared(left, predicate);
    if (found === undefined) return `${t.emit(left)} ${t.emit(predicate)}`;
    const numbers =
      predicate instanceof G.ComparisonContext ? comparedNumbers(left, predicate, t) : undefined;
    if (numbers !== undefined) return numbers;
    if (t.checks === undefined || isChecked([left, ...found.values], t))
      return `${comparedValue(left, t)} ${t.emit(predicate)}`;
    const values = found.values.map((value) =>
      value instanceof G.QueryContext ? `(${t.emit(value)})` : t.emit(value),
    );
    return t.checks.common([t.emit(left), ...values], unlessRows(found.refuse));
  });
});

on(G.ComparisonContext, (node, t) =>
  [node.comparisonOperator().getText(), comparedValue(node.valueExpression(), t)].join(" "),
);
on(G.DistinctFromContext, (node, t) =>
  [
    `IS ${node.KW_NOT() === null ? "" : "NOT "}DISTINCT FROM`,
    comparedValue(node.valueExpression(), t),
  ].join(" "),
);
on(G.BetweenContext, (node, t) => {
  const [lower, upper] = node.valueExpression().map((value) => comparedValue(value, t));
  return `${node.KW_NOT() === null ? "" : "NOT "}BETWEEN ${lower} AND ${upper}`;
});
on(G.QuantifiedComparisonContext, (node, t) =>
  [
    node.comparisonOperator().getText(),
    node.comparisonQuantifier().getText(),
    `(${comparedQuery(node.query(), t)})`,
  ].join(" "),
);
on(G.InListContext, (node, t) => {
  const not = node.KW_NOT() === null ? "" : "NOT ";
  return `${not}IN (${node
    .expression()
    .map((value) => comparedValue(value, t))
    .join(", ")})`;
});
on(G.InSubqueryContext, (node, t) => {
  const not = node.KW_NOT() === null ? "" : "NOT ";
  return `${not}IN (${comparedQuery(node.query(), t)})`;
});

/** An expression where only a boolean may stand. */
export function condition(node: Tree, t: Translator, refuse: (type: string) => string): string {
  const text = t.emit(node);
  if (t.checks === undefined || t.typeOf(node) !== undefined) return text;
  return t.checks.boolean(text, ([type = "unknown"]) => typeMismatch(node, refuse(type)));
}

/** Writes a clause whose expressions are all conditions. */
function conditions(node: Tree, t: Translator, refuse: (type: string) => string): string {
  return childrenOf(node)
    .map((child) => (isLeaf(child) ? t.emit(child) : condition(child, t, refuse)))
    .join(" ");
}

const logical = (operands: Tree[], operator: string, t: Translator) =>
  operands
    .map((operand) => condition(operand, t, term("Logical expression term")))
    .join(` ${operator} `);

const clause = (name: string) => (type: string) =>
  `${name} clause must evaluate to a boolean: actual type ${type}`;
const term = (what: string) => (type: string) =>
  `${what} must evaluate to a boolean (actual: ${type})`;

on(G.WhereClauseContext, (node, t) => conditions(node, t, clause("WHERE")));
on(G.HavingClauseContext, (node, t) => conditions(node, t, clause("HAVING")));
on(G.LogicalNotContext, (node, t) => conditions(node, t, term("Value of logical NOT expression")));
on(G.AndContext, (node, t) => logical(operandsOf(node, G.AndContext), "AND", t));
on(G.OrContext, (node, t) => logical(operandsOf(node, G.OrContext), "OR", t));
on(G.JoinCriteriaContext, (node, t) =>
  node.KW_ON() === null ? t.join(childrenOf(node)) : conditions(node, t, clause("JOIN ON")),
);

on(G.JoinColumnEqualityContext, (node, t) => {
  const [left, operator, right] = childrenOf(node);
  if (left === undefined || operator === undefined || right === undefined) return "";
  if (t.checks === undefined || isChecked([left, right], t))
    return [comparedValue(left, t), operator.getText(), comparedValue(right, t)].join(" ");
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
  const value = operand === undefined ? "" : comparedValue(operand, t);
  const asked =
    operand !== undefined &&
    whens.some((when) => !isChecked([operand, when.expression()[0] ?? when], t));
  const branches = whens.map((when) => {
    const [test, result] = when.expression();
    if (test === undefined || result === undefined) return "";
    if (operand === undefined)
      return `WHEN ${condition(test, t, term("CASE WHEN clause"))} THEN ${t.emit(result)}`;
    const wanted = comparedValue(test, t);
    if (t.checks === undefined || !asked) return `WHEN ${wanted} THEN ${t.emit(result)}`;
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
  const tested = t.checks === undefined || !asked ? value : "";
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
  const [a, b] = node instanceof G.ConcatenationContext ? node.valueExpression() : [];
  if (t.typeOf(node)?.base === "array" && a !== undefined && b !== undefined) {
    const list = (side: Tree, text: string) =>
      t.typeOf(side)?.base === "array" ? text : `[${text}]`;
    return `(${list(a, left)} || ${list(b, right)})`;
  }
  if (t.checks === undefined || t.typeOf(node) !== undefined || !isAskable(left, right))
    return whole;
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
