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

export type ExecutionRow = {
  id: string;
  workgroup: string;
  submitted_at: number;
  state: string;
  started_at: number | null;
  completed_at: number | null;
  definition: string;
  completion: string | null;
};

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

export function recordOf(row: ExecutionRow): ExecutionRecord {
  const definition = JSON.parse(row.definition) as Definition;
  const completion =
    row.completion === null || row.completed_at === null
      ? undefined
      : {
          ...(JSON.parse(row.completion) as StoredCompletion),
          state: row.state as TerminalState,
          completedAt: row.completed_at,
        };
  return {
    ...definition,
    id: row.id,
    workGroup: row.workgroup,
    submittedAt: row.submitted_at,
    state: row.state as ExecutionState,
    startedAt: row.started_at ?? undefined,
    completion,
  };
}
