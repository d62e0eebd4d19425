/** What moves from state to state by itself. */
export const MACHINES = [
  "query-execution",
  "capacity-reservation",
  "data-catalog",
  "session",
  "calculation",
] as const;
export type Machine = (typeof MACHINES)[number];

/** When state machines move on: every transition that is not a caller's own asks for its turn. */
export type Pace = {
  /**
   * Resolves when one transition of a machine may happen.
   * @param naturalMs how long the transition takes by the clock
   * @throws AbortError when the signal is aborted first
   */
  turn(machine: Machine, naturalMs: number, signal?: AbortSignal): Promise<void>;
};

/**
 * `at-once`: no transition waits. `by-step`: each waits for a step of its machine. `by-clock`: each takes its natural
 * time, multiplied by `factor` (0.1 is ten times as fast).
 */
export type PaceMode =
  | { mode: "at-once" }
  | { mode: "by-step" }
  | { mode: "by-clock"; factor: number };

export type MachinePace = PaceMode & {
  machine: Machine;
  /** Transitions that wait for their turn. */
  waiting: number;
  /** Steps granted that no transition has used yet. */
  stepsLeft: number;
};

export type PaceControl = Pace & {
  /** Applies to transitions that already wait as well; steps not used are forgotten. */
  setMode(mode: PaceMode, machines?: readonly Machine[]): void;
  /** Grants turns to a machine: those waiting longest go first, what is left waits for those to come. */
  step(machine: Machine, steps: number): void;
  states(): MachinePace[];
};

type Turn = { naturalMs: number; mayGo: () => void; timer: NodeJS.Timeout | undefined };
type State = { mode: PaceMode; stepsLeft: number; waiting: Set<Turn> };

/** The pace outside tests: each transition takes its natural time. */
const NATURAL: PaceMode = { mode: "by-clock", factor: 1 };

/** Paces all state machines of one service, each in a mode of its own. */
export function createPace(): PaceControl {
  const states = new Map<Machine, State>(
    MACHINES.map((machine) => [machine, { mode: NATURAL, stepsLeft: 0, waiting: new Set() }]),
  );
  const stateOf = (machine: Machine): State => {
    const state = states.get(machine);
    if (!state) throw new Error(`${machine} is no state machine`);
    return state;
  };

  /** Lets a turn go when its machine's mode says so; called again when the mode changes. */
  const arm = (state: State, turn: Turn) => {
    const { mode } = state;
    if (mode.mode === "by-step") {
      if (state.stepsLeft === 0) return;
      state.stepsLeft -= 1;
      turn.mayGo();
      return;
    }
    const waitMs = mode.mode === "at-once" ? 0 : turn.naturalMs * mode.factor;
    if (waitMs <= 0) {
      turn.mayGo();
      return;
    }
    turn.timer = setTimeout(turn.mayGo, waitMs);
    turn.timer.unref();
  };

  return {
    async turn(machine, naturalMs, signal) {
      signal?.throwIfAborted();
      const state = stateOf(machine);
      let mayGo = () => {};
      const going = new Promise<void>((resolve) => {
        mayGo = resolve;
      });
      const turn: Turn = { naturalMs, mayGo, timer: undefined };
      const goAborted = () => mayGo();
      state.waiting.add(turn);
      signal?.addEventListener("abort", goAborted, { once: true });
      arm(state, turn);
      await going;
      state.waiting.delete(turn);
      signal?.removeEventListener("abort", goAborted);
      clearTimeout(turn.timer);
      signal?.throwIfAborted();
    },
    setMode(mode, machines = MACHINES) {
      for (const machine of machines) {
        const state = stateOf(machine);
        state.mode = mode;
        state.stepsLeft = 0;
        for (const turn of state.waiting) {
          clearTimeout(turn.timer);
          arm(state, turn);
        }
      }
    },
    step(machine, steps) {
      const state = stateOf(machine);
      if (state.mode.mode !== "by-step") return;
      state.stepsLeft += steps;
      for (const turn of state.waiting) {
        if (state.stepsLeft === 0) return;
        // It is taken off at once: two steps in one tick are for two transitions.
        state.waiting.delete(turn);
        arm(state, turn);
      }
    },
    states: () =>
      [...states].map(([machine, { mode, stepsLeft, waiting }]) => ({
        machine,
        ...mode,
        waiting: waiting.size,
        stepsLeft,
      })),
  };
}
