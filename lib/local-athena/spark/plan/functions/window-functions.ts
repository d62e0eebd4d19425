import { widerType } from "../coercion";
import type { FrameBoundary, SparkType } from "../plan";
import type { Argument, CallSite, FunctionDefinition, FunctionTable } from "./definition";

type Frame = { lower: FrameBoundary; upper: FrameBoundary };
const upToHere: Frame = { lower: "unboundedPreceding", upper: "currentRow" };

const ranking = (result: SparkType): FunctionDefinition => ({
  kind: "window",
  args: [],
  result,
  nullable: "never",
  frame: () => upToHere,
  sql: (_, { name, tail, type }) => {
    const value = `${name}()${tail}`;
    return type === "integer" ? `CAST(${value} AS INTEGER)` : value;
  },
});

const offsetOf = (args: Argument[]): number => Number(args[1]?.constant ?? 1);

function shifted(name: "lag" | "lead"): FunctionDefinition {
  return {
    kind: "window",
    args: ["any", "integer", "any"],
    optional: 2,
    result: (args) => args[0]?.type ?? "void",
    coerce: ([value = "void", offset, otherwise]) => {
      if (otherwise === undefined) return [value, offset];
      const common = widerType(value, otherwise);
      return common === undefined ? undefined : [common, offset, common];
    },
    nullable: (args) => args[2] === undefined || args.some((arg) => arg.nullable),
    frame: (args) => {
      const offset = name === "lag" ? -offsetOf(args) : offsetOf(args);
      return { lower: offset, upper: offset };
    },
    sql: ([value = "", offset, otherwise], call: CallSite) =>
      `${name}(${[value, offset ?? "1", ...(otherwise ? [otherwise] : [])].join(", ")})${call.tail}`,
    text: ([value, offset = "1", otherwise = "NULL"]) =>
      `${name}(${value}, ${offset}, ${otherwise})`,
  };
}

export const windowFunctions: FunctionTable = {
  row_number: ranking("integer"),
  rank: ranking("integer"),
  dense_rank: ranking("integer"),
  percent_rank: ranking("double"),
  cume_dist: ranking("double"),
  ntile: {
    kind: "window",
    args: ["integer"],
    optional: 1,
    result: "integer",
    nullable: "never",
    frame: () => upToHere,
    sql: ([count = "1"], { tail }) => `CAST(ntile(${count})${tail} AS INTEGER)`,
  },
  lag: shifted("lag"),
  lead: shifted("lead"),
};
