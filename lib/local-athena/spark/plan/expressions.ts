import type { Analysis, Scope } from "./analysis";
import { isCastable } from "./cast-rules";
import { comparisonType } from "./coercion";
import { expressionText } from "./expression-text";
import { extractValue } from "./fields";
import { dateOperation } from "./functions/date-arithmetic";
import { pythonDefinition } from "./functions/python";
import { findFunction } from "./functions/table";
import {
  analysisError,
  findColumn,
  isQualifiedBy,
  nameParts,
  unresolvedName,
  usesOfFrame,
} from "./names";
import type {
  Attribute,
  Call,
  Expression,
  Lambda,
  PythonCall,
  SparkType,
  Star,
  SubqueryExpression,
} from "./plan";
import type { Column, Typed } from "./resolved";
import { columnOf } from "./resolved";
import { parseType, simpleString } from "./type-text";
import { callOf, castTo, checkArity, functionNamed, literal, mismatch, ruleAt } from "./typed";
import { normalType } from "./types";
import { resolveWindow } from "./windows";

/** An expression of a list of results: with the names it is given, where it is. */
export type Named = { value: Typed; names?: string[]; isAlias?: true };

function scopesOf(scope: Scope): Scope[] {
  const below = scope.below ? scopesOf(scope.below) : [];
  const outer = scope.outer ? scopesOf(scope.outer) : [];
  return [scope, ...below, ...outer];
}

/** `df.a`: the column that came through that frame, nearest first. */
function frameColumn(attribute: Attribute, planId: number, scope: Scope): Typed | undefined {
  const parts = nameParts(attribute.name);
  for (const place of scopesOf(scope)) {
    const seen = new Map(
      [...place.columns, ...(place.hidden ?? [])].map((column) => [column.id, column]),
    );
    const uses = place.plans
      .flatMap((plan) => usesOfFrame(plan, planId))
      .map((use) => ({ ...use, found: findColumn(parts, use.columns) }))
      .filter((use) => use.found && seen.has(use.found.column.id));
    const nearest = Math.min(...uses.map((use) => use.depth));
    const columns = new Map(
      uses
        .filter((use) => use.depth === nearest)
        .flatMap(({ found }) => (found ? [[found.column.id, found] as const] : [])),
    );
    const [first, second] = columns.values();
    if (first && second) throw ambiguousFrame(first.column);
    if (first) return withFields(seen.get(first.column.id) ?? first.column, first.fields);
  }
  return undefined;
}

function ambiguousFrame({ name }: Column) {
  return analysisError(
    `Column ${name} are ambiguous. It's probably because you joined several Datasets together, and some of these Datasets are the same. This column points to one of the Datasets but Spark is unable to figure out which one. Please alias the Datasets with different names via \`Dataset.as\` before joining them, and specify the column using qualified name, e.g. \`df.as("a").join(df.as("b"), $"a.id" > $"b.id")\`. You can also set spark.sql.analyzer.failAmbiguousSelfJoin to false to disable this check.`,
  );
}

function withFields(column: Column, fields: readonly string[]): Typed {
  return fields.reduce<Typed>(
    (child, field) => extractValue(child, literal(field, "string")),
    columnOf(column),
  );
}

function resolveAttribute(attribute: Attribute, scope: Scope): Typed {
  const parts = nameParts(attribute.name);
  if (attribute.planId !== undefined) {
    const found = frameColumn(attribute, attribute.planId, scope);
    if (found) return found;
    const known = scope.columns.map((column) => column.name).join(", ");
    throw analysisError(
      `Resolved attribute(s) ${attribute.name} missing from ${known}. Please check if the right attribute(s) are used.`,
    );
  }
  for (const place of scopesOf(scope)) {
    const found = findColumn(parts, place.columns) ?? findColumn(parts, place.hidden ?? []);
    if (found) return withFields(found.column, found.fields);
  }
  const [only] = parts;
  if (parts.length === 1 && only !== undefined && niladic.has(only.toLowerCase())) {
    return callOf(only, []);
  }
  throw unresolvedName(parts, scope.columns);
}

/** Functions that SQL calls without brackets, where no column has the name. */
const niladic = new Set(["current_date", "current_timestamp", "current_user"]);

/** The columns of a star, with fields of a struct for `s.*`. */
function starColumns(star: Star, scope: Scope): Named[] {
  if (star.planId !== undefined) {
    const { planId } = star;
    const seen = new Map(scope.columns.map((column) => [column.id, column]));
    const use = scope.plans.flatMap((plan) => usesOfFrame(plan, planId))[0];
    const columns = use?.columns.flatMap((column) => seen.get(column.id) ?? []) ?? [];
    return columns.map((column) => ({ value: columnOf(column) }));
  }
  if (star.target === undefined)
    return scope.columns.map((column) => ({ value: columnOf(column) }));
  const parts = nameParts(star.target);
  const all = [...scope.columns, ...(scope.hidden ?? [])];
  const qualified = all.filter((column) => isQualifiedBy(column, parts));
  if (qualified.length > 0) return qualified.map((column) => ({ value: columnOf(column) }));
  const found = findColumn(parts, scope.columns);
  const struct = found && withFields(found.column, found.fields);
  if (struct && typeof struct.type === "object" && struct.type.type === "struct") {
    return struct.type.fields.map((field) => ({
      value: extractValue(struct, literal(field.name, "string")),
      names: [field.name],
    }));
  }
  const known = scope.columns.map((column) => column.name).join(", ");
  throw analysisError(`cannot resolve '${star.target}.*' given input columns '${known}'`);
}

