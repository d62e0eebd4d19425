import { isSessionInFlight, SESSION_GONE, type SessionFacts, sessionStateFacts } from "./sessions";

/** A state that was seen, at Athena's own time of the change. */
export type SeenState = { state: string; at: number; reason?: string | undefined };

/** As a reading, or as it crossed HTTP: members may be absent. */
type Changing = { state: string } & Partial<SessionFacts>;

/**
 * The state that a reading shows, with the time at which Athena says it began: the end of what is over, the
 * begin of idleness, else the last change. Undefined where Athena gives no time, as of what it no longer knows.
 */
export function seenStateOf(session: Changing): SeenState | undefined {
  const { state, endedAt, idleSince, lastModifiedAt, startedAt } = session;
  if (state === SESSION_GONE) return undefined;
  const at = isSessionInFlight(state)
    ? state === "IDLE"
      ? (idleSince ?? lastModifiedAt)
      : (lastModifiedAt ?? startedAt)
    : (endedAt ?? lastModifiedAt);
  return at === undefined ? undefined : { state, at, reason: session.stateChangeReason };
}

export type TimelineStep = {
  state: string;
  label: string;
  at: number;
  reason?: string | undefined;
  /** Until the next one; undefined for the last. */
  durationMs: number | undefined;
  current: boolean;
};

/** When a calculation began and ended, by Athena's clock: its session was busy meanwhile. */
export type Calculated = { submittedAt?: number | undefined; completedAt?: number | undefined };

/** A session is seen busy a moment after its calculation was submitted, and idle a moment after its end. */
const SAME_MS = 2_000;

/**
 * Every state that was seen, oldest first, begun with the start and ended with the reading at hand. Times of
 * calculations tell of the others: a PySpark session is busy with one, and idle after it.
 */
export function timelineOf(
  session: Changing,
  seen: readonly SeenState[],
  calculations: readonly Calculated[] = [],
): TimelineStep[] {
  const now = seenStateOf(session);
  const witnessed = [...seen, ...(now ? [now] : [])];
  const all = [...witnessed, ...statesBetween(witnessed, calculations)].sort(
    (a, b) => a.at - b.at || order(a) - order(b),
  );
  const states = all.filter(
    ({ state, at }, index) => all[index - 1]?.state !== state || all[index - 1]?.at !== at,
  );
  // Nobody looked at the beginning: Athena still tells when it was.
  const first = states[0];
  const began =
    session.startedAt !== undefined && (first === undefined || session.startedAt < first.at)
      ? [{ state: "STARTED", label: "Started", at: session.startedAt, reason: undefined }]
      : [];
  const steps = [
    ...began,
    // What came between two times of one state was over before anybody looked.
    ...states.map((step, index) => {
      const { label } = sessionStateFacts(step.state);
      return { ...step, label: states[index - 1]?.state === step.state ? `${label} again` : label };
    }),
  ];
  return steps.map((step, index) => {
    const next = steps[index + 1];
    return {
      ...step,
      durationMs: next ? next.at - step.at : undefined,
      current: next === undefined,
    };
  });
}

/** The states that calculations tell of and nobody saw. */
function statesBetween(
  seen: readonly SeenState[],
  calculations: readonly Calculated[],
): SeenState[] {
  const ending = Math.min(
    ...seen.flatMap(({ state, at }) => (ENDING.has(state) ? [at] : [])),
    Number.POSITIVE_INFINITY,
  );
  const told: SeenState[] = calculations.flatMap(({ submittedAt, completedAt }) => [
    ...(submittedAt === undefined ? [] : [{ state: "BUSY", at: submittedAt }]),
    ...(completedAt === undefined ? [] : [{ state: "IDLE", at: completedAt }]),
  ]);
  for (const { state, at } of seen) {
    const apart = (index: number) => Math.abs((told[index]?.at ?? 0) - at);
    const [nearest] = [...told.keys()]
      .filter((index) => told[index]?.state === state && apart(index) <= SAME_MS)
      .sort((a, b) => apart(a) - apart(b));
    if (nearest !== undefined) told.splice(nearest, 1);
  }
  return told.filter(({ at }) => at < ending - SAME_MS);
}

const ENDING = new Set(["TERMINATING", "TERMINATED", "FAILED"]);
const ORDER = ["CREATING", "CREATED", "IDLE", "BUSY", "DEGRADED", "TERMINATING"];
/** Of states that Athena dates alike: what is over comes last. */
const order = ({ state }: SeenState) => {
  const place = ORDER.indexOf(state);
  return place < 0 ? ORDER.length : place;
};
