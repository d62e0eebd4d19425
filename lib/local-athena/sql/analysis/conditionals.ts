import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import { engineError } from "../errors";
import { positionOf } from "../translate/tree";
import type { Tree } from "../trino-parser";
import { trinoType } from "../types/types";
import { onCall } from "./calls";
import { demandCommon, mismatch, on, type TypeNotes, typeExpression, unified } from "./expressions";
import type { NameScope } from "./fields";
import { typeCondition } from "./predicates";
import { commonType, type Known } from "./type-rules";

const nameOf = (type: Known) => (type === undefined ? "unknown" : trinoType(type));

function resultType(results: Tree[], scope: NameScope, notes: TypeNotes): Known {
  const types = results.map((result) => typeExpression(result, scope, notes));
  return demandCommon(results, types, "All CASE results", notes);
}

/** The results of a CASE: those of its branches, and of ELSE. */
function resultsOf(node: G.SearchedCaseContext | G.SimpleCaseContext): Tree[] {
  const results: Tree[] = node.whenClause().flatMap((when) => when.expression()[1] ?? []);
  return node._elseExpression === undefined ? results : [...results, node._elseExpression];
}

on(G.SearchedCaseContext, (node, scope, notes) => {
  for (const when of node.whenClause()) {
    const [test] = when.expression();
    if (test === undefined) continue;
    const refuse = (type: string) =>
      `CASE WHEN clause must evaluate to a boolean (actual: ${type})`;
    typeCondition(test, scope, notes, refuse);
  }
  return resultType(resultsOf(node), scope, notes);
});

on(G.SimpleCaseContext, (node, scope, notes) => {
  const operand =
    node._operand === undefined ? undefined : typeExpression(node._operand, scope, notes);
  for (const when of node.whenClause()) {
    const [test] = when.expression();
    if (test === undefined) continue;
    const type = typeExpression(test, scope, notes);
    if (operand !== undefined && type !== undefined && commonType(operand, type) === undefined)
      throw mismatch(
        test,
        `CASE operand type does not match WHEN clause operand type: ${nameOf(operand)} vs ${nameOf(type)}`,
      );
  }
  return resultType(resultsOf(node), scope, notes);
});

onCall("if", (node, [condition, yes, no], notes) => {
  const [test, ...results] = node.expression();
  if (test !== undefined && condition !== undefined && !/^(boolean|unknown)$/.test(condition.base))
    throw mismatch(test, `IF condition must evaluate to a boolean (actual: ${nameOf(condition)})`);
  if (results.length < 2) return yes;
  const type = unified(results, [yes, no], notes);
  if (type === undefined && yes !== undefined && no !== undefined)
    throw mismatch(node, `Result types for IF must be the same: ${nameOf(yes)} vs ${nameOf(no)}`);
  return type;
});

onCall("coalesce", (node, types, notes) =>
  demandCommon(node.expression(), types, "All COALESCE operands", notes),
);

onCall("nullif", (node, [first, second]) => {
  if (first !== undefined && second !== undefined && commonType(first, second) === undefined)
    throw mismatch(
      node,
      `Types are not comparable with NULLIF: ${nameOf(first)} vs ${nameOf(second)}`,
    );
  return first;
});

for (const name of ["greatest", "least"]) {
  onCall(name, (node, types, notes) => {
    const type = unified(node.expression(), types, notes);
    if (type === undefined && !types.includes(undefined))
      throw engineError(
        "FUNCTION_NOT_FOUND",
        `${positionOf(node)}: Unexpected parameters (${types.map(nameOf).join(", ")}) for function ${name}. Expected: ${name}(E) E:orderable`,
      );
    return type;
  });
}
