import type { getWorkgroupActivity as contract } from "@/lib/contracts/workgroups";
import { authorize } from "../authorize";
import type { Verb } from "../context";
import { queryActivity } from "./query-activity";
import { sessionActivity } from "./session-activity";

/** A workgroup keeps its family; one deleted and created anew under its name may have another. */
const FAMILY_MAX_AGE_MS = 300_000;

/** What the newest executions, on Spark the sessions, of a workgroup show; at most half a minute old. */
export const getWorkgroupActivity: Verb<typeof contract> = async (ctx, { name }) => {
  authorize(ctx, "getWorkgroupActivity", { workgroup: name });
  const { family } = (await ctx.runtime.athena.readWorkgroup(name, FAMILY_MAX_AGE_MS)).value;
  return family === "sql" ? queryActivity(ctx, name) : sessionActivity(ctx, name);
};
