import type { watchQueries as contract } from "@/lib/contracts/queries";
import { decide } from "@/lib/domain/permissions";
import { authorize } from "../authorize";
import type { Verb } from "../context";
import { startersIfKnown, toRow } from "./to-row";

/** The state of executions on screen. What the actor may not see is answered like an unknown id. */
export const watchQueries: Verb<typeof contract> = async (ctx, { ids }) => {
  authorize(ctx, "watchQueries");
  const readings = await Promise.all(ids.map((id) => ctx.runtime.athena.readExecution(id)));
  const visible = readings.flatMap(({ execution }) =>
    execution && decide(ctx.actor, "watchQueries", { workgroup: execution.workgroup }).allowed
      ? [execution]
      : [],
  );
  const seen = new Set(visible.map(({ id }) => id));
  const starters = await startersIfKnown(ctx, [...seen]);
  return {
    rows: visible.map((execution) => toRow(execution, starters.get(execution.id))),
    unprocessed: ids
      .filter((id) => !seen.has(id))
      .map((id) => ({
        id,
        code: "QUERY_EXECUTION_NOT_FOUND",
        message: `QueryExecution ${id} was not found`,
      })),
  };
};
