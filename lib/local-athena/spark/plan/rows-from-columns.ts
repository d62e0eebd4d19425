import type { Analysis } from "./analysis";
import { scopeOf } from "./analysis";
import { widerTypeOfAll } from "./coercion";
import { type Named, resolveNamed } from "./expressions";
import { analysisError } from "./names";
import type { Relation } from "./plan";
import { projected } from "./projections";
import { columnOf, type Resolved, type Typed } from "./resolved";
import { callOf, castTo, literal } from "./typed";

/** One row for each list of values, in the place of each row of the input; all rows have the same columns. */
export function inlined(
  input: Resolved,
  keep: Named[],
  names: readonly string[],
  rows: Typed[][],
  analysis: Analysis,
): Resolved {
  const structs = rows.map((row) =>
    callOf(
      "named_struct",
      row.flatMap((value, at) => [literal(`c${at}`, "string"), value]),
    ),
  );
  const generator = callOf("inline", [callOf("array", structs)]);
  const scope = scopeOf(input);
  return projected(input, [...keep, { value: generator, names: [...names] }], scope, analysis);
}

type Unpivot = Extract<Relation, { rel: "unpivot" }>;

/** melt: a row for each value column, with its name. */
export function resolveUnpivot(relation: Unpivot, input: Resolved, analysis: Analysis): Resolved {
  const scope = scopeOf(input);
  const ids = relation.ids.flatMap((id) => resolveNamed(id, scope, analysis));
  const isId = (id: number) =>
    ids.some(({ value }) => value.kind === "column" && value.column.id === id);
  const values =
    relation.values.length > 0
      ? relation.values.flatMap((value) => resolveNamed(value, scope, analysis))
      : input.output
          .filter((column) => !isId(column.id))
          .map((column): Named => ({ value: columnOf(column), names: [column.name] }));
  const type = widerTypeOfAll(values.map(({ value }) => value.type));
  if (type === undefined || values.length === 0) {
    throw analysisError("Unpivot value columns must share a least common type");
  }
  const rows = values.map(({ value, names }) => [
    literal(names?.[0] ?? "", "string"),
    castTo(value, type),
  ]);
  return inlined(input, ids, [relation.variable, relation.value], rows, analysis);
}
