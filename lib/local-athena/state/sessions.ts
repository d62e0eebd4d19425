import type {
  EncryptionConfiguration,
  EngineConfiguration,
  MonitoringConfiguration,
} from "@aws-sdk/client-athena";
import { type Database, migrate } from "./database";

export const SESSION_STATES = [
  "CREATING",
  "CREATED",
  "IDLE",
  "BUSY",
  "TERMINATING",
  "TERMINATED",
  "DEGRADED",
  "FAILED",
] as const;
export type SessionState = (typeof SESSION_STATES)[number];

/** What ListSessions shows when it is not asked for a state. */
export const ACTIVE_SESSION_STATES = ["CREATING", "CREATED", "IDLE", "BUSY"] as const;

/** The states that each can be entered from (reference 3.2); DEGRADED is never entered here. */
const ENTERED_FROM: Record<SessionState, readonly SessionState[]> = {
  CREATING: [],
  CREATED: ["CREATING"],
  IDLE: ["CREATED", "BUSY"],
  BUSY: ["IDLE"],
  TERMINATING: [...ACTIVE_SESSION_STATES, "DEGRADED"],
  TERMINATED: ["TERMINATING"],
  DEGRADED: [],
  FAILED: [...ACTIVE_SESSION_STATES, "DEGRADED", "TERMINATING"],
};

/** What is fixed when the session is started. */
export type NewSession = {
  id: string;
  workGroup: string;
  description: string | undefined;
  /** As the workgroup selects it: `PySpark engine version 3`. */
  engineVersion: string;
  /** What was asked for over the workgroup's, with the defaults that Athena shows. */
  engineConfiguration: EngineConfiguration;
  /** Of a session with a notebook. */
  notebookId: string | undefined;
  notebookVersion: string | undefined;
  executionRole: string | undefined;
  monitoring: MonitoringConfiguration | undefined;
  /** `s3://bucket/prefix/<id>`; undefined where the engine leaves no output. */
  workingDirectory: string | undefined;
  encryption: EncryptionConfiguration | undefined;
  expectedBucketOwner: string | undefined;
  idleTimeoutMinutes: number;
  /** Epoch milliseconds. */
  startedAt: number;
};

/** Times are epoch milliseconds. */
export type SessionRecord = NewSession & {
  state: SessionState;
  reason: string | undefined;
  modifiedAt: number;
  idleSince: number | undefined;
  endedAt: number | undefined;
};

export type Sessions = {
  /** Stores a session as CREATING; durable when it returns. */
  insert(session: NewSession): void;
  /** Undefined as well when its workgroup has been deleted. */
  get(id: string): SessionRecord | undefined;
  /**
   * Enters a state at a time, unless the state that the session is in does not lead there.
   * @returns whether the state changed
   */
  move(id: string, state: SessionState, at: number, reason?: string): boolean;
  /** Newest first, in the states named; `next` continues after the last. */
  list(
    workGroup: string,
    states: readonly SessionState[],
    limit: number,
    after?: number,
  ): { records: SessionRecord[]; next: number | undefined };
  /** All that have not ended, the oldest first. */
  unended(): SessionRecord[];
  /** The sessions of a notebook that have not ended, newest first. */
  unendedOf(notebookId: string): SessionRecord[];
  countIn(workGroup: string): number;
  /** From now on the sessions of the workgroup are unknown; their rows go with `purgeForgotten`. */
  forgetWorkGroup(workGroup: string): void;
  /** Removes rows of one forgotten session, at most `limit` of each kind; false when there is nothing left. */
  purgeForgotten(limit: number): boolean;
};

type Row = {
  seq: number;
  id: string;
  workgroup: string;
  started_at: number;
  state: string;
  reason: string | null;
  modified_at: number;
  idle_since: number | null;
  ended_at: number | null;
  definition: string;
};

type Definition = Omit<NewSession, "id" | "workGroup" | "startedAt">;

const recordOf = (row: Row): SessionRecord => ({
  ...(JSON.parse(row.definition) as Definition),
  id: row.id,
  workGroup: row.workgroup,
  startedAt: row.started_at,
  state: row.state as SessionState,
  reason: row.reason ?? undefined,
  modifiedAt: row.modified_at,
  idleSince: row.idle_since ?? undefined,
  endedAt: row.ended_at ?? undefined,
});

const texts = (states: readonly SessionState[]) =>
  states.map((state) => `'${state}'`).join(", ") || "NULL";

