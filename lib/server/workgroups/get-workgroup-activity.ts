import type { getWorkgroupActivity as contract } from "@/lib/contracts/workgroups";
import { authorize } from "../authorize";
import type { Verb } from "../context";
import { queryActivity } from "./query-activity";
import { sessionActivity } from "./session-activity";

/** What the newest executions, on Spark the sessions, of a workgroup show; at most half a minute old. */
export const getWorkgroupActivity: Verb<typeof contract> = async (ctx, { name }) => {
  authorize(ctx, "getWorkgroupActivity", { workgroup: name });
  const { family } = (await ctx.runtime.athena.readWorkgroup(name)).value;
  return family === "sql" ? queryActivity(ctx, name) : sessionActivity(ctx, name);
};
