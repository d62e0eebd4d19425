import { type FunctionTable, scalar } from "./definition";

/** Taken away by the aggregate that they speak of (aggregates.ts); their SQL is only ever compared. */
const named = (args: string[], call: { name: string }): string =>
  `${call.name}(${args.join(", ")})`;

export const groupingFunctions: FunctionTable = {
  grouping: scalar(["any"], "byte", named, { nullable: "never" }),
  grouping_id: scalar([], "long", named, { rest: "any", nullable: "never" }),
  grouping_bit: scalar(
    ["long", "integer"],
    "byte",
    ([id, at]) => `CAST((${id} >> ${at}) & 1 AS TINYINT)`,
    { nullable: "never" },
  ),
};
