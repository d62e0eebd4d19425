/** What a state means to a reader; each tone has its colour token and icon in the state badge. */
export type Tone = "ok" | "warn" | "bad" | "busy" | "neutral";

export type StateFacts<State extends string, Action extends string> = {
  label: string;
  tone: Tone;
  /** May still change by itself; everything else is terminal. */
  inFlight: boolean;
  /** How often a viewer's page asks again; undefined once terminal. */
  pollMs: number | undefined;
  next: readonly State[];
  actions: readonly Action[];
};

export type Lifecycle<State extends string, Action extends string> = Readonly<
  Record<State, StateFacts<State, Action>>
>;

/** Facts of a state that may be newer than this table: shown as it is, treated as in flight. */
export function factsOf<State extends string, Action extends string>(
  lifecycle: Lifecycle<State, Action>,
  state: string,
): StateFacts<State, Action> {
  if (Object.hasOwn(lifecycle, state)) return lifecycle[state as State];
  return { label: state, tone: "neutral", inFlight: true, pollMs: 2_000, next: [], actions: [] };
}
