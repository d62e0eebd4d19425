import { sql } from "drizzle-orm";
import pg from "pg";
import { AppError } from "@/lib/domain/errors";
import { createLine } from "@/lib/domain/line";
import type { Queries } from "./database";
import { isQueryFailure } from "./failure";

/** Runs work on one thing one after the other, whoever asks: each begins with what the one before has left. */
export type Turns = <T>(thing: string, work: () => Promise<T>) => Promise<T>;

/** Any constant: the first half of the key, so that these locks meet no others. */
const LOCK_CLASS = 7_210_332;
/** Longer than a change of Athena lasts with its readings, shorter than people wait. */
export const TURN_WAIT_MS = 60_000;
/** Longer than any change lasts; a console that vanished without a word holds a turn no longer. */
const HELD_MAX_MS = 300_000;
const LOCK_NOT_AVAILABLE = "55P03";

/** Turns of one process, in the order of the calls. */
export function createTurns(): Turns {
  const turns = new Map<string, Promise<unknown>>();
  return async <T>(thing: string, work: () => Promise<T>): Promise<T> => {
    const turn = (turns.get(thing) ?? Promise.resolve()).then(work, work);
    turns.set(thing, turn);
    try {
      return await turn;
    } finally {
      if (turns.get(thing) === turn) turns.delete(thing);
    }
  };
}

/**
 * Turns over all consoles of one PostgreSQL: an advisory lock that goes with its transaction, so a console that dies
 * holds up nobody. `locks` has `connections` of its own, because work under a turn needs others; who finds none of
 * them free waits here, where that is no failure.
 */
export function createSharedTurns(
  locks: Queries,
  connections: number,
  waitMs = TURN_WAIT_MS,
): Turns {
  const ownTurns = createTurns();
  const line = createLine(connections);
  const underLock = <T>(thing: string, work: () => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      const turn = locks.transaction(async (tx) => {
        // Whatever the server grants others: the wait and the work have their own limits.
        await tx.execute(sql`select set_config('lock_timeout', ${String(waitMs)}, true),
          set_config('statement_timeout', '0', true),
          set_config('idle_in_transaction_session_timeout', ${String(HELD_MAX_MS)}, true)`);
        await tx
          .execute(sql`select pg_advisory_xact_lock(${LOCK_CLASS}, hashtext(${thing}))`)
          .catch(tooLate);
        const working = work();
        resolve(working);
        await working.catch(() => {});
      });
      // A turn that breaks once the work has begun takes nothing of it back.
      turn.catch(reject);
    });
  return (thing, work) => ownTurns(thing, () => line(() => underLock(thing, work)));
}

function tooLate(error: unknown): never {
  const cause = isQueryFailure(error) ? error.cause : undefined;
  if (cause instanceof pg.DatabaseError && cause.code === LOCK_NOT_AVAILABLE)
    throw new AppError("CONFLICT", "Somebody else is changing it just now: try again in a moment");
  throw error;
}