/** The name that Spark gives to a result without an alias. */
function nameOf(expression: Expression, value: Typed): string {
  if (expression.expr === "attribute") {
    if (value.kind === "column") return value.column.name;
    return value.kind === "field" ? value.name : expressionText(value);
  }
  if (
    expression.expr === "cast" &&
    expression.child.expr === "attribute" &&
    value.kind === "cast"
  ) {
    return nameOf(expression.child, value.child);
  }
  return expressionText(value);
}

/** An expression of a SELECT list: stars become several. Generators keep the names that they are given. */
export function resolveNamed(expression: Expression, scope: Scope, analysis: Analysis): Named[] {
  if (expression.expr === "star") return starColumns(expression, scope);
  if (expression.expr === "sql") {
    return resolveNamed(analysis.environment.parseExpression(expression.text), scope, analysis);
  }
  if (expression.expr === "alias") {
    const [inner] = resolveNamed(expression.child, scope, analysis);
    if (!inner) throw analysisError("Invalid usage of '*' in expression 'alias'");
    return [{ value: inner.value, names: expression.names, isAlias: true }];
  }
  const value = resolveExpression(expression, scope, analysis);
  const isGenerator = value.kind === "call" && value.definition.kind === "generator";
  return [isGenerator ? { value } : { value, names: [nameOf(expression, value)] }];
}

/** Arguments with their names, as `struct` wants them; a star is all columns. */
function resolveArguments(
  call: Call | PythonCall,
  scope: Scope,
  analysis: Analysis,
): (Named | Lambda)[] {
  return call.args.flatMap((arg): (Named | Lambda)[] =>
    arg.expr === "lambda" ? [arg] : resolveNamed(arg, scope, analysis),
  );
}

function resolveLambda(
  lambda: Lambda,
  types: readonly SparkType[],
  scope: Scope,
  analysis: Analysis,
): Typed {
  const parameters = lambda.parameters.map((name, at) => {
    const type = types[at];
    if (type === undefined) {
      throw analysisError(
        `The number of lambda function arguments '${lambda.parameters.length}' does not match the number of arguments expected by the higher order function '${types.length}'.`,
      );
    }
    return { ...analysis.newColumn(name, type, true), isParameter: true as const };
  });
  const body = resolveExpression(
    lambda.body,
    { columns: parameters, plans: [], below: scope },
    analysis,
  );
  return { kind: "lambda", parameters, body, type: body.type, nullable: body.nullable };
}

function resolveStruct(named: (Named | Lambda)[]): Typed {
  const args = named.flatMap((arg, at): Typed[] => {
    if (!("value" in arg)) throw analysisError("A lambda function is no field of a struct");
    const { value } = arg;
    const hasName = arg.isAlias || value.kind === "column" || value.kind === "field";
    const own = value.kind === "column" ? value.column.name : undefined;
    const name = (hasName ? (arg.names?.[0] ?? own) : undefined) ?? `col${at + 1}`;
    return [literal(name, "string"), value];
  });
  return callOf("struct", args, { definition: functionNamed("named_struct") });
}

function resolvePythonCall(call: PythonCall, scope: Scope, analysis: Analysis): Typed {
  const args = resolveArguments(call, scope, analysis).flatMap((arg) =>
    "value" in arg ? [arg.value] : [],
  );
  return callOf(call.name, args, { definition: pythonDefinition(call) });
}

