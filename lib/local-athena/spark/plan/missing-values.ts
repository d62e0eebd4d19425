import type { Analysis } from "./analysis";
import { analysisError, findColumn, nameParts } from "./names";
import type { Literal, Relation, SparkType } from "./plan";
import { projectOf } from "./projections";
import { type Column, type Computed, columnOf, type Resolved, type Typed } from "./resolved";
import { callOf, castTo, literal } from "./typed";
import { isFractional, isNumeric, normalType } from "./types";

/** @throws SparkError `Cannot resolve column name "x" among (a, b)` */
export function columnNamed(name: string, plan: Resolved): Column {
  const whole = plan.output.filter((column) => column.name.toLowerCase() === name.toLowerCase());
  const column = whole.length === 1 ? whole[0] : findColumn(nameParts(name), plan.output)?.column;
  if (column) return column;
  const names = plan.output.map((other) => other.name).join(", ");
  throw analysisError(`Cannot resolve column name "${name}" among (${names})`);
}

/** Whether a value of this type is meant for that column. */
function fits(value: SparkType, column: SparkType): boolean {
  if (isNumeric(value)) return isNumeric(column);
  return value === column;
}

const typed = (value: Literal): Typed => literal(value.value, normalType(value.type));

function changed(
  input: Resolved,
  change: (column: Column) => Typed | undefined,
  analysis: Analysis,
): Resolved {
  const items = input.output.map((column): Computed => {
    const value = change(column);
    return value
      ? { column: analysis.newColumn(column.name, value.type, value.nullable), value }
      : { column, value: columnOf(column) };
  });
  return projectOf(input, items);
}

/** na.fill: NaN counts as missing in fractions. */
export function resolveFillna(
  relation: Extract<Relation, { rel: "fillna" }>,
  input: Resolved,
  analysis: Analysis,
): Resolved {
  const columns = relation.columns?.map((name) => columnNamed(name, input).id);
  const valueFor = (column: Column): Literal | undefined => {
    const [only] = relation.values;
    if (!columns) return only;
    const at = columns.indexOf(column.id);
    return at < 0 ? undefined : relation.values.length === 1 ? only : relation.values[at];
  };
  return changed(
    input,
    (column) => {
      const value = valueFor(column);
      if (!value || !fits(normalType(value.type), column.type)) return undefined;
      const own = columnOf(column);
      const old = isFractional(column.type)
        ? callOf("nanvl", [own, literal(null, column.type)])
        : own;
      return callOf("coalesce", [old, castTo(typed(value), column.type)]);
    },
    analysis,
  );
}

/** na.drop: rows with fewer values than asked for; all of them when no count is given. */
export function resolveDropna(
  relation: Extract<Relation, { rel: "dropna" }>,
  input: Resolved,
): Resolved {
  const columns = relation.columns?.map((name) => columnNamed(name, input)) ?? input.output;
  const least = relation.minNonNulls ?? columns.length;
  const condition = callOf("atleastnnonnulls", [
    literal(least, "integer"),
    ...columns.map((column) => columnOf(column)),
  ]);
  return {
    node: "filter",
    input,
    condition,
    output: input.output,
    ...(input.hidden ? { hidden: input.hidden } : {}),
  };
}

/** na.replace: in the columns whose type the values have. */
export function resolveReplace(
  relation: Extract<Relation, { rel: "replace" }>,
  input: Resolved,
  analysis: Analysis,
): Resolved {
  const columns = relation.columns?.map((name) => columnNamed(name, input).id);
  return changed(
    input,
    (column) => {
      if (columns && !columns.includes(column.id)) return undefined;
      const pairs = relation.replacements.filter(({ from }) =>
        fits(normalType(from.type), column.type),
      );
      if (pairs.length === 0) return undefined;
      const own = columnOf(column);
      const cases = pairs.flatMap(({ from, to }) => [
        callOf("==", [own, castTo(typed(from), column.type)]),
        castTo(typed(to), column.type),
      ]);
      return callOf("when", [...cases, own]);
    },
    analysis,
  );
}
