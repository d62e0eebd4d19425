import type { Analysis, Scope } from "./analysis";
import { comparisonType, widerType } from "./coercion";
import { resolveCondition } from "./expressions";
import { analysisError, findColumn, nameParts, usesOfFrame } from "./names";
import type { Attribute, Expression, JoinType, Relation } from "./plan";
import { projectOf } from "./projections";
import {
  type Column,
  type Computed,
  columnOf,
  inputsOf,
  type Resolved,
  type Typed,
} from "./resolved";
import { callOf, castTo, literal } from "./typed";

type Join = Extract<Relation, { rel: "join" }>;

const nullable = (column: Column): Column => ({ ...column, nullable: true });

function joinOutput(left: Resolved, right: Resolved, how: JoinType): Column[] {
  if (how === "leftsemi" || how === "leftanti") return left.output;
  const outerLeft = how === "right" || how === "full";
  const outerRight = how === "left" || how === "full";
  return [
    ...(outerLeft ? left.output.map(nullable) : left.output),
    ...(outerRight ? right.output.map(nullable) : right.output),
  ];
}

function idsOf(plan: Resolved, into = new Set<number>()): Set<number> {
  for (const column of [...plan.output, ...(plan.hidden ?? [])]) into.add(column.id);
  for (const input of inputsOf(plan)) idsOf(input, into);
  return into;
}

/** The same plan with columns of its own, for the second use of a frame. */
export function renewed(plan: Resolved, analysis: Analysis): Resolved {
  const output = plan.output.map((column) =>
    analysis.newColumn(column.name, column.type, column.nullable, column.qualifier),
  );
  return { node: "renamed", input: plan, output };
}

/** `df.id == df.id` of one frame joined with itself: the left one's and the right one's. */
function selfJoinSides(
  condition: Expression,
  left: Resolved,
  right: Resolved,
): [Attribute, Attribute] | undefined {
  if (condition.expr !== "call" || (condition.name !== "==" && condition.name !== "<=>"))
    return undefined;
  const [a, b] = condition.args;
  if (a?.expr !== "attribute" || b?.expr !== "attribute") return undefined;
  if (a.planId === undefined || a.planId !== b.planId) return undefined;
  const { planId } = a;
  const isInBoth = [left, right].every((side) => usesOfFrame(side, planId).length > 0);
  return isInBoth ? [a, b] : undefined;
}

function sideColumn(attribute: Attribute, side: Resolved): Typed | undefined {
  const found = findColumn(nameParts(attribute.name), side.output);
  return found?.fields.length === 0 ? columnOf(found.column) : undefined;
}

function joinCondition(
  condition: Expression,
  left: Resolved,
  right: Resolved,
  scope: Scope,
  analysis: Analysis,
): Typed {
  if (condition.expr === "call" && condition.name === "and") {
    return callOf(
      "and",
      condition.args.map((part) => joinCondition(part, left, right, scope, analysis)),
    );
  }
  const sides = selfJoinSides(condition, left, right);
  const a = sides && sideColumn(sides[0], left);
  const b = sides && sideColumn(sides[1], right);
  if (a && b && condition.expr === "call") return callOf(condition.name, [a, b]);
  return resolveCondition(condition, scope, analysis, "join");
}

function usingColumn(name: string, side: "left" | "right", plan: Resolved): Column {
  const matches = plan.output.filter((column) => column.name.toLowerCase() === name.toLowerCase());
  const [column] = matches;
  if (!column) {
    const columns = plan.output.map((other) => other.name).join(", ");
    throw analysisError(
      `USING column \`${name}\` cannot be resolved on the ${side} side of the join. The ${side}-side columns: [${columns}]`,
    );
  }
  if (matches.length > 1) findColumn([name], plan.output);
  return column;
}

const keyType = (left: Column, right: Column) =>
  comparisonType(left.type, right.type) ?? widerType(left.type, right.type) ?? left.type;

