import type { Ctx } from "../context";
import { databaseFailure } from "../db/failure";

/** What the database adds to a reading; undefined while it cannot be reached, because reading goes on without. */
export async function ifRemembered<T>(ctx: Ctx, ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (cause) {
    const failure = databaseFailure(cause);
    if (!failure) throw cause;
    ctx.log.warn({ reason: failure.message }, "what is remembered is not known");
    return undefined;
  }
}
