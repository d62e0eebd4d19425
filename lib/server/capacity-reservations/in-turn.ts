import type { Ctx } from "../context";

/**
 * Changes of one reservation, over all consoles: each reads from then on, and begins with what the one before has
 * left. Athena changes them without a condition: nothing of ours comes between reading and writing.
 */
export const inTurn = <T>(ctx: Ctx, name: string, work: () => Promise<T>): Promise<T> =>
  ctx.runtime.database.inTurn(`capacity/${name}`, () => {
    ctx.runtime.athena.forgetCapacity(name);
    return work();
  });
