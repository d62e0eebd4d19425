import type { Analysis } from "./analysis";
import { widerType } from "./coercion";
import { analysisError } from "./names";
import type { Relation, SparkType } from "./plan";
import { projectOf } from "./projections";
import { type Column, type Computed, columnOf, type Resolved } from "./resolved";
import { simpleString } from "./type-text";
import { castTo, literal } from "./typed";
import { isMap, sameType } from "./types";

type SetOperation = Extract<Relation, { rel: "setOperation" }>;

const ordinals = ["first", "second", "third"];
const sameName = (left: string, right: string): boolean =>
  left.toLowerCase() === right.toLowerCase();

function withTypes(plan: Resolved, types: readonly SparkType[], analysis: Analysis): Resolved {
  const isSame = plan.output.every((column, at) => sameType(column.type, types[at] ?? "void"));
  if (isSame) return plan;
  const items = plan.output.map((column, at): Computed => {
    const value = castTo(columnOf(column), types[at] ?? column.type);
    return value.kind === "column"
      ? { column, value }
      : { column: analysis.newColumn(column.name, value.type, value.nullable), value };
  });
  return projectOf(plan, items);
}

/** unionByName: the right side in the order of the left, with nulls for what one has not. */
function byName(
  left: Resolved,
  right: Resolved,
  allowMissing: boolean,
  analysis: Analysis,
): [Resolved, Resolved] {
  const find = (columns: readonly Column[], name: string) => {
    const found = columns.filter((column) => sameName(column.name, name));
    if (found.length > 1) {
      throw analysisError(
        `Found duplicate column(s) in the right attributes: \`${name.toLowerCase()}\``,
      );
    }
    return found[0];
  };
  const nullOf = (column: Column): Computed => ({
    column: analysis.newColumn(column.name, column.type, true),
    value: literal(null, column.type),
  });
  const same = (column: Column): Computed => ({ column, value: columnOf(column) });
  const ordered = left.output.map((column): Computed => {
    const found = find(right.output, column.name);
    if (found) return same(found);
    if (allowMissing) return nullOf(column);
    const names = right.output.map((other) => other.name).join(", ");
    throw analysisError(`Cannot resolve column name "${column.name}" among (${names})`);
  });
  const extra = right.output.filter((column) => !find(left.output, column.name));
  if (extra.length > 0 && !allowMissing && left.output.length !== right.output.length) {
    return [left, right];
  }
  const added = allowMissing ? extra : [];
  return [
    added.length > 0 ? projectOf(left, [...left.output.map(same), ...added.map(nullOf)]) : left,
    projectOf(right, [...ordered, ...added.map(same)]),
  ];
}

/** union, intersect and except, with the types widened column by column. */
export function resolveSetOperation(
  relation: SetOperation,
  leftSide: Resolved,
  rightSide: Resolved,
  analysis: Analysis,
): Resolved {
  const { kind, all } = relation;
  const [left, right] = relation.byName
    ? byName(leftSide, rightSide, relation.allowMissingColumns ?? false, analysis)
    : [leftSide, rightSide];
  const title = kind === "union" ? "Union" : kind === "intersect" ? "Intersect" : "Except";
  if (left.output.length !== right.output.length) {
    throw analysisError(
      `${title} can only be performed on tables with the same number of columns, but the first table has ${left.output.length} columns and the second table has ${right.output.length} columns`,
    );
  }
  const types = left.output.map((column, at): SparkType => {
    const other = right.output[at]?.type ?? "void";
    const wide = widerType(column.type, other);
    if (wide !== undefined) return wide;
    throw analysisError(
      `${title} can only be performed on tables with the compatible column types. The ${ordinals[at] ?? `${at + 1}th`} column of the second table is ${simpleString(other)} type which is not compatible with ${simpleString(column.type)} at the same column of the first table`,
    );
  });
  const map =
    kind === "union" && all ? undefined : left.output.find((column) => isMap(column.type));
  if (map) {
    throw analysisError(
      `Cannot have map type columns in DataFrame which calls set operations(intersect, except, etc.), but the type of column ${map.name} is ${simpleString(map.type)}`,
    );
  }
  const [a, b] = [withTypes(left, types, analysis), withTypes(right, types, analysis)];
  const output = a.output.map((column, at) => {
    const other = b.output[at];
    const canBeNull =
      kind === "except"
        ? column.nullable
        : kind === "intersect"
          ? column.nullable && (other?.nullable ?? true)
          : column.nullable || (other?.nullable ?? true);
    return analysis.newColumn(
      column.name,
      types[at] ?? column.type,
      canBeNull,
      kind === "union" ? [] : column.qualifier,
    );
  });
  return { node: "setOperation", kind, all, left: a, right: b, output };
}
