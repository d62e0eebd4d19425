import { implicitCast, ruleText } from "./coercion";
import { expressionText } from "./expression-text";
import type { Argument, ArgumentRule, FunctionDefinition } from "./functions/definition";
import { isMissing, missingFunction } from "./functions/missing";
import { findFunction } from "./functions/table";
import { analysisError } from "./names";
import type { SparkType, WireValue } from "./plan";
import type { Typed, TypedCall } from "./resolved";
import { simpleString } from "./type-text";
import { sameType } from "./types";

export function literal(value: WireValue, type: SparkType): Typed {
  return { kind: "literal", value, type, nullable: value === null };
}

/** What a function's definition may know of an argument. */
export function argumentOf(expression: Typed): Argument {
  const value = expression.kind === "cast" && !expression.written ? expression.child : expression;
  return {
    type: expression.type,
    nullable: expression.nullable,
    constant: value.kind === "literal" ? value.value : undefined,
    ...(value.kind === "column" ? { name: value.column.name } : {}),
    ...(value.kind === "field" ? { name: value.name } : {}),
  };
}

const mayFail = (from: SparkType, to: SparkType): boolean =>
  from === "string"
    ? to !== "string" && to !== "binary"
    : typeof to === "string" && to.startsWith("decimal");

/** A cast, unless the type is that already. */
export function castTo(
  child: Typed,
  type: SparkType,
  how: { written?: boolean; try?: boolean } = {},
): Typed {
  if (!how.written && sameType(child.type, type)) return child;
  if (!how.written && child.kind === "literal" && child.value === null) return literal(null, type);
  return {
    kind: "cast",
    child,
    type,
    nullable: child.nullable || mayFail(child.type, type),
    written: how.written ?? false,
    try: how.try ?? false,
  };
}

/** `cannot resolve '…' due to data type mismatch: …`. */
export function mismatch(subject: string, what: string) {
  return analysisError(`cannot resolve '${subject}' due to data type mismatch: ${what}`);
}

function arityText(definition: FunctionDefinition): string {
  const most = definition.args.length;
  const least = most - (definition.optional ?? 0);
  if (definition.rest !== undefined) return `at least ${least}`;
  if (least === most) return String(most);
  const counts = Array.from({ length: most - least + 1 }, (_, at) => least + at);
  return counts.length === 2 ? counts.join(" and ") : `one of ${counts.join(", ")}`;
}

/** @throws SparkError for a name that neither Spark nor we have, and for one that only Spark has */
export function functionNamed(name: string): FunctionDefinition {
  const definition = findFunction(name);
  if (definition) return definition;
  throw isMissing(name) ? missingFunction(name) : analysisError(undefinedFunction(name));
}

const undefinedFunction = (name: string): string =>
  `Undefined function: '${name}'. This function is neither a registered temporary function nor a permanent function registered in the database 'default'.`;

export function ruleAt(definition: FunctionDefinition, at: number): ArgumentRule | undefined {
  return definition.args[at] ?? definition.rest;
}

/** @throws SparkError `Invalid number of arguments for function …` */
export function checkArity(name: string, definition: FunctionDefinition, count: number): void {
  const most = definition.rest === undefined ? definition.args.length : Number.POSITIVE_INFINITY;
  if (count >= definition.args.length - (definition.optional ?? 0) && count <= most) return;
  throw analysisError(
    `Invalid number of arguments for function ${name}. Expected: ${arityText(definition)}; Found: ${count}`,
  );
}

function plainText(name: string, definition: FunctionDefinition, args: Typed[]): string {
  const texts = args.map((arg) => expressionText(arg, "sql"));
  const call = { name, args: args.map(argumentOf), distinct: false };
  return definition.text?.(texts, call) ?? `${name}(${texts.join(", ")})`;
}

function refuseOperands(name: string, definition: FunctionDefinition, args: Typed[]): never {
  const subject = plainText(name, definition, args);
  const [left, right] = args.map((arg) => arg.type);
  if (definition.operand === undefined || left === undefined) {
    const types = args.map((arg) => simpleString(arg.type)).join(", ");
    throw mismatch(
      subject,
      `input to function ${name} should all be the same type, but it's [${types}]`,
    );
  }
  if (right !== undefined && !sameType(left, right)) {
    const types = `(${simpleString(left)} and ${simpleString(right)})`;
    throw mismatch(subject, `differing types in '${subject}' ${types}.`);
  }
  throw mismatch(
    subject,
    `'${subject}' requires ${definition.operand} type, not ${simpleString(left)}`,
  );
}

function isNullable(definition: FunctionDefinition, args: Argument[]): boolean {
  const rule = definition.nullable ?? "arguments";
  if (typeof rule === "function") return rule(args);
  return rule === "arguments" ? args.some((arg) => arg.nullable) : rule === "always";
}

/**
 * A call with its arguments cast as Spark casts them. Lambda functions among the arguments are typed already.
 * @throws SparkError AnalysisException for arguments that do not fit
 */
export function callOf(
  name: string,
  args: Typed[],
  more: { distinct?: boolean; filter?: Typed; definition?: FunctionDefinition } = {},
): TypedCall {
  const definition = more.definition ?? functionNamed(name);
  checkArity(name, definition, args.length);
  const ruled = args.map((arg, at) => {
    const rule = ruleAt(definition, at);
    if (rule === undefined || rule === "lambda") return arg;
    const type = implicitCast(arg.type, rule);
    if (type !== undefined) return castTo(arg, type);
    if (definition.operand !== undefined) return refuseOperands(name, definition, args);
    throw mismatch(
      plainText(name, definition, args),
      `argument ${at + 1} requires ${ruleText(rule)} type, however, '${expressionText(arg, "sql")}' is of ${simpleString(arg.type)} type.`,
    );
  });
  const targets = definition.coerce?.(
    ruled.map((arg) => arg.type),
    ruled.map(argumentOf),
  );
  if (definition.coerce && !targets) refuseOperands(name, definition, args);
  const cast = ruled.map((arg, at) => {
    const target = targets?.[at];
    return target === undefined ? arg : castTo(arg, target);
  });
  const known = cast.map(argumentOf);
  return {
    kind: "call",
    name: name.toLowerCase(),
    definition,
    args: cast,
    type: typeof definition.result === "function" ? definition.result(known) : definition.result,
    nullable: isNullable(definition, known),
    distinct: more.distinct ?? false,
    ...(more.filter ? { filter: more.filter } : {}),
  };
}
