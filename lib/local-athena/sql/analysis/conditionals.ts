import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import type { Tree } from "../trino-parser";
import { trinoType } from "../types";
import { mismatch, on, type TypeNotes, typeExpression, unified } from "./expressions";
import type { NameScope } from "./fields";
import { typeCondition } from "./predicates";
import { commonOf, commonType, type Known } from "./type-rules";

const nameOf = (type: Known) => (type === undefined ? "unknown" : trinoType(type));

function resultType(results: Tree[], scope: NameScope, notes: TypeNotes): Known {
  const types = results.map((result) => typeExpression(result, scope, notes));
  const common = unified(results, types, notes);
  if (common !== undefined || types.some((type) => type === undefined)) return common;
  const at = types.findIndex((_, index) => commonOf(types.slice(0, index + 1)) === undefined);
  const [wanted, found] = [commonOf(types.slice(0, at)), types[at]].map(nameOf);
  const all = [...new Set(types.map(nameOf))].join(", ");
  throw mismatch(
    results[at] as Tree,
    `All CASE results must be the same type or coercible to a common type. Cannot find common type between ${wanted} and ${found}, all types (without duplicates): [${all}]`,
  );
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
