import type { getSessionDashboard as contract } from "@/lib/contracts/sessions";
import { audited } from "../audit/audited";
import type { Verb } from "../context";
import { readableSession } from "./readable-session";

/** GetResourceDashboard of a session; its address may carry a secret, so it is neither kept nor logged. */
export const getSessionDashboard: Verb<typeof contract> = async (ctx, { id }) => {
  const { value: session } = await readableSession(ctx, "getSessionDashboard", id);
  const { athena, env } = ctx.runtime;
  const url = await audited(ctx, {
    action: "getSessionDashboard",
    workgroup: session.workgroup,
    objectType: "session",
    objectId: id,
    call: () => athena.getSessionDashboard(session, env.region),
  });
  return { url };
};
