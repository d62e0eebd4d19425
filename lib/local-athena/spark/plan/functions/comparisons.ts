import { comparisonType, widerTypeOfAll } from "../coercion";
import type { SparkType } from "../plan";
import { isOrderable } from "../types";
import { type Argument, type FunctionDefinition, type FunctionTable, scalar } from "./definition";

const bothSides = (types: SparkType[]): SparkType[] | undefined => {
  const [left = "void", right = "void"] = types;
  const common = comparisonType(left, right);
  return common !== undefined && isOrderable(common) ? [common, common] : undefined;
};

function comparison(
  shown: string,
  sql: string,
  more: Partial<FunctionDefinition> = {},
): FunctionDefinition {
  return scalar(["any", "any"], "boolean", ([left, right]) => `(${left} ${sql} ${right})`, {
    coerce: bothSides,
    operand: "orderable",
    text: ([left, right]) => `(${left} ${shown} ${right})`,
    ...more,
  });
}

const test = (sql: string, shown: string): FunctionDefinition =>
  scalar(["any"], "boolean", ([value]) => `(${value} ${sql})`, {
    nullable: "never",
    text: ([value], { name }) =>
      name === "isnull" || name === "isnotnull" ? `(${value} ${shown})` : `${name}(${value})`,
  });

const logical = (word: string): FunctionDefinition =>
  scalar(["boolean", "boolean"], "boolean", ([left, right]) => `(${left} ${word} ${right})`, {
    operand: "boolean",
    text: ([left, right]) => `(${left} ${word} ${right})`,
  });

/** The first is looked for among the others; text meets numbers as `coalesce` would have them. */
function inTypes(types: SparkType[]): SparkType[] | undefined {
  const [value = "void", ...list] = types;
  const common =
    list.length === 1 ? comparisonType(value, list[0] ?? "void") : widerTypeOfAll(types);
  return common !== undefined && isOrderable(common) ? types.map(() => common) : undefined;
}

const isConstantNull = (arg: Argument): boolean => arg.constant === null;

export const comparisonFunctions: FunctionTable = {
  "==": comparison("=", "="),
  "=": comparison("=", "="),
  "<=>": comparison("<=>", "IS NOT DISTINCT FROM", { nullable: "never" }),
  "<": comparison("<", "<"),
  "<=": comparison("<=", "<="),
  ">": comparison(">", ">"),
  ">=": comparison(">=", ">="),
  and: logical("AND"),
  or: logical("OR"),
  not: scalar(["boolean"], "boolean", ([value]) => `(NOT ${value})`, {
    text: ([value]) => `(NOT ${value})`,
  }),
  isnull: test("IS NULL", "IS NULL"),
  isnotnull: test("IS NOT NULL", "IS NOT NULL"),
  isnan: scalar([["double", "float"]], "boolean", ([value]) => `coalesce(isnan(${value}), false)`, {
    nullable: "never",
  }),
  in: scalar(
    ["any"],
    "boolean",
    ([value, ...list]) =>
      list.length === 0 ? `(${value} IS NULL AND NULL)` : `(${value} IN (${list.join(", ")}))`,
    {
      rest: "any",
      coerce: inTypes,
      nullable: (args) => args.some((arg) => arg.nullable || isConstantNull(arg)),
      text: ([value, ...list]) => `(${value} IN (${list.join(", ")}))`,
    },
  ),
};
