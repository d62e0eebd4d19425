import type { Handler } from "../operation";
import { sessionNamed, sessionStatusOf } from "./session";

export const getSessionStatus: Handler<"GetSessionStatus"> = (context, input) => {
  const session = sessionNamed(context, input.SessionId);
  return { SessionId: session.id, Status: sessionStatusOf(session) };
};