/** Spark sessions with the newest of their states. Opened after calculations and executors, whose rows it clears away. */
export function openSessions(database: Database): Sessions {
  migrate(database, "sessions", [
    `CREATE TABLE sessions (
       seq INTEGER PRIMARY KEY,
       id TEXT NOT NULL UNIQUE,
       workgroup TEXT,
       notebook_id TEXT,
       started_at INTEGER NOT NULL,
       state TEXT NOT NULL,
       reason TEXT,
       modified_at INTEGER NOT NULL,
       idle_since INTEGER,
       ended_at INTEGER,
       definition TEXT NOT NULL
     );
     CREATE INDEX sessions_newest_first ON sessions (workgroup, seq);
     CREATE INDEX sessions_unended ON sessions (seq) WHERE ended_at IS NULL;
     CREATE INDEX sessions_forgotten ON sessions (seq) WHERE workgroup IS NULL;`,
  ]);
  const insertRow = database.prepare(
    `INSERT INTO sessions (id, workgroup, notebook_id, started_at, state, modified_at, definition)
     VALUES (?, ?, ?, ?, 'CREATING', ?, ?)`,
  );
  const selectOne = database.prepare(
    "SELECT * FROM sessions WHERE id = ? AND workgroup IS NOT NULL",
  );
  const moves = new Map(
    SESSION_STATES.map((state) => [
      state,
      database.prepare(
        `UPDATE sessions SET state = '${state}', modified_at = ?, reason = ?, idle_since = ?, ended_at = ?
         WHERE id = ? AND state IN (${texts(ENTERED_FROM[state])})`,
      ),
    ]),
  );
  const selectUnended = database.prepare(
    "SELECT * FROM sessions WHERE ended_at IS NULL AND workgroup IS NOT NULL ORDER BY seq",
  );
  const count = database.prepare("SELECT count(*) AS n FROM sessions WHERE workgroup = ?");
  const forget = database.prepare("UPDATE sessions SET workgroup = NULL WHERE workgroup = ?");
  const selectForgotten = database.prepare(
    "SELECT id FROM sessions WHERE workgroup IS NULL ORDER BY seq LIMIT 1",
  );
  const purges = ["calculations", "executors"].map((table) =>
    database.prepare(
      `DELETE FROM ${table} WHERE seq IN (SELECT seq FROM ${table} WHERE session_id = ? LIMIT ?)`,
    ),
  );
  const purge = database.prepare("DELETE FROM sessions WHERE id = ?");
  const unended = () => (selectUnended.all() as Row[]).map(recordOf);

  return {
    insert({ id, workGroup, startedAt, ...definition }) {
      insertRow.run(
        id,
        workGroup,
        definition.notebookId ?? null,
        startedAt,
        startedAt,
        JSON.stringify(definition satisfies Definition),
      );
    },
    get(id) {
      const row = selectOne.get(id) as Row | undefined;
      return row && recordOf(row);
    },
    move(id, state, at, reason) {
      const endedAt = state === "TERMINATED" || state === "FAILED" ? at : null;
      const idleSince = state === "IDLE" ? at : null;
      const changes = moves.get(state)?.run(at, reason ?? null, idleSince, endedAt, id).changes;
      return (changes ?? 0) > 0;
    },
    list(workGroup, states, limit, after = Number.MAX_SAFE_INTEGER) {
      const mayHaveEnded = states.includes("TERMINATED") || states.includes("FAILED");
      const rows = database
        .prepare(
          `SELECT * FROM sessions ${mayHaveEnded ? "" : "INDEXED BY sessions_unended"}
           WHERE workgroup = ? AND seq < ? AND state IN (${texts(states)})
             ${mayHaveEnded ? "" : "AND ended_at IS NULL"}
           ORDER BY seq DESC LIMIT ?`,
        )
        .all(workGroup, after, limit + 1) as Row[];
      const page = rows.slice(0, limit);
      return {
        records: page.map(recordOf),
        next: rows.length > limit ? page.at(-1)?.seq : undefined,
      };
    },
    unended,
    unendedOf: (notebookId) =>
      unended()
        .filter((session) => session.notebookId === notebookId)
        .reverse(),
    countIn: (workGroup) => (count.get(workGroup) as { n: number }).n,
    forgetWorkGroup: (workGroup) => void forget.run(workGroup),
    purgeForgotten(limit) {
      const row = selectForgotten.get() as { id: string } | undefined;
      if (!row) return false;
      const removed = purges.map((statement) => statement.run(row.id, limit).changes);
      if (removed.every((rows) => rows < limit)) purge.run(row.id);
      return true;
    },
  };
}
