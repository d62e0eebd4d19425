import type { getWorkgroupRules as contract } from "@/lib/contracts/workgroup-rules";
import { authorize } from "../authorize";
import type { Verb } from "../context";
import { rulesInForce } from "./rules-in-force";

/** The rules in force, with who put them there. */
export const getWorkgroupRules: Verb<typeof contract> = async (ctx) => {
  authorize(ctx, "getWorkgroupRules");
  return rulesInForce(ctx.runtime.database.queries);
};
