import type { terminateSession as contract } from "@/lib/contracts/sessions";
import { audited } from "../audit/audited";
import type { Verb } from "../context";
import { readableSession } from "./readable-session";

/** TerminateSession. What is over stays as it is, as on Athena. */
export const terminateSession: Verb<typeof contract> = async (ctx, { id }) => {
  const { value: session } = await readableSession(ctx, "terminateSession", id);
  const { workgroup } = session;
  const state = await audited(ctx, {
    action: "terminateSession",
    workgroup,
    objectType: "session",
    objectId: id,
    before: { state: session.state },
    call: () => ctx.runtime.athena.terminateSession(id, workgroup),
  });
  return { state };
};
