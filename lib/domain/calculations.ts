import { factsOf, type Lifecycle } from "./lifecycle";

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
type CalculationAction = "stop" | "runAgain" | "readResult";

const waiting = (
  label: string,
  next: readonly CalculationState[],
): Lifecycle<CalculationState, CalculationAction>[CalculationState] => ({
  label,
  tone: "busy",
  inFlight: true,
  pollMs: 1_000,
  next: [...next, "CANCELING", "CANCELED", "FAILED"],
  actions: ["stop"],
});

/** Calculation states (reference 3.3). Stopping is best effort: CANCELING may still end COMPLETED or FAILED. */
export const calculationLifecycle: Lifecycle<CalculationState, CalculationAction> = {
  CREATING: waiting("Creating", ["CREATED", "QUEUED", "RUNNING"]),
  CREATED: waiting("Created", ["QUEUED", "RUNNING"]),
  QUEUED: waiting("Queued", ["RUNNING"]),
  RUNNING: waiting("Running", ["COMPLETED"]),
  CANCELING: {
    label: "Canceling",
    tone: "busy",
    inFlight: true,
    // Somebody waits for it, and it does not last.
    pollMs: 300,
    next: ["CANCELED", "COMPLETED", "FAILED"],
    actions: [],
  },
  CANCELED: {
    label: "Canceled",
    tone: "neutral",
    inFlight: false,
    pollMs: undefined,
    next: [],
    actions: ["runAgain"],
  },
  COMPLETED: {
    label: "Completed",
    tone: "ok",
    inFlight: false,
    pollMs: undefined,
    next: [],
    actions: ["runAgain", "readResult"],
  },
  FAILED: {
    label: "Failed",
    tone: "bad",
    inFlight: false,
    pollMs: undefined,
    next: [],
    actions: ["runAgain"],
  },
};

export const calculationStateFacts = (state: string) => factsOf(calculationLifecycle, state);
export const isCalculationInFlight = (state: string) => calculationStateFacts(state).inFlight;

export const OUTPUT_STREAMS = ["stdout", "stderr"] as const;
export type OutputStream = (typeof OUTPUT_STREAMS)[number];

/** A calculation execution: every member of GetCalculationExecution (reference 1.1). Times are epoch milliseconds. */
export type Calculation = {
  id: string;
  sessionId: string;
  description: string | undefined;
  workingDirectory: string | undefined;
  state: string;
  stateChangeReason: string | undefined;
  submittedAt: number | undefined;
  completedAt: number | undefined;
  /** DPUs times their milliseconds; with progress absent until Athena reports them. */
  dpuMs: number | undefined;
  progress: string | undefined;
  result: {
    stdoutUri: string | undefined;
    stderrUri: string | undefined;
    resultUri: string | undefined;
    resultType: string | undefined;
  };
};

/**
 * Where a stream of a calculation is written to. Athena names it once the calculation has ended; until then it is
 * looked for below a working directory of the calculation's own, and `named` is false: it may not be there.
 */
export function outputPlaceOf(
  { id, workingDirectory, result }: Pick<Calculation, "id" | "workingDirectory" | "result">,
  stream: OutputStream,
): { uri: string; named: boolean } | undefined {
  const uri = stream === "stdout" ? result.stdoutUri : result.stderrUri;
  if (uri !== undefined) return { uri, named: true };
  const folder = workingDirectory?.replace(/\/$/, "");
  return folder?.endsWith(`/${id}`) ? { uri: `${folder}/${stream}`, named: false } : undefined;
}

/** A state with when it began. `exact`: by Athena's clock; else when somebody first saw it here. */
export type StateSeen = { state: string; at: number; exact: boolean; reason?: string | undefined };

/** Submission and end by Athena's clock, and between them what was seen here, in order, each state once. */
export function calculationTimeline(
  calculation: Pick<Calculation, "state" | "stateChangeReason" | "submittedAt" | "completedAt">,
  seen: readonly { state: string; at: number }[],
): StateSeen[] {
  const { state, submittedAt, completedAt, stateChangeReason: reason } = calculation;
  const first: StateSeen[] =
    submittedAt === undefined ? [] : [{ state: "CREATING", at: submittedAt, exact: true }];
  const last: StateSeen[] =
    completedAt === undefined ? [] : [{ state, at: completedAt, exact: true, reason }];
  const ends = new Set([...first, ...last].map((entry) => entry.state));
  const between = seen
    .filter((entry) => !ends.has(entry.state) && isCalculationInFlight(entry.state))
    .map((entry) => ({
      ...entry,
      // Our clock is not Athena's: what lies between its two times stays between them.
      at: Math.max(submittedAt ?? entry.at, Math.min(entry.at, completedAt ?? entry.at)),
      exact: false,
    }))
    .sort((a, b) => a.at - b.at || rank(a.state) - rank(b.state));
  return [...first, ...between, ...last];
}

const rank = (state: string) => (CALCULATION_STATES as readonly string[]).indexOf(state);

/** The percentage that Athena's free text of progress begins with, or undefined. */
export function progressPercent(progress: string | undefined): number | undefined {
  const match = /^\s*(\d{1,3}(?:\.\d+)?)\s*%/.exec(progress ?? "");
  const percent = Number(match?.[1]);
  return match && percent <= 100 ? percent : undefined;
}

/** The first line of code that does something, for lists: imports and comments only where there is nothing else. */
export function summarizeCode(code: string, lengthMax = 160): string {
  const lines = code
    .slice(0, 20_000)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const telling =
    lines.find((line) => !/^(#|import\b|from\b.*\bimport\b|%%|["']{3})/.test(line)) ??
    lines.find((line) => !line.startsWith("#")) ??
    lines[0] ??
    "";
  return telling.length > lengthMax ? `${telling.slice(0, lengthMax)}…` : telling;
}
