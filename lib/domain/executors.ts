import { factsOf, type Lifecycle } from "./lifecycle";

export const EXECUTOR_STATES = [
  "CREATING",
  "CREATED",
  "REGISTERED",
  "TERMINATING",
  "TERMINATED",
  "FAILED",
] as const;
export type ExecutorState = (typeof EXECUTOR_STATES)[number];

const live = { inFlight: true, pollMs: 2_000, actions: [] } as const;
const over = { inFlight: false, pollMs: undefined, next: [], actions: [] } as const;

/** Executor states (reference 3.4). */
export const executorLifecycle: Lifecycle<ExecutorState, never> = {
  CREATING: { ...live, label: "Creating", tone: "busy", next: ["CREATED", "FAILED"] },
  CREATED: { ...live, label: "Created", tone: "busy", next: ["REGISTERED", "FAILED"] },
  REGISTERED: { ...live, label: "Registered", tone: "ok", next: ["TERMINATING", "FAILED"] },
  TERMINATING: { ...live, label: "Terminating", tone: "busy", next: ["TERMINATED", "FAILED"] },
  TERMINATED: { ...over, label: "Terminated", tone: "neutral" },
  FAILED: { ...over, label: "Failed", tone: "bad" },
};

export const executorStateFacts = (state: string) => factsOf(executorLifecycle, state);

/** One executor of ListExecutors. Times are epoch milliseconds. */
export type Executor = {
  id: string;
  type?: string | undefined;
  state: string;
  startedAt?: number | undefined;
  terminatedAt?: number | undefined;
  sizeDpus?: number | undefined;
};

type Span = { from: number; to: number; dpus: number };

/** From when to when it took how many DPUs; undefined while it has no start, or never got to run. */
function spanOf(executor: Executor, now: number): Span | undefined {
  const { startedAt, terminatedAt, state, sizeDpus = 1 } = executor;
  if (startedAt === undefined) return undefined;
  const to = terminatedAt ?? (executorStateFacts(state).inFlight ? now : undefined);
  return to === undefined || to < startedAt ? undefined : { from: startedAt, to, dpus: sizeDpus };
}

const spansOf = (executors: readonly Executor[], now: number) =>
  executors.flatMap((executor) => spanOf(executor, now) ?? []);

/** DPUs that are held now. */
export const dpusHeld = (executors: readonly Executor[]) =>
  executors
    .filter(({ state, startedAt }) => executorStateFacts(state).inFlight && startedAt !== undefined)
    .reduce((sum, { sizeDpus = 1 }) => sum + sizeDpus, 0);

/** DPUs times milliseconds that all of them took until `now`. */
export const dpuMsOf = (executors: readonly Executor[], now: number) =>
  spansOf(executors, now).reduce((sum, { from, to, dpus }) => sum + dpus * (to - from), 0);

export type DpuBar = { from: number; to: number; dpus: number };

/** The mean number of DPUs in use, in `count` equal stretches between `from` and `to`. */
export function dpuBars(
  executors: readonly Executor[],
  range: { from: number; to: number },
  count: number,
): DpuBar[] {
  const lengthMs = (range.to - range.from) / count;
  if (!(lengthMs > 0)) return [];
  const spans = spansOf(executors, range.to);
  return Array.from({ length: count }, (_, index) => {
    const from = range.from + index * lengthMs;
    const to = from + lengthMs;
    const usedMs = spans.reduce(
      (sum, span) =>
        sum + span.dpus * Math.max(0, Math.min(to, span.to) - Math.max(from, span.from)),
      0,
    );
    return { from, to, dpus: usedMs / lengthMs };
  });
}

export type GanttRow = Executor & { label: string; from: number; to: number };

const TYPES = ["COORDINATOR", "GATEWAY", "WORKER"];
const TYPE_LABELS: Record<string, string> = {
  COORDINATOR: "Coordinator",
  GATEWAY: "Gateway",
  WORKER: "Worker",
};

/** A line an executor, the coordinator first and workers numbered by their start. */
export function ganttRows(executors: readonly Executor[], now: number): GanttRow[] {
  const typeOf = ({ type = "WORKER" }: Executor) => type;
  const rank = (executor: Executor) => {
    const place = TYPES.indexOf(typeOf(executor));
    return place < 0 ? TYPES.length : place;
  };
  const sorted = [...executors].sort(
    (a, b) =>
      rank(a) - rank(b) || (a.startedAt ?? Infinity) - (b.startedAt ?? Infinity) || compare(a, b),
  );
  const counts = new Map<string, number>();
  return sorted.flatMap((executor) => {
    const span = spanOf(executor, now);
    const type = typeOf(executor);
    const number = (counts.get(type) ?? 0) + 1;
    counts.set(type, number);
    const several = type === "WORKER" || sorted.filter((one) => typeOf(one) === type).length > 1;
    const label = `${TYPE_LABELS[type] ?? type}${several ? ` ${number}` : ""}`;
    return span ? [{ ...executor, label, from: span.from, to: span.to }] : [];
  });
}

const compare = (a: Executor, b: Executor) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