function resolveCall(call: Call, around: Scope, analysis: Analysis): Typed {
  const registered = analysis.environment.registeredFunction(call.name);
  if (registered) {
    return resolvePythonCall({ ...registered, expr: "udf", args: call.args }, around, analysis);
  }
  const name = call.name.toLowerCase();
  const isAggregate = findFunction(name)?.kind === "aggregate";
  const scope = (isAggregate ? around.aggregateScope : undefined) ?? around;
  if (
    name === "count" &&
    call.args.some((arg) => arg.expr === "star" && !arg.target) &&
    !call.distinct
  ) {
    const one: Call = { ...call, args: [{ expr: "literal", value: 1, type: "integer" }] };
    return resolveCall(one, scope, analysis);
  }
  const named = resolveArguments(call, scope, analysis);
  if (name === "struct") return resolveStruct(named);
  const plain = named.flatMap((arg) => ("value" in arg ? [arg.value] : []));
  const [child, key] = plain;
  if (name === "getitem" && child && key) return extractValue(child, key);
  if (name === "-" && plain.length === 1) return callOf("negative", plain);
  const timely = dateOperation(name, plain);
  if (timely) return callOf(timely, plain);
  const definition = functionNamed(name);
  checkArity(name, definition, named.length);
  const types = plain.map((arg) => arg.type);
  const args = named.map((arg, at): Typed => {
    if ("value" in arg) return arg.value;
    if (ruleAt(definition, at) !== "lambda" || !definition.lambda) {
      throw analysisError(
        `A lambda function should only be used in a higher order function. However, its class is ${name}, which is not a higher order function.`,
      );
    }
    return resolveLambda(arg, definition.lambda(types, at, arg.parameters.length), scope, analysis);
  });
  const filter = call.filter && resolveCondition(call.filter, scope, analysis, "filter");
  return callOf(name, args, {
    definition,
    distinct: call.distinct ?? false,
    ...(filter ? { filter } : {}),
  });
}

/** A boolean, or an error that names the clause. */
export function resolveCondition(
  expression: Expression,
  scope: Scope,
  analysis: Analysis,
  clause: "filter" | "join",
): Typed {
  const value = resolveExpression(expression, scope, analysis);
  if (value.type === "boolean" || value.type === "void") return castTo(value, "boolean");
  const subject = expressionText(value, "sql");
  throw analysisError(
    clause === "filter"
      ? `filter expression '${subject}' of type ${simpleString(value.type)} is not a boolean.`
      : `join condition '${subject}' of type ${simpleString(value.type)} is not a boolean.`,
  );
}

function resolveSubquery(subquery: SubqueryExpression, scope: Scope, analysis: Analysis): Typed {
  const plan = analysis.relation(subquery.plan, scope);
  if (subquery.kind === "exists") {
    return {
      kind: "subquery",
      question: "exists",
      plan,
      values: [],
      type: "boolean",
      nullable: false,
    };
  }
  if (subquery.kind === "scalar") {
    const [column] = plan.output;
    if (!column || plan.output.length > 1) {
      throw analysisError(
        `Scalar subquery must return only one column, but got ${plan.output.length}`,
      );
    }
    const { type } = column;
    return { kind: "subquery", question: "scalar", plan, values: [], type, nullable: true };
  }
  const values = (subquery.values ?? []).map((value) => resolveExpression(value, scope, analysis));
  if (values.length !== plan.output.length) {
    throw mismatch(
      `(${values.map((value) => expressionText(value, "sql")).join(", ")} IN (listquery()))`,
      `The number of columns in the left hand side of an IN subquery does not match the number of columns in the output of subquery. #columns in left hand side: ${values.length}. #columns in right hand side: ${plan.output.length}.`,
    );
  }
  const types = values.map((value, at) => {
    const right = plan.output[at]?.type ?? "void";
    return comparisonType(value.type, right) ?? value.type;
  });
  const items = plan.output.map((column, at) => {
    const value = castTo(columnOf(column), types[at] ?? column.type);
    return { column: analysis.newColumn(column.name, value.type, value.nullable), value };
  });
  return {
    kind: "subquery",
    question: "in",
    plan: { node: "project", input: plan, items, output: items.map((item) => item.column) },
    values: values.map((value, at) => castTo(value, types[at] ?? value.type)),
    type: "boolean",
    nullable: true,
  };
}

/**
 * Finds the names and types of one expression.
 * @throws SparkError AnalysisException
 */
export function resolveExpression(expression: Expression, scope: Scope, analysis: Analysis): Typed {
  switch (expression.expr) {
    case "literal":
      return literal(expression.value, normalType(expression.type));
    case "attribute":
      return resolveAttribute(expression, scope);
    case "call":
      return resolveCall(expression, scope, analysis);
    case "udf":
      return resolvePythonCall(expression, scope, analysis);
    case "alias":
      return resolveExpression(expression.child, scope, analysis);
    case "sql":
      return resolveExpression(
        analysis.environment.parseExpression(expression.text),
        scope,
        analysis,
      );
    case "cast": {
      const child = resolveExpression(expression.child, scope, analysis);
      const type = parseType(expression.type);
      if (!isCastable(child.type, type)) {
        throw mismatch(
          expressionText(castTo(child, type, { written: true }), "sql"),
          `cannot cast ${simpleString(child.type)} to ${simpleString(type)}`,
        );
      }
      return castTo(child, type, { written: true, try: expression.try ?? false });
    }
    case "window":
      return resolveWindow(expression, scope, analysis);
    case "subquery":
      return resolveSubquery(expression, scope, analysis);
    case "star":
      throw analysisError("Invalid usage of '*' in expression");
    case "sortOrder":
      throw analysisError("A sort order is only allowed in ORDER BY");
    case "lambda":
      throw analysisError("A lambda function should only be used in a higher order function.");
  }
}