/** USING and NATURAL: each common column once; the sides' own ones stay hidden. */
function usingJoin(
  names: readonly string[],
  left: Resolved,
  right: Resolved,
  how: JoinType,
  analysis: Analysis,
): Resolved {
  const pairs = names.map((name) => ({
    left: usingColumn(name, "left", left),
    right: usingColumn(name, "right", right),
  }));
  const condition = pairs
    .map((pair) => callOf("==", [columnOf(pair.left), columnOf(pair.right)]))
    .reduce<Typed | undefined>((all, one) => (all ? callOf("and", [all, one]) : one), undefined);
  const output = joinOutput(left, right, how);
  const join: Resolved = {
    node: "join",
    left,
    right,
    how: how === "cross" ? "inner" : how,
    ...(condition ? { condition } : {}),
    output,
  };
  if (how === "leftsemi" || how === "leftanti") return { ...join, ...hiddenOf(left) };
  const byId = new Map(output.map((column) => [column.id, column]));
  const seen = (column: Column) => byId.get(column.id) ?? column;
  const keys = pairs.map((pair): Computed => {
    const [a, b] = [seen(pair.left), seen(pair.right)];
    if (how === "full") {
      const type = keyType(a, b);
      const value = callOf("coalesce", [castTo(columnOf(a), type), castTo(columnOf(b), type)]);
      return { column: analysis.newColumn(a.name, value.type, value.nullable), value };
    }
    const column = how === "right" ? b : a;
    return { column, value: columnOf(column) };
  });
  const used = new Set(pairs.flatMap((pair) => [pair.left.id, pair.right.id]));
  const others = output
    .filter((column) => !used.has(column.id))
    .map((column): Computed => ({ column, value: columnOf(column) }));
  const shown = new Set(keys.map((key) => key.column.id));
  const project = projectOf(join, [...keys, ...others]);
  const hidden = [
    ...output.filter((column) => used.has(column.id) && !shown.has(column.id)),
    ...(left.hidden ?? []),
    ...(right.hidden ?? []),
  ];
  return withHidden(project, hidden);
}

/** Hidden columns are computed as well, because what is above may ask for them. */
function withHidden(project: Resolved, hidden: Column[]): Resolved {
  if (project.node !== "project" || hidden.length === 0) return project;
  const items = [
    ...project.items,
    ...hidden.map((column) => ({ column, value: columnOf(column) })),
  ];
  return { ...project, items, hidden };
}

const hiddenOf = (plan: Resolved): { hidden?: Column[] } =>
  plan.hidden ? { hidden: plan.hidden } : {};

/** A join; the right side has columns of its own even where both sides are one frame. */
export function resolveJoin(
  relation: Join,
  left: Resolved,
  rightSide: Resolved,
  analysis: Analysis,
  outer?: Scope,
): Resolved {
  const taken = idsOf(left);
  const isShared = [...idsOf(rightSide)].some((id) => taken.has(id));
  const right = isShared ? renewed(rightSide, analysis) : rightSide;
  const { how } = relation;
  if (relation.using) return usingJoin(relation.using, left, right, how, analysis);
  if (relation.natural) {
    const common = left.output
      .map((column) => column.name)
      .filter((name) =>
        right.output.some((other) => other.name.toLowerCase() === name.toLowerCase()),
      );
    return usingJoin(common, left, right, how, analysis);
  }
  const hidden = [...(left.hidden ?? []), ...(right.hidden ?? [])];
  const scope: Scope = {
    columns: [...left.output, ...right.output],
    plans: [left, right],
    ...(hidden.length > 0 ? { hidden } : {}),
    ...(outer ? { outer } : {}),
  };
  const condition = relation.condition
    ? joinCondition(relation.condition, left, right, scope, analysis)
    : how === "inner" || how === "cross"
      ? undefined
      : literal(true, "boolean");
  return {
    node: "join",
    left,
    right,
    how,
    ...(condition ? { condition } : {}),
    output: joinOutput(left, right, how),
    ...(hidden.length > 0 && how !== "leftsemi" && how !== "leftanti" ? { hidden } : {}),
  };
}
