import type { stopQuery as contract } from "@/lib/contracts/queries";
import { audited } from "../audit/audited";
import type { Verb } from "../context";
import { readableQuery } from "./readable-query";

/** StopQueryExecution. Stopping what has finished changes nothing, as on Athena. */
export const stopQuery: Verb<typeof contract> = async (ctx, { id }) => {
  const { execution } = await readableQuery(ctx, "stopQuery", id);
  await audited(ctx, {
    action: "stopQuery",
    workgroup: execution.workgroup,
    objectType: "query",
    objectId: id,
    before: { state: execution.state },
    call: () => ctx.runtime.athena.stopQueryExecution(id),
  });
  return {};
};
