import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import { engineError } from "../errors";
import { isKnownFunction } from "../translate/function-table";
import { core, identifierText, positionOf } from "../translate/tree";
import { trinoType } from "../types/types";
import { checkCall, checkScalar } from "./aggregation";
import { on, type TypeNotes, typeChildren, typeExpression } from "./expressions";
import { emptyScope, type NameScope } from "./fields";
import { callType, lambdaCallType, lambdaParameters } from "./signatures";
import { arithmeticType, isText, isZoned, json, type Known, zoned } from "./type-rules";

type TypedCall = (node: G.FunctionCallContext, types: Known[], notes: TypeNotes) => Known;

const calls = new Map<string, TypedCall>();

/** Registers how a call that demands more of its arguments than a signature says gets its type. */
export function onCall(name: string, typed: TypedCall) {
  calls.set(name, typed);
}

function withLambdas(
  node: G.FunctionCallContext,
  name: string,
  scope: NameScope,
  notes: TypeNotes,
): Known {
  const args = node.expression();
  const lambdas = args.map(core).filter((argument) => argument instanceof G.LambdaContext);
  const values = args
    .filter((argument) => !(core(argument) instanceof G.LambdaContext))
    .map((argument) => typeExpression(argument, scope, notes));
  const results: Known[] = [];
  for (const lambda of lambdas) {
    const names = lambda.identifier().map((parameter) => identifierText(parameter).toLowerCase());
    const parameters = lambdaParameters(name, values, results, names.length);
    const inner: NameScope = {
      ...emptyScope(scope),
      fields: names.map((parameter, index) => ({
        name: parameter,
        qualifier: [],
        type: parameters[index],
      })),
    };
    checkScalar(lambda.expression(), "Lambda expression");
    results.push(typeExpression(lambda.expression(), inner, notes));
  }
  return lambdaCallType(name, values, results);
}

/** Functions whose first argument is a number; a text is never taken for one. */
const ofNumbers = new Set(
  `abs acos asin atan avg cbrt ceil ceiling cos degrees exp floor from_unixtime ln log10 log2 mod pow power radians round
   sign sin sqrt stddev sum tan truncate variance`.split(/\s+/),
);

on(G.FunctionCallContext, (node, scope, notes) => {
  const name = node.functionName().getText().toLowerCase().replaceAll('"', "");
  checkCall(node, isKnownFunction(name));
  typeChildren(node.sortItem(), scope, notes);
  const filter = node.filter();
  if (filter !== null) typeChildren([filter], scope, notes);
  const over = node.over();
  if (over !== null) typeChildren([over], scope, notes);
  const args = node.expression();
  if (args.some((argument) => core(argument) instanceof G.LambdaContext))
    return withLambdas(node, name, scope, notes);
  const types = args.map((argument) => typeExpression(argument, scope, notes));
  if (name === "mod") {
    const [a, b] = types;
    return a === undefined || b === undefined ? undefined : arithmeticType("%", a, b);
  }
  const [first] = types;
  if (/^(count|approx_distinct)$/.test(name) && isZoned(first) && args[0] !== undefined)
    notes.instants.add(core(args[0]));
  if (ofNumbers.has(name) && first !== undefined && isText(first))
    throw engineError(
      "FUNCTION_NOT_FOUND",
      `${positionOf(node)}: Unexpected parameters (${types.map((type) => (type === undefined ? "unknown" : trinoType(type))).join(", ")}) for function ${name}`,
    );
  const special = calls.get(name);
  if (special !== undefined) return special(node, types, notes);
  if (name === "json_parse" && types[0] !== undefined && !isText(types[0])) return json;
  if (name === "at_timezone" && types[0] !== undefined) return isZoned(types[0]) ? types[0] : zoned;
  return callType(name, types);
});
