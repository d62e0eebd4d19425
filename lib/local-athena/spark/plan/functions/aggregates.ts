import type { SparkType } from "../plan";
import { arrayOf, decimalOf, decimalParts, isDecimal, isIntegral } from "../types";
import {
  type Argument,
  aggregate,
  type CallSite,
  type FunctionDefinition,
  type FunctionTable,
} from "./definition";

const first = (args: Argument[]): SparkType => args[0]?.type ?? "void";

function sumType(args: Argument[]): SparkType {
  const type = first(args);
  const decimal = decimalParts(type);
  if (decimal) return decimalOf(decimal.precision + 10, decimal.scale);
  return isIntegral(type) ? "long" : "double";
}

const sum = aggregate(["numeric"], sumType, ([value], call) => {
  const total = `sum(${call.distinct}${value})${call.tail}`;
  if (isIntegral(first(call.args))) return `spark_wrap_long(${total})`;
  return isDecimal(call.type) ? `try_cast(${total} AS ${String(call.type)})` : total;
});

function averageType(args: Argument[]): SparkType {
  const decimal = decimalParts(first(args));
  return decimal ? decimalOf(decimal.precision + 4, decimal.scale + 4) : "double";
}

const average = aggregate(["numeric"], averageType, ([value], call) => {
  if (!isDecimal(call.type)) return `avg(${call.distinct}${value})${call.tail}`;
  const total = `CAST(sum(${call.distinct}${value})${call.tail} AS VARCHAR)`;
  const count = `CAST(nullif(count(${call.distinct}${value})${call.tail}, 0) AS VARCHAR)`;
  const scale = decimalParts(call.type)?.scale ?? 0;
  return `try_cast(spark_decimal('/', ${total}, ${count}, ${scale}) AS ${String(call.type)})`;
});

/** Rows where every argument is there; of several arguments DISTINCT looks at them together. */
function countSql(args: string[], call: CallSite): string {
  if (args.length === 1) return `count(${call.distinct}${args[0]})${call.tail}`;
  const isThere = args.map((arg) => `${arg} IS NOT NULL`).join(" AND ");
  return `count(${call.distinct}CASE WHEN ${isThere} THEN row(${args.join(", ")}) END)${call.tail}`;
}

const count: FunctionDefinition = aggregate(["any"], "long", countSql, {
  rest: "any",
  nullable: "never",
});

const extreme = (name: "min" | "max"): FunctionDefinition =>
  aggregate(["orderable"], first, ([value], { tail }) => `${name}(${value})${tail}`);

const isTrue = (arg: Argument | undefined): boolean =>
  arg?.constant === true || arg?.constant === "true";

/** The first or last row's value, nulls too unless they are to be ignored. */
function edge(name: "first" | "last"): FunctionDefinition {
  return aggregate(
    ["any", "boolean"],
    first,
    ([value], call) => {
      const ignoresNulls = isTrue(call.args[1]);
      if (call.windowed)
        return `${name}_value(${value}${ignoresNulls ? " IGNORE NULLS" : ""})${call.tail}`;
      if (!ignoresNulls) return `${name}(${value}${call.order})${call.tail}`;
      const order = name === "first" ? call.order : call.order && `${call.order} DESC`;
      return `any_value(${value}${order})${call.tail}`;
    },
    {
      optional: 1,
      ordered: true,
      text: ([value, ignoresNulls], call) =>
        `${call.name}(${value}${ignoresNulls === "true" ? ", true" : ""})`,
    },
  );
}

const statistic = (sql: (value: string, call: CallSite) => string): FunctionDefinition =>
  aggregate(["double"], "double", ([value = ""], call) => sql(value, call));

/** NaN and infinities make it NaN, where DuckDB fails. */
const plain = (name: string): FunctionDefinition =>
  statistic((value, { distinct, tail }) => {
    const finite = `${name}(${distinct}CASE WHEN isfinite(${value}) THEN ${value} END)${tail}`;
    return `(CASE WHEN bool_or(NOT isfinite(${value}))${tail} THEN 'NaN'::DOUBLE ELSE ${finite} END)`;
  });

export const aggregateFunctions: FunctionTable = {
  sum,
  avg: average,
  mean: average,
  count,
  min: extreme("min"),
  max: extreme("max"),
  first: edge("first"),
  first_value: edge("first"),
  last: edge("last"),
  last_value: edge("last"),
  any_value: aggregate(["any"], first, ([value], { tail }) => `any_value(${value})${tail}`),
  approx_count_distinct: aggregate(
    ["any", "double"],
    "long",
    ([value], { tail }) => `count(DISTINCT ${value})${tail}`,
    { optional: 1, nullable: "never" },
  ),
  collect_list: aggregate(
    ["any"],
    (args) => arrayOf(first(args), false),
    ([value], call) => {
      const filter = call.tail.startsWith(" FILTER (WHERE ")
        ? call.tail.replace(" FILTER (WHERE ", ` FILTER (WHERE ${value} IS NOT NULL AND `)
        : ` FILTER (WHERE ${value} IS NOT NULL)${call.tail}`;
      return `coalesce(list(${call.distinct}${value}${call.order})${filter}, [])`;
    },
    { ordered: true, nullable: "never" },
  ),
  stddev: plain("stddev_samp"),
  std: plain("stddev_samp"),
  stddev_samp: plain("stddev_samp"),
  stddev_pop: plain("stddev_pop"),
  variance: plain("var_samp"),
  var_samp: plain("var_samp"),
  var_pop: plain("var_pop"),
};
