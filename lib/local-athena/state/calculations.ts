import { type Database, migrate } from "./database";

export const CALCULATION_STATES = [
  "CREATING",
  "CREATED",
  "QUEUED",
  "RUNNING",
  "CANCELING",
  "CANCELED",
  "COMPLETED",
  "FAILED",
] as const;
export type CalculationState = (typeof CALCULATION_STATES)[number];

const END_STATES = ["CANCELED", "COMPLETED", "FAILED"] as const;
export type CalculationEndState = (typeof END_STATES)[number];

const UNENDED = ["CREATING", "CREATED", "QUEUED", "RUNNING", "CANCELING"] as const;

/** The states that each can be entered from (reference 3.3): canceling is an effort that may come too late. */
const ENTERED_FROM: Record<CalculationState, readonly CalculationState[]> = {
  CREATING: [],
  CREATED: ["CREATING"],
  QUEUED: ["CREATED"],
  RUNNING: ["QUEUED"],
  CANCELING: ["CREATING", "CREATED", "QUEUED", "RUNNING"],
  CANCELED: ["CANCELING"],
  COMPLETED: ["RUNNING", "CANCELING"],
  FAILED: UNENDED,
};

/** What is fixed when the calculation is started. */
export type NewCalculation = {
  id: string;
  sessionId: string;
  description: string | undefined;
  code: string;
  /** `s3://bucket/prefix/<session>/<id>`: its output lies below. */
  workingDirectory: string;
  /** Epoch milliseconds. */
  submittedAt: number;
};

export type CalculationEnd = {
  state: CalculationEndState;
  reason: string | undefined;
  /** Epoch milliseconds. */
  at: number;
  /** `100%` */
  progress: string | undefined;
  /** Output was written below the working directory. */
  hasResult: boolean;
};

/** Times are epoch milliseconds. */
export type CalculationRecord = NewCalculation & {
  state: CalculationState;
  reason: string | undefined;
  /** When it became RUNNING. */
  startedAt: number | undefined;
  completedAt: number | undefined;
  progress: string | undefined;
  hasResult: boolean;
};

export type Calculations = {
  /** Stores a calculation as CREATING; durable when it returns. */
  insert(calculation: NewCalculation): void;
  get(id: string): CalculationRecord | undefined;
  /**
   * Enters a state that is not an end, unless the state that the calculation is in does not lead there.
   * @returns whether the state changed
   */
  move(id: string, state: Exclude<CalculationState, CalculationEndState>, at: number): boolean;
  /** @returns whether the state changed: the first end stays */
  end(id: string, end: CalculationEnd): boolean;
  /** Newest first, in the states named; `next` continues after the last. */
  list(
    sessionId: string,
    states: readonly CalculationState[],
    limit: number,
    after?: number,
  ): { records: CalculationRecord[]; next: number | undefined };
  /** All that have not ended, the oldest first. */
  unended(): CalculationRecord[];
};

type Row = {
  seq: number;
  id: string;
  session_id: string;
  description: string | null;
  code: string;
  working_directory: string;
  submitted_at: number;
  state: string;
  reason: string | null;
  started_at: number | null;
  completed_at: number | null;
  progress: string | null;
  has_result: number;
};

const recordOf = (row: Row): CalculationRecord => ({
  id: row.id,
  sessionId: row.session_id,
  description: row.description ?? undefined,
  code: row.code,
  workingDirectory: row.working_directory,
  submittedAt: row.submitted_at,
  state: row.state as CalculationState,
  reason: row.reason ?? undefined,
  startedAt: row.started_at ?? undefined,
  completedAt: row.completed_at ?? undefined,
  progress: row.progress ?? undefined,
  hasResult: row.has_result === 1,
});

const texts = (states: readonly CalculationState[]) =>
  states.map((state) => `'${state}'`).join(", ") || "NULL";

/** Calculations of Spark sessions with the newest of their states. */
export function openCalculations(database: Database): Calculations {
  migrate(database, "calculations", [
    `CREATE TABLE calculations (
       seq INTEGER PRIMARY KEY,
       id TEXT NOT NULL UNIQUE,
       session_id TEXT NOT NULL,
       description TEXT,
       code TEXT NOT NULL,
       working_directory TEXT NOT NULL,
       submitted_at INTEGER NOT NULL,
       state TEXT NOT NULL,
       reason TEXT,
       started_at INTEGER,
       completed_at INTEGER,
       progress TEXT,
       has_result INTEGER NOT NULL
     );
     CREATE INDEX calculations_newest_first ON calculations (session_id, seq);
     CREATE INDEX calculations_unended ON calculations (seq) WHERE completed_at IS NULL;`,
  ]);
  const insertRow = database.prepare(
    `INSERT INTO calculations
       (id, session_id, description, code, working_directory, submitted_at, state, has_result)
     VALUES (?, ?, ?, ?, ?, ?, 'CREATING', 0)`,
  );
  const selectOne = database.prepare("SELECT * FROM calculations WHERE id = ?");
  const moves = new Map(
    UNENDED.map((state) => [
      state,
      database.prepare(
        `UPDATE calculations SET state = '${state}', started_at = coalesce(started_at, ?)
         WHERE id = ? AND state IN (${texts(ENTERED_FROM[state])})`,
      ),
    ]),
  );
  const ends = new Map(
    END_STATES.map((state) => [
      state,
      database.prepare(
        `UPDATE calculations SET state = '${state}', reason = ?, completed_at = ?, progress = ?, has_result = ?
         WHERE id = ? AND state IN (${texts(ENTERED_FROM[state])})`,
      ),
    ]),
  );
  const selectUnended = database.prepare(
    "SELECT * FROM calculations WHERE completed_at IS NULL ORDER BY seq",
  );
  return {
    insert({ id, sessionId, description, code, workingDirectory, submittedAt }) {
      insertRow.run(id, sessionId, description ?? null, code, workingDirectory, submittedAt);
    },
    get(id) {
      const row = selectOne.get(id) as Row | undefined;
      return row && recordOf(row);
    },
    move(id, state, at) {
      const startedAt = state === "RUNNING" ? at : null;
      return (moves.get(state)?.run(startedAt, id).changes ?? 0) > 0;
    },
    end(id, { state, reason, at, progress, hasResult }) {
      const changes = ends
        .get(state)
        ?.run(reason ?? null, at, progress ?? null, hasResult ? 1 : 0, id).changes;
      return (changes ?? 0) > 0;
    },
    list(sessionId, states, limit, after = Number.MAX_SAFE_INTEGER) {
      const rows = database
        .prepare(
          `SELECT * FROM calculations WHERE session_id = ? AND seq < ? AND state IN (${texts(states)})
           ORDER BY seq DESC LIMIT ?`,
        )
        .all(sessionId, after, limit + 1) as Row[];
      const page = rows.slice(0, limit);
      return {
        records: page.map(recordOf),
        next: rows.length > limit ? page.at(-1)?.seq : undefined,
      };
    },
    unended: () => (selectUnended.all() as Row[]).map(recordOf),
  };
}
