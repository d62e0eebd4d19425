import type { getMe as contract } from "@/lib/contracts/me";
import { roleOf } from "@/lib/domain/permissions";
import { rememberPerson } from "../access/known-people";
import { authorize } from "../authorize";
import type { Verb } from "../context";

/** Who is signed in, with the grants of this moment. */
export const getMe: Verb<typeof contract> = async (ctx) => {
  authorize(ctx, "getMe");
  rememberPerson(ctx);
  const { actor, runtime } = ctx;
  return {
    actor,
    role: roleOf(actor),
    context: { region: runtime.env.region, backend: runtime.env.backend },
  };
};
