import { widerTypeOfAll } from "../coercion";
import type { SparkType } from "../plan";
import { type Argument, type FunctionDefinition, type FunctionTable, scalar } from "./definition";

const isCondition = (at: number, count: number): boolean => at % 2 === 0 && at < count - 1;
const isElse = (at: number, count: number): boolean => count % 2 === 1 && at === count - 1;

function whenTypes(types: SparkType[]): (SparkType | undefined)[] | undefined {
  const count = types.length;
  const conditions = types.filter((_, at) => isCondition(at, count));
  if (conditions.some((type) => type !== "boolean" && type !== "void")) return undefined;
  const results = types.filter((_, at) => !isCondition(at, count));
  const common = widerTypeOfAll(results);
  if (common === undefined) return undefined;
  return types.map((_, at) => (isCondition(at, count) ? "boolean" : common));
}

function whenSql(args: string[]): string {
  const parts = args.flatMap((arg, at) => {
    if (isElse(at, args.length)) return [`ELSE ${arg}`];
    return isCondition(at, args.length) ? [`WHEN ${arg}`] : [`THEN ${arg}`];
  });
  return `CASE ${parts.join(" ")} END`;
}

const when: FunctionDefinition = scalar(
  ["any", "any"],
  (args) => args[1]?.type ?? "void",
  (args) => `(${whenSql(args)})`,
  {
    rest: "any",
    coerce: whenTypes,
    text: (args) => whenSql(args),
    nullable: (args) =>
      args.length % 2 === 0 ||
      args.some((arg, at) => !isCondition(at, args.length) && arg.nullable),
  },
);

const sameTypes = (types: SparkType[]): SparkType[] | undefined => {
  const common = widerTypeOfAll(types);
  return common === undefined ? undefined : types.map(() => common);
};
const keptTypes = (types: SparkType[]): SparkType[] | undefined => {
  const common = widerTypeOfAll(types, "kept");
  return common === undefined ? undefined : types.map(() => common);
};
const first = (args: Argument[]): SparkType => args[0]?.type ?? "void";
const allNullable = (args: Argument[]): boolean => args.every((arg) => arg.nullable);

export const conditionalFunctions: FunctionTable = {
  when,
  coalesce: scalar(["any"], first, (args) => `coalesce(${args.join(", ")})`, {
    rest: "any",
    coerce: sameTypes,
    nullable: allNullable,
  }),
  if: scalar(
    ["boolean", "any", "any"],
    (args) => args[1]?.type ?? "void",
    ([condition, yes, no]) => `(CASE WHEN ${condition} THEN ${yes} ELSE ${no} END)`,
    {
      coerce: ([, yes = "void", no = "void"]) => {
        const common = widerTypeOfAll([yes, no]);
        return common === undefined ? undefined : ["boolean", common, common];
      },
      nullable: (args) => args.slice(1).some((arg) => arg.nullable),
      text: ([condition, yes, no]) => `(IF(${condition}, ${yes}, ${no}))`,
    },
  ),
  nvl: scalar(["any", "any"], first, ([value, other]) => `coalesce(${value}, ${other})`, {
    coerce: sameTypes,
    nullable: allNullable,
  }),
  ifnull: scalar(["any", "any"], first, ([value, other]) => `coalesce(${value}, ${other})`, {
    coerce: sameTypes,
    nullable: allNullable,
  }),
  nvl2: scalar(
    ["any", "any", "any"],
    (args) => args[1]?.type ?? "void",
    ([value, some, none]) => `(CASE WHEN ${value} IS NOT NULL THEN ${some} ELSE ${none} END)`,
    {
      coerce: ([value, some = "void", none = "void"]) => {
        const common = widerTypeOfAll([some, none]);
        return common === undefined ? undefined : [value, common, common];
      },
      nullable: (args) => args.slice(1).some((arg) => arg.nullable),
    },
  ),
  nullif: scalar(["any", "any"], first, ([value, other]) => `nullif(${value}, ${other})`, {
    coerce: sameTypes,
    nullable: "always",
  }),
  greatest: scalar(["orderable", "orderable"], first, (args) => `greatest(${args.join(", ")})`, {
    rest: "orderable",
    coerce: keptTypes,
    nullable: allNullable,
  }),
  least: scalar(["orderable", "orderable"], first, (args) => `least(${args.join(", ")})`, {
    rest: "orderable",
    coerce: keptTypes,
    nullable: allNullable,
  }),
  atleastnnonnulls: scalar(
    ["integer"],
    "boolean",
    ([count, ...values], { args }) => {
      const tests = values.map((value, at) => {
        const type = args[at + 1]?.type;
        const isMissing = type === "double" || type === "float" ? ` AND NOT isnan(${value})` : "";
        return `(CASE WHEN ${value} IS NOT NULL${isMissing} THEN 1 ELSE 0 END)`;
      });
      return `(${tests.join(" + ") || "0"} >= ${count})`;
    },
    { rest: "any", nullable: "never" },
  ),
};
