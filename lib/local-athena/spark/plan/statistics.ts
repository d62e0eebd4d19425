import { SparkError } from "../bridge";
import { aggregated } from "./aggregates";
import type { Analysis } from "./analysis";
import { scopeOf } from "./analysis";
import type { Named } from "./expressions";
import { columnNamed } from "./missing-values";
import type { Relation } from "./plan";
import { type Column, columnOf, type Resolved, type Typed } from "./resolved";
import { inlined } from "./rows-from-columns";
import { callOf, castTo, literal } from "./typed";
import { isNumeric } from "./types";

const defaultStatistics = ["count", "mean", "stddev", "min", "25%", "50%", "75%", "max"];

const asNumber = (column: Column): Typed =>
  castTo(columnOf(column), column.type === "string" ? "double" : column.type);

function statistic(name: string, column: Column): Typed {
  const percent = /^(\d+(?:\.\d+)?)%$/.exec(name)?.[1];
  if (percent !== undefined) {
    const fraction = Number(percent) / 100;
    if (fraction > 1) {
      throw new SparkError(
        "IllegalArgumentException",
        "requirement failed: Percentiles must be in the range [0, 1]",
      );
    }
    return callOf("percentile_approx", [asNumber(column), literal(fraction, "double")]);
  }
  switch (name.toLowerCase()) {
    case "count":
      return callOf("count", [columnOf(column)]);
    case "count_distinct":
      return callOf("count", [columnOf(column)], { distinct: true });
    case "approx_count_distinct":
      return callOf("approx_count_distinct", [columnOf(column)]);
    case "mean":
      return callOf("avg", [asNumber(column)]);
    case "stddev":
      return callOf("stddev", [asNumber(column)]);
    case "min":
    case "max":
      return callOf(name.toLowerCase(), [columnOf(column)]);
    default:
      throw new SparkError("IllegalArgumentException", `${name} is not a recognised statistic`);
  }
}

function table(
  input: Resolved,
  columns: Column[],
  statistics: readonly string[],
  analysis: Analysis,
): Resolved {
  const text = (value: Typed): Typed => castTo(value, "string", { written: true });
  const named = statistics.flatMap((name) =>
    columns.map(
      (column, at): Named => ({ value: text(statistic(name, column)), names: [`${name}${at}`] }),
    ),
  );
  // One row even where no column can be described.
  const one: Named = { value: callOf("count", [literal(1, "integer")]), names: ["n"] };
  const row = aggregated(
    { input, groups: [], named: [...named, one], scope: scopeOf(input) },
    analysis,
  );
  const rows = statistics.map((name, at) => [
    literal(name, "string"),
    ...row.output
      .slice(at * columns.length, (at + 1) * columns.length)
      .map((column) => columnOf(column)),
  ]);
  const names = ["summary", ...columns.map((column) => column.name)];
  return inlined(row, [], names, rows, analysis);
}

const isDescribed = (column: Column): boolean => isNumeric(column.type) || column.type === "string";

/** Dataset.describe: of the named columns, or of all numbers and strings. */
export function resolveDescribe(
  relation: Extract<Relation, { rel: "describe" }>,
  input: Resolved,
  analysis: Analysis,
): Resolved {
  const columns =
    relation.columns.length > 0
      ? relation.columns.map((name) => columnNamed(name, input))
      : input.output;
  const statistics = ["count", "mean", "stddev", "min", "max"];
  return table(input, columns.filter(isDescribed), statistics, analysis);
}

/** Dataset.summary: with quartiles, or what is asked for. */
export function resolveSummary(
  relation: Extract<Relation, { rel: "summary" }>,
  input: Resolved,
  analysis: Analysis,
): Resolved {
  const statistics = relation.statistics.length > 0 ? relation.statistics : defaultStatistics;
  return table(input, input.output.filter(isDescribed), statistics, analysis);
}
