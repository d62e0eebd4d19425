import { factsOf, type Lifecycle } from "./lifecycle";

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
type SessionAction = "runCode" | "connect" | "terminate";

const ending = ["TERMINATING", "FAILED"] as const;

/** Spark session states (reference 3.2). */
export const sessionLifecycle: Lifecycle<SessionState, SessionAction> = {
  CREATING: {
    label: "Creating",
    tone: "busy",
    inFlight: true,
    pollMs: 1_000,
    next: ["CREATED", ...ending],
    actions: ["terminate"],
  },
  CREATED: {
    label: "Created",
    tone: "busy",
    inFlight: true,
    pollMs: 1_000,
    next: ["IDLE", ...ending],
    actions: ["terminate"],
  },
  IDLE: {
    label: "Idle",
    tone: "ok",
    inFlight: true,
    pollMs: 2_000,
    next: ["BUSY", "DEGRADED", ...ending],
    actions: ["runCode", "connect", "terminate"],
  },
  BUSY: {
    label: "Busy",
    tone: "busy",
    inFlight: true,
    pollMs: 1_000,
    next: ["IDLE", "DEGRADED", ...ending],
    actions: ["connect", "terminate"],
  },
  DEGRADED: {
    label: "Degraded",
    tone: "warn",
    inFlight: true,
    pollMs: 3_000,
    next: ["IDLE", ...ending],
    actions: ["terminate"],
  },
  TERMINATING: {
    label: "Terminating",
    tone: "busy",
    inFlight: true,
    pollMs: 1_000,
    next: ["TERMINATED", "FAILED"],
    actions: [],
  },
  TERMINATED: {
    label: "Terminated",
    tone: "neutral",
    inFlight: false,
    pollMs: undefined,
    next: [],
    actions: [],
  },
  FAILED: {
    label: "Failed",
    tone: "bad",
    inFlight: false,
    pollMs: undefined,
    next: [],
    actions: [],
  },
};

/** Ours, not Athena's: a session that we saw and that Athena no longer knows. */
export const SESSION_GONE = "GONE";

const gone = { ...sessionLifecycle.TERMINATED, label: "No longer known" };

export const sessionStateFacts = (state: string) =>
  state === SESSION_GONE ? gone : factsOf(sessionLifecycle, state);
export const isSessionInFlight = (state: string) => sessionStateFacts(state).inFlight;
/** May take a calculation now; only in this state. */
export const takesCalculations = (state: string) =>
  sessionStateFacts(state).actions.includes("runCode");

/** The states in which a session is over, for the index. */
export const ENDED_SESSION_STATES: readonly string[] = [
  ...SESSION_STATES.filter((state) => !sessionLifecycle[state].inFlight),
  SESSION_GONE,
];

/** What a list shows: those of now, those of before, or both. */
export const SESSION_SHOWS = ["active", "ended", "all"] as const;
export type SessionShow = (typeof SESSION_SHOWS)[number];

/** NotebookVersion that goes with AdditionalConfigs.NotebookId (reference 7.2). */
export const NOTEBOOK_VERSION = "Athena notebook version 1";
/** What Athena's console begins with; the API takes 1 to 480 minutes. */
export const IDLE_TIMEOUT_MINUTES = { standard: 20, min: 1, max: 480 } as const;
/** MaxConcurrentDpus: coordinator and workers together. */
export const SESSION_DPUS = { standard: 20, min: 2, max: 5_000 } as const;
/** The only size that Athena takes for a coordinator or a worker. */
export const EXECUTOR_DPU_SIZE = 1;

/** What lists show of a session. Times are epoch milliseconds; `dpuMs` is DPUs times milliseconds. */
export type SessionFacts = {
  id: string;
  description: string | undefined;
  workgroup: string;
  engineVersion: string | undefined;
  state: string;
  stateChangeReason: string | undefined;
  startedAt: number | undefined;
  lastModifiedAt: number | undefined;
  endedAt: number | undefined;
  /** Only while it is idle. */
  idleSince: number | undefined;
  idleTimeoutMs: number | undefined;
  notebookId: string | undefined;
  dpuMs: number | undefined;
};

export type SessionEngine = {
  coordinatorDpuSize: number | undefined;
  defaultExecutorDpuSize: number | undefined;
  maxConcurrentDpus: number | undefined;
  additionalConfigs: Record<string, string>;
  sparkProperties: Record<string, string>;
  classifications: { name: string; properties: Record<string, string> }[];
};

export type SessionMonitoring = {
  managed: { enabled: boolean; kmsKey: string | undefined } | undefined;
  s3: { enabled: boolean; kmsKey: string | undefined; location: string | undefined } | undefined;
  cloudWatch:
    | {
        enabled: boolean;
        logGroup: string | undefined;
        streamPrefix: string | undefined;
        logTypes: Record<string, string[]>;
      }
    | undefined;
};

/** A session: every member of GetSession (reference 1.1). */
export type Session = SessionFacts & {
  notebookVersion: string | undefined;
  engine: SessionEngine;
  executionRole: string | undefined;
  workingDirectory: string | undefined;
  encryption: { option: string | undefined; kmsKey: string | undefined } | undefined;
  monitoring: SessionMonitoring;
};

/** As a reading, or as it crossed HTTP: members may be absent. */
type Idling = { state: string } & Partial<SessionFacts>;

/** How long it has been idle at `now`; undefined unless it is idle. */
export function idleForMs({ state, idleSince }: Idling, now: number): number | undefined {
  if (state !== ("IDLE" satisfies SessionState) || idleSince === undefined) return undefined;
  return Math.max(0, now - idleSince);
}

/** What is left at `now` until Athena ends it for being idle, never below 0; undefined unless it is idle. */
export function untilIdleTimeoutMs(session: Idling, now: number): number | undefined {
  const idleMs = idleForMs(session, now);
  if (idleMs === undefined || session.idleTimeoutMs === undefined) return undefined;
  return Math.max(0, session.idleTimeoutMs - idleMs);
}

/** How long it ran, or has run at `now`. */
export function sessionDurationMs(
  session: { state: string } & Partial<SessionFacts>,
  now: number,
): number | undefined {
  const { state, startedAt, endedAt } = session;
  if (startedAt === undefined) return undefined;
  const until = endedAt ?? (isSessionInFlight(state) ? now : undefined);
  return until === undefined ? undefined : Math.max(0, until - startedAt);
}
