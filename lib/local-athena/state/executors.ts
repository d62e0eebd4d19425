import { type Database, migrate } from "./database";

export const EXECUTOR_STATES = [
  "CREATING",
  "CREATED",
  "REGISTERED",
  "TERMINATING",
  "TERMINATED",
  "FAILED",
] as const;
export type ExecutorState = (typeof EXECUTOR_STATES)[number];
export type ExecutorType = "COORDINATOR" | "GATEWAY" | "WORKER";

/** Times are epoch milliseconds. */
export type ExecutorRecord = {
  id: string;
  sessionId: string;
  type: ExecutorType;
  state: ExecutorState;
  sizeDpus: number;
  startedAt: number;
  endedAt: number | undefined;
};

export type Executors = {
  insert(executor: Omit<ExecutorRecord, "endedAt">): void;
  /** Enters a state; TERMINATED and FAILED are for ever, and set when the executor ended. */
  move(id: string, state: ExecutorState, at: number): void;
  /** Newest first, in the states named; `next` continues after the last. */
  list(
    sessionId: string,
    states: readonly ExecutorState[],
    limit: number,
    after?: number,
  ): { records: ExecutorRecord[]; next: number | undefined };
  /** Lifetime in a span of time × size, over all executors of a session; those that live count until `now`. */
  dpuMs(sessionId: string, now: number, span?: { from: number; to: number }): number;
  /** Notes that all executors of unended sessions live, for a process that ends without a word. */
  sawAll(now: number): void;
  /** Ends all executors of a session that a former process left. @returns when they were last seen */
  endLeftovers(sessionId: string): number | undefined;
};

type Row = {
  seq: number;
  id: string;
  session_id: string;
  type: string;
  state: string;
  size_dpus: number;
  started_at: number;
  seen_at: number;
  ended_at: number | null;
};

const recordOf = (row: Row): ExecutorRecord => ({
  id: row.id,
  sessionId: row.session_id,
  type: row.type as ExecutorType,
  state: row.state as ExecutorState,
  sizeDpus: row.size_dpus,
  startedAt: row.started_at,
  endedAt: row.ended_at ?? undefined,
});

/** Executors of Spark sessions: their lifetimes are what DPU time is made of. */
export function openExecutors(database: Database): Executors {
  migrate(database, "executors", [
    `CREATE TABLE executors (
       seq INTEGER PRIMARY KEY,
       id TEXT NOT NULL UNIQUE,
       session_id TEXT NOT NULL,
       type TEXT NOT NULL,
       state TEXT NOT NULL,
       size_dpus INTEGER NOT NULL,
       started_at INTEGER NOT NULL,
       seen_at INTEGER NOT NULL,
       ended_at INTEGER
     );
     CREATE INDEX executors_newest_first ON executors (session_id, seq);
     CREATE INDEX executors_unended ON executors (session_id) WHERE ended_at IS NULL;`,
  ]);
  const insertRow = database.prepare(
    `INSERT INTO executors (id, session_id, type, state, size_dpus, started_at, seen_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const update = database.prepare(
    "UPDATE executors SET state = ?, seen_at = ?, ended_at = ? WHERE id = ? AND ended_at IS NULL",
  );
  const sumLifetimes = database.prepare(
    `SELECT coalesce(sum(size_dpus * max(0,
       min(coalesce(ended_at, ?), ?) - max(started_at, ?))), 0) AS dpu_ms
     FROM executors WHERE session_id = ?`,
  );
  const see = database.prepare("UPDATE executors SET seen_at = ? WHERE ended_at IS NULL");
  const lastSeen = database.prepare(
    "SELECT max(seen_at) AS at FROM executors WHERE session_id = ? AND ended_at IS NULL",
  );
  const endAll = database.prepare(
    "UPDATE executors SET state = 'FAILED', ended_at = seen_at WHERE session_id = ? AND ended_at IS NULL",
  );
  return {
    insert({ id, sessionId, type, state, sizeDpus, startedAt }) {
      insertRow.run(id, sessionId, type, state, sizeDpus, startedAt, startedAt);
    },
    move(id, state, at) {
      update.run(state, at, state === "TERMINATED" || state === "FAILED" ? at : null, id);
    },
    list(sessionId, states, limit, after = Number.MAX_SAFE_INTEGER) {
      const named = states.map((state) => `'${state}'`).join(", ");
      const rows = database
        .prepare(
          `SELECT * FROM executors WHERE session_id = ? AND seq < ? AND state IN (${named})
           ORDER BY seq DESC LIMIT ?`,
        )
        .all(sessionId, after, limit + 1) as Row[];
      const page = rows.slice(0, limit);
      return {
        records: page.map(recordOf),
        next: rows.length > limit ? page.at(-1)?.seq : undefined,
      };
    },
    dpuMs(sessionId, now, span = { from: 0, to: now }) {
      const row = sumLifetimes.get(now, span.to, span.from, sessionId);
      return (row as { dpu_ms: number }).dpu_ms;
    },
    sawAll: (now) => void see.run(now),
    endLeftovers(sessionId) {
      const row = lastSeen.get(sessionId) as { at: number | null };
      endAll.run(sessionId);
      return row.at ?? undefined;
    },
  };
}
