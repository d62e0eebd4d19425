import { aggregated } from "./aggregates";
import type { Analysis } from "./analysis";
import { scopeOf } from "./analysis";
import { expressionText } from "./expression-text";
import { type Named, resolveExpression, resolveNamed } from "./expressions";
import { analysisError } from "./names";
import type { Relation, WireValue } from "./plan";
import { columnOf, type Resolved, some, type Typed } from "./resolved";
import { callOf, castTo, literal } from "./typed";
import { valueText } from "./value-text";

const valuesMax = 10_000;

type Pivot = Extract<Relation, { rel: "aggregate" }>;

/** The values that become columns, when none are given: all that there are, sorted. */
function foundValues(
  relation: Pivot,
  input: Resolved,
  column: Typed,
  analysis: Analysis,
): WireValue[] {
  const { values } = analysis.leaf(relation, async (signal) => {
    const distinct = aggregated(
      {
        input,
        groups: [{ value: column, names: ["p"] }],
        named: [{ value: column, names: ["p"] }],
        scope: scopeOf(input),
      },
      analysis,
    );
    const sorted: Resolved = {
      node: "sort",
      input: distinct,
      order: distinct.output.map((one) => ({
        child: columnOf(one),
        ascending: true,
        nullsFirst: true,
      })),
      output: distinct.output,
    };
    const limited: Resolved = {
      node: "limit",
      input: sorted,
      limit: valuesMax + 1,
      offset: 0,
      output: sorted.output,
    };
    const rows = await analysis.run(limited, signal);
    return { values: rows.map((row) => row[0] ?? null) };
  });
  if (values.length > valuesMax) {
    throw analysisError(
      `The pivot column ${expressionText(column)} has more than ${valuesMax} distinct values, this could indicate an error. If this was intended, set spark.sql.pivotMaxValues to at least the number of distinct values of the pivot column.`,
    );
  }
  return values;
}

/** The columns that none of these expressions reads. */
function otherColumns(input: Resolved, expressions: readonly Typed[]): Named[] {
  return input.output
    .filter(
      ({ id }) =>
        !expressions.some((one) =>
          some(one, (part) => part.kind === "column" && part.column.id === id),
        ),
    )
    .map((one) => ({ value: columnOf(one), names: [one.name] }));
}

function columnName(text: string, item: Named, isOnly: boolean): string {
  return isOnly ? text : `${text}_${item.names?.[0] ?? expressionText(item.value)}`;
}

/** groupBy(…).pivot(…): once by groups and pivot column, then one column for each value. */
export function resolvePivot(relation: Pivot, input: Resolved, analysis: Analysis): Resolved {
  const { pivot } = relation;
  if (!pivot) throw analysisError("A pivot needs a column");
  const scope = scopeOf(input);
  const column = resolveExpression(pivot.column, scope, analysis);
  const values = pivot.values
    ? pivot.values.map((one) => castTo(literal(one.value, one.type), column.type))
    : foundValues(relation, input, column, analysis).map((one) => literal(one, column.type));
  const items = relation.aggregates.flatMap((item) => resolveNamed(item, scope, analysis));
  const groups = relation.implicitGroups
    ? otherColumns(input, [column, ...items.map((item) => item.value)])
    : relation.grouping.flatMap((group) => resolveNamed(group, scope, analysis));
  const first = aggregated(
    {
      input,
      groups: [...groups, { value: column, names: [expressionText(column)] }],
      named: [...groups, { value: column, names: [expressionText(column)] }, ...items],
      scope,
    },
    analysis,
  );
  const keys = first.output.slice(0, groups.length);
  const [pivoted, ...aggregates] = first.output.slice(groups.length).map(columnOf);
  const named = values.flatMap((value, at) =>
    items.map((item, index): Named => {
      const one = aggregates[index];
      const given = pivot.values?.[at];
      const plain = value.kind === "literal" ? value.value : (given?.value ?? null);
      const type = value.kind === "literal" ? value.type : (given?.type ?? column.type);
      const text = pivot.names?.[at] ?? valueText(plain, type);
      const name = columnName(text, item, items.length === 1);
      if (!one || !pivoted) throw analysisError("A pivot needs an aggregate");
      const filter = callOf("<=>", [pivoted, value]);
      return { value: callOf("any_value", [one], { filter }), names: [name] };
    }),
  );
  const asNamed = keys.map((key): Named => ({ value: columnOf(key), names: [key.name] }));
  return aggregated(
    { input: first, groups: asNamed, named: [...asNamed, ...named], scope: scopeOf(first) },
    analysis,
  );
}
