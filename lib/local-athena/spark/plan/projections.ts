import { SparkError } from "../bridge";
import { aggregated } from "./aggregates";
import type { Analysis, Scope } from "./analysis";
import { scopeOf } from "./analysis";
import { expressionText } from "./expression-text";
import { type Named, resolveExpression, resolveNamed } from "./expressions";
import { analysisError, findColumn, nameParts } from "./names";
import type { Expression, Relation } from "./plan";
import {
  type Column,
  type Computed,
  childrenOf,
  columnOf,
  hasAggregate,
  isGeneratorCall,
  type Resolved,
  some,
  type Typed,
  type TypedCall,
} from "./resolved";
import { argumentOf } from "./typed";

/** A plain projection. A column under its own name stays the same column. */
export function projectOf(input: Resolved, items: Computed[]): Resolved {
  const output = items.map((item) => item.column);
  return { node: "project", input, items, output };
}

export function computed({ value, names }: Named, analysis: Analysis): Computed {
  const name = names?.[0] ?? expressionText(value);
  if (names && names.length > 1) {
    throw analysisError(
      `The number of aliases supplied in the AS clause does not match the number of columns output by the UDTF expected 1 aliases but got ${names.join(",")}`,
    );
  }
  const isSame = value.kind === "column" && value.column.name === name;
  return {
    column: isSame ? value.column : analysis.newColumn(name, value.type, value.nullable),
    value,
  };
}

/** The columns of a generator, under the names that they are given. */
function generatorColumns(
  generator: TypedCall,
  names: readonly string[] | undefined,
  isOuter: boolean,
  analysis: Analysis,
  qualifier: readonly string[] = [],
): Column[] {
  const made = generator.definition.columns?.(generator.args.map(argumentOf)) ?? [];
  if (names && names.length > 0 && names.length !== made.length) {
    throw analysisError(
      `The number of aliases supplied in the AS clause does not match the number of columns output by the UDTF expected ${made.length} aliases but got ${names.join(",")} `,
    );
  }
  return made.map((column, at) =>
    analysis.newColumn(
      names?.[at] ?? column.name,
      column.type,
      column.nullable || isOuter,
      qualifier,
    ),
  );
}

/** `explode_outer` and its like keep rows that make nothing. */
const isOuterGenerator = (generator: TypedCall): boolean => generator.name.endsWith("_outer");

function checkGenerators(named: readonly Named[]): void {
  const generators = named.filter(({ value }) => isGeneratorCall(value));
  const inner = named.find(({ value }) =>
    childrenOf(value).some((child) => some(child, isGeneratorCall)),
  );
  if (inner) {
    throw analysisError(
      `Generators are not supported when it's nested in expressions, but got: ${expressionText(inner.value)}`,
    );
  }
  if (generators.length > 1) {
    const list = generators.map(({ value }) => expressionText(value)).join(", ");
    throw analysisError(
      `Only one generator allowed per select clause but found ${generators.length}: ${list}`,
    );
  }
}

const isGroupingCall = (part: Typed): boolean =>
  part.kind === "call" && (part.name === "grouping" || part.name === "grouping_id");

/** A SELECT list over a plan: with generators, with aggregates (then of all rows), or plain. */
export function projected(
  input: Resolved,
  named: Named[],
  scope: Scope,
  analysis: Analysis,
): Resolved {
  checkGenerators(named);
  const grouping = named.find(({ value }) => some(value, isGroupingCall));
  if (grouping) {
    throw analysisError("grouping() can only be used with GroupingSets/Cube/Rollup");
  }
  const at = named.findIndex(({ value }) => isGeneratorCall(value));
  const generator = named[at];
  if (generator && isGeneratorCall(generator.value)) {
    const isOuter = isOuterGenerator(generator.value);
    const columns = generatorColumns(generator.value, generator.names, isOuter, analysis);
    const generate: Resolved = {
      node: "generate",
      input,
      generator: generator.value,
      outer: isOuter,
      columns,
      output: [...input.output, ...columns],
    };
    const all = named.flatMap((item, index): Named[] =>
      index === at
        ? columns.map((column) => ({ value: columnOf(column), names: [column.name] }))
        : [item],
    );
    return projected(generate, all, scope, analysis);
  }
  if (named.some(({ value }) => hasAggregate(value))) {
    return aggregated({ input, groups: [], named, scope }, analysis);
  }
  return projectOf(
    input,
    named.map((item) => computed(item, analysis)),
  );
}

type Of<R extends Relation["rel"]> = Extract<Relation, { rel: R }>;

export function resolveProject(
  relation: Of<"project">,
  input: Resolved,
  analysis: Analysis,
  outer?: Scope,
): Resolved {
  const scope = scopeOf(input, outer);
  const named = relation.expressions.flatMap((expression) =>
    resolveNamed(expression, scope, analysis),
  );
  return projected(input, named, scope, analysis);
}

