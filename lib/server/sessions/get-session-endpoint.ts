import type { getSessionEndpoint as contract } from "@/lib/contracts/sessions";
import { audited } from "../audit/audited";
import type { Verb } from "../context";
import { readableSession } from "./readable-session";

/** GetSessionEndpoint: the audit row says who asked for a token, never the token. */
export const getSessionEndpoint: Verb<typeof contract> = async (ctx, { id }) => {
  const { value: session } = await readableSession(ctx, "getSessionEndpoint", id);
  return audited(ctx, {
    action: "getSessionEndpoint",
    workgroup: session.workgroup,
    objectType: "session",
    objectId: id,
    call: () => ctx.runtime.athena.getSessionEndpoint(id),
  });
};
