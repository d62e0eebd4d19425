import type { Ctx } from "../context";

/** Changes of one workgroup, over all consoles: each begins with what the one before has left. */
export const inTurn = <T>(ctx: Ctx, name: string, work: () => Promise<T>): Promise<T> =>
  ctx.runtime.database.inTurn(`workgroup/${name}`, work);
