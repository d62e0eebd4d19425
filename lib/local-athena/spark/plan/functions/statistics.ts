import type { SparkType } from "../plan";
import { arrayOf, isArray } from "../types";
import {
  type Argument,
  aggregate,
  type CallSite,
  type FunctionDefinition,
  type FunctionTable,
} from "./definition";

const first = ([arg]: Argument[]): SparkType => arg?.type ?? "void";
const isMany = (args: Argument[]): boolean => isArray(args[1]?.type ?? "void");

/** One aggregate of DuckDB. */
const plain = (name: string) => (args: string[], call: CallSite) =>
  `${name}(${call.distinct}${args.join(", ")})${call.tail}`;

const pair = (name: string): FunctionDefinition =>
  aggregate(
    ["double", "double"],
    "double",
    (args, call) => `spark_no_nan(${plain(name)(args, call)})`,
  );

/** Of a set of rows where each value counts, not each sample: what Spark calls skewness and kurtosis. */
const moment = (sql: (value: string, call: CallSite) => string): FunctionDefinition =>
  aggregate(["double"], "double", ([value = ""], call) => {
    const spread = `var_pop(${call.distinct}${value})${call.tail}`;
    return `(CASE WHEN ${spread} > 0 THEN ${sql(value, call)} END)`;
  });

const skewness = moment((value, call) => {
  const count = `count(${call.distinct}${value})${call.tail}`;
  const sample = `skewness(${call.distinct}${value})${call.tail}`;
  return `CASE WHEN ${count} = 2 THEN 0::DOUBLE ELSE ${sample} * (${count} - 2) / sqrt(${count}::DOUBLE * (${count} - 1)) END`;
});

const ranked = (
  rules: FunctionDefinition["args"],
  name: string,
  typeOf: (type: SparkType) => SparkType,
) =>
  aggregate(
    rules,
    (args) => (isMany(args) ? arrayOf(typeOf(first(args)), false) : typeOf(first(args))),
    ([value, share], call) => `${name}(${call.distinct}${value}, ${share})${call.tail}`,
    { optional: 1 },
  );

const shares: FunctionDefinition["args"][number] = [{ type: arrayOf("double") }, "double"];
const approximate: FunctionDefinition = {
  ...ranked([["numeric", "date", "timestamp"], shares, "integer"], "quantile_disc", (type) => type),
  text: (args, { name }) => `${name}(${[...args, "10000"].slice(0, 3).join(", ")})`,
};

const truth = (name: string): FunctionDefinition => aggregate(["boolean"], "boolean", plain(name));
const bits = (name: string): FunctionDefinition => aggregate(["integral"], first, plain(name));
/** Of rows with the same key the last one counts. */
const atExtreme = (name: string): FunctionDefinition =>
  aggregate(
    ["any", "orderable"],
    first,
    ([value, key], { order, tail }) =>
      `${name}(${value}, ${key}${order === "" ? "" : `${order} DESC`})${tail}`,
    { ordered: true },
  );
const [every, some] = [truth("bool_and"), truth("bool_or")];

/** Aggregates beyond sums, counts and edges. */
export const statisticFunctions: FunctionTable = {
  any: some,
  approx_percentile: approximate,
  bit_and: bits("bit_and"),
  bit_or: bits("bit_or"),
  bit_xor: bits("bit_xor"),
  bool_and: every,
  bool_or: some,
  collect_set: aggregate(
    ["orderable"],
    (args) => arrayOf(first(args), false),
    ([value], call) =>
      `list_sort(list_filter(coalesce(list(DISTINCT ${value})${call.tail}, []), lambda v: v IS NOT NULL))`,
    { nullable: "never" },
  ),
  corr: pair("corr"),
  count_if: aggregate(
    ["boolean"],
    "long",
    ([value], call) => `count(${call.distinct}CASE WHEN ${value} THEN 1 END)${call.tail}`,
    { nullable: "never" },
  ),
  covar_pop: pair("covar_pop"),
  covar_samp: pair("covar_samp"),
  every,
  kurtosis: moment((value, call) => `kurtosis_pop(${call.distinct}${value})${call.tail}`),
  max_by: atExtreme("arg_max_null"),
  min_by: atExtreme("arg_min_null"),
  nth_value: aggregate(
    ["any", "integer", "boolean"],
    first,
    ([value, offset], call) => {
      const ignoresNulls = call.args[2]?.constant === true ? " IGNORE NULLS" : "";
      return `nth_value(${value}, ${offset}${ignoresNulls})${call.tail}`;
    },
    { optional: 1, ordered: true },
  ),
  percentile: {
    ...ranked(["numeric", shares, "long"], "quantile_cont", () => "double"),
    coerce: (types) => ["double", ...types.slice(1).map(() => undefined)],
    text: (args) => `percentile(${[...args, "1"].slice(0, 3).join(", ")})`,
  },
  percentile_approx: approximate,
  product: aggregate(["double"], "double", plain("product")),
  skewness,
  some,
};
