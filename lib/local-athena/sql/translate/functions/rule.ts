import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import type { SqlError } from "../../engine";
import type { Tree } from "../../trino-parser";
import { trinoType } from "../../types/types";
import { type Translator, userError } from "../translator";
import { core, positionOf, stringValue } from "../tree";

/** Writes a call that no template can: what it becomes depends on more than the number of its arguments. */
export type Rule = (
  args: G.ExpressionContext[],
  t: Translator,
  node: G.FunctionCallContext,
) => string;

/** The value of an argument that is written as a text. Undefined for every other expression. */
export function literal(node: Tree | undefined): string | undefined {
  const inner = node === undefined ? undefined : core(node);
  return inner instanceof G.BasicStringLiteralContext ? stringValue(inner.getText()) : undefined;
}

export const nameOf = (node: G.FunctionCallContext): string =>
  node.functionName().getText().toLowerCase().replaceAll('"', "");

/** A function that exists, called with arguments that it does not take. */
export function unexpected(node: G.FunctionCallContext, t: Translator): SqlError {
  const types = node.expression().map((value) => t.typeOf(value));
  const known = types.every((type) => type !== undefined);
  const list = known ? ` (${types.map((type) => type && trinoType(type)).join(", ")})` : "";
  return userError(
    "FUNCTION_NOT_FOUND",
    1303,
    `${positionOf(node)}: Unexpected parameters${list} for function ${nameOf(node)}`,
  );
}

/** A rule for so many arguments, or for any number between two; other calls are refused. */
export function taking(
  least: number,
  most: number,
  write: (args: [Tree, ...Tree[]], t: Translator, node: G.FunctionCallContext) => string,
): Rule {
  return (args, t, node) => {
    const [first, ...rest] = args;
    if (first === undefined || args.length < least || args.length > most) throw unexpected(node, t);
    return write([first, ...rest], t, node);
  };
}