const sameName = (left: string, right: string): boolean =>
  left.toLowerCase() === right.toLowerCase();

export function resolveWithColumns(
  relation: Of<"withColumns">,
  input: Resolved,
  analysis: Analysis,
  outer?: Scope,
): Resolved {
  const scope = scopeOf(input, outer);
  const added = relation.columns.map(({ name, expression }): Named => {
    const [named] = resolveNamed(expression, scope, analysis);
    if (!named) throw analysisError("Invalid usage of '*' in withColumn");
    return { value: named.value, names: [name] };
  });
  const names = relation.columns.map(({ name }) => name);
  const repeated = names.find((name, at) => names.findIndex((other) => sameName(other, name)) < at);
  if (repeated !== undefined) {
    throw analysisError(
      `Found duplicate column(s) in given column names: \`${repeated.toLowerCase()}\``,
    );
  }
  const replacing = (column: Column) =>
    added.find(({ names }) => sameName(names?.[0] ?? "", column.name));
  const old = input.output.map((column): Named => {
    return replacing(column) ?? { value: columnOf(column), names: [column.name] };
  });
  const isNew = ({ names }: Named) =>
    !input.output.some((column) => sameName(column.name, names?.[0] ?? ""));
  return projected(input, [...old, ...added.filter(isNew)], scope, analysis);
}

export function resolveRenamed(
  relation: Of<"withColumnsRenamed">,
  input: Resolved,
  analysis: Analysis,
): Resolved {
  const items = input.output.map((column): Computed => {
    const to = relation.names.find(({ from }) => sameName(from, column.name))?.to;
    const value = columnOf(column);
    return to === undefined
      ? { column, value }
      : { column: analysis.newColumn(to, column.type, column.nullable), value };
  });
  return projectOf(input, items);
}

/** Dataset.drop: a string is a whole name (dots and all), a column is what it resolves to; unknown ones drop nothing. */
export function resolveDrop(
  relation: Of<"drop">,
  input: Resolved,
  analysis: Analysis,
  outer?: Scope,
): Resolved {
  const scope = scopeOf(input, outer);
  const dropped = new Set(
    relation.columns.flatMap((expression) => columnsToDrop(expression, input, scope, analysis)),
  );
  const left = input.output.filter((column) => !dropped.has(column.id));
  if (left.length === input.output.length) return { ...input };
  return projectOf(
    input,
    left.map((column) => ({ column, value: columnOf(column) })),
  );
}

function columnsToDrop(
  expression: Expression,
  input: Resolved,
  scope: Scope,
  analysis: Analysis,
): number[] {
  if (expression.expr !== "attribute") return [];
  if (expression.planId === undefined) {
    const named = input.output.filter((column) => sameName(column.name, expression.name));
    if (named.length > 0) return named.map((column) => column.id);
    const found = findColumn(nameParts(expression.name), input.output);
    return found && found.fields.length === 0 ? [found.column.id] : [];
  }
  const value = resolveExpression(expression, scope, analysis);
  return value.kind === "column" ? [value.column.id] : [];
}

export function resolveToDf(relation: Of<"toDF">, input: Resolved, analysis: Analysis): Resolved {
  if (relation.names.length !== input.output.length) {
    const old = input.output.map((column) => column.name).join(", ");
    throw new SparkError(
      "IllegalArgumentException",
      `requirement failed: The number of columns doesn't match.\nOld column names (${input.output.length}): ${old}\nNew column names (${relation.names.length}): ${relation.names.join(", ")}`,
    );
  }
  const items = input.output.map((column, at): Computed => {
    const name = relation.names[at] ?? column.name;
    return {
      column: analysis.newColumn(name, column.type, column.nullable),
      value: columnOf(column),
    };
  });
  return projectOf(input, items);
}

export function resolveLateralView(
  relation: Of<"lateralView">,
  input: Resolved,
  analysis: Analysis,
  outer?: Scope,
): Resolved {
  const generator = resolveExpression(relation.generator, scopeOf(input, outer), analysis);
  if (!isGeneratorCall(generator)) {
    throw analysisError(
      `${relation.generator.name} is expected to be a generator. However, its class is ${relation.generator.name}, which is not a generator.`,
    );
  }
  const isOuter = relation.outer || isOuterGenerator(generator);
  const columns = generatorColumns(generator, relation.columns, isOuter, analysis, [
    relation.table,
  ]);
  return {
    node: "generate",
    input,
    generator,
    outer: isOuter,
    columns,
    output: [...input.output, ...columns],
    ...(input.hidden ? { hidden: input.hidden } : {}),
  };
}
