import { SparkError } from "../../bridge";
import { type FunctionTable, scalar } from "./definition";

/** The aggregate above takes these away; where there is none they mean nothing. */
function onlyWithSets(_: string[], call: { name: string }): never {
  throw new SparkError(
    "AnalysisException",
    `${call.name}() can only be used with GroupingSets/Cube/Rollup`,
  );
}

export const groupingFunctions: FunctionTable = {
  grouping: scalar(["any"], "byte", onlyWithSets, { nullable: "never" }),
  grouping_id: scalar([], "long", onlyWithSets, { rest: "any", nullable: "never" }),
  grouping_bit: scalar(
    ["long", "integer"],
    "byte",
    ([id, at]) => `CAST((${id} >> ${at}) & 1 AS TINYINT)`,
    { nullable: "never" },
  ),
};
