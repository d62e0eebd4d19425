import type {
  Completion,
  ExecutionRecord,
  ExecutionState,
  NewExecution,
  TerminalState,
} from "./execution-record";

export const EXECUTION_SCHEMA = [
  `CREATE TABLE executions (
     seq INTEGER PRIMARY KEY,
     id TEXT NOT NULL UNIQUE,
     workgroup TEXT NOT NULL,
     submitted_at INTEGER NOT NULL,
     state TEXT NOT NULL,
     started_at INTEGER,
     completed_at INTEGER,
     definition TEXT NOT NULL,
     completion TEXT
   );
   CREATE INDEX executions_newest_first ON executions (workgroup, submitted_at, seq, id);
   CREATE INDEX executions_in_flight ON executions (state) WHERE completed_at IS NULL;`,
] as const;

/** In the order of ExecutionRow. */
export const EXECUTION_COLUMNS =
  "id, workgroup, submitted_at, state, started_at, completed_at, definition, completion";

/** As a raw statement gives it: libsql takes twice as long for an object. */
export type ExecutionRow = [
  id: string,
  workgroup: string,
  submittedAt: number,
  state: string,
  startedAt: number | null,
  completedAt: number | null,
  definition: string,
  completion: string | null,
];

type Definition = Omit<NewExecution, "id" | "workGroup" | "submittedAt">;
type StoredCompletion = Omit<Completion, "state" | "completedAt">;

export function definitionText(execution: NewExecution): string {
  const { id: _id, workGroup: _workGroup, submittedAt: _submittedAt, ...definition } = execution;
  return JSON.stringify(definition satisfies Definition);
}

export function completionText(completion: Completion): string {
  const { state: _state, completedAt: _completedAt, ...rest } = completion;
  return JSON.stringify(rest satisfies StoredCompletion);
}

/** What was parsed is extended, not copied: a copy takes twenty times as long. */
function completionOf(
  text: string | null,
  state: string,
  completedAt: number | null,
): Completion | undefined {
  if (text === null || completedAt === null) return undefined;
  const stored = JSON.parse(text) as StoredCompletion;
  return Object.assign(stored, { state: state as TerminalState, completedAt });
}

/** The execution that a row holds, as one of the workgroup named. */
export function recordOf(row: ExecutionRow, workGroup: string): ExecutionRecord {
  const [id, , submittedAt, state, startedAt, completedAt, definition, completion] = row;
  return Object.assign(JSON.parse(definition) as Definition, {
    id,
    workGroup,
    submittedAt,
    state: state as ExecutionState,
    startedAt: startedAt ?? undefined,
    completion: completionOf(completion, state, completedAt),
  });
}
