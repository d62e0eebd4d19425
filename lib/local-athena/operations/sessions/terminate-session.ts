import type { Handler } from "../operation";
import { sessionNamed } from "./session";

/** A session that has ended, or is about to, stays as it is: the call succeeds. What runs in it is canceled. */
export const terminateSession: Handler<"TerminateSession"> = (context, input) => {
  const { id } = sessionNamed(context, input.SessionId);
  context.spark.terminate(id);
  return { State: sessionNamed(context, id).state };
};
