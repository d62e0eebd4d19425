/** Errors that a fault may answer with, as the service sends them (reference 2.3); all of them are worth a retry. */
export const ATHENA_FAULTS = [
  "ThrottlingException",
  "TooManyRequestsException",
  "InternalServerException",
  "ServiceUnavailableException",
] as const;
export const S3_FAULTS = ["SlowDown", "InternalError", "ServiceUnavailable"] as const;
export type AthenaFault = (typeof ATHENA_FAULTS)[number];
export type S3Fault = (typeof S3_FAULTS)[number];

/** Whom a fault hits: an Athena operation, an S3 method, or `*` for all of that service. */
export type FaultTarget =
  | { service: "athena"; operation: string; error?: AthenaFault | undefined }
  | { service: "s3"; method: string; error?: S3Fault | undefined };

/** Something that goes wrong on purpose; without `rate` and `count` it always does. */
export type FaultRule = FaultTarget & {
  /** Time added before the request is worked on. */
  delayMs?: number | undefined;
  /** Closes the connection in place of an answer, before or after the operation has run. */
  drop?: "before" | "after" | undefined;
  /** Probability of each request, 0 to 1. */
  rate?: number | undefined;
  /** Makes the choice of a rate the same in every run. */
  seed?: number | undefined;
  /** How often it happens before it is spent. */
  count?: number | undefined;
};

export type ActiveFault = FaultRule & { id: string; seen: number; fired: number };

/** What happens to one request. */
export type Fault = {
  delayMs: number;
  drop: "before" | "after" | undefined;
  athenaError: AthenaFault | undefined;
  s3Error: S3Fault | undefined;
};

export type Faults = {
  /** @returns the rule with the id it is known by */
  add(rule: FaultRule): ActiveFault;
  /** In the order they were added, with how often each fired. */
  list(): ActiveFault[];
  remove(id: string): boolean;
  clear(): void;
  /** Asks every rule that the request meets: delays add up, the first error or drop decides. */
  meet(service: FaultRule["service"], name: string): Fault | undefined;
};

type Entry = { rule: FaultRule; id: string; seen: number; fired: number; random: () => number };

/** Mulberry32: small, and the same sequence for the same seed everywhere. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const nameIn = (rule: FaultRule) => (rule.service === "athena" ? rule.operation : rule.method);

function fires(entry: Entry): boolean {
  const { rate, count } = entry.rule;
  entry.seen += 1;
  if (count !== undefined && entry.fired >= count) return false;
  if (rate !== undefined && entry.random() >= rate) return false;
  entry.fired += 1;
  return true;
}

/** The faults of one service; nothing goes wrong until one is added. */
export function createFaults(): Faults {
  const entries: Entry[] = [];
  let added = 0;
  const shown = ({ rule, id, seen, fired }: Entry): ActiveFault => ({
    id,
    ...rule,
    seen,
    fired,
  });
  return {
    add(rule) {
      added += 1;
      const random = seededRandom(rule.seed ?? added);
      const entry = { rule, id: `fault-${added}`, seen: 0, fired: 0, random };
      entries.push(entry);
      return shown(entry);
    },
    list: () => entries.map(shown),
    remove(id) {
      const index = entries.findIndex((entry) => entry.id === id);
      if (index !== -1) entries.splice(index, 1);
      return index !== -1;
    },
    clear: () => void entries.splice(0),
    meet(service, name) {
      const met = entries.filter(
        ({ rule }) => rule.service === service && [name, "*"].includes(nameIn(rule)),
      );
      const fired = met.filter(fires).map(({ rule }) => rule);
      if (fired.length === 0) return undefined;
      const deciding = fired.find(({ error, drop }) => error !== undefined || drop !== undefined);
      return {
        delayMs: fired.reduce((sum, { delayMs = 0 }) => sum + delayMs, 0),
        drop: deciding?.drop,
        athenaError: deciding?.service === "athena" ? deciding.error : undefined,
        s3Error: deciding?.service === "s3" ? deciding.error : undefined,
      };
    },
  };
}
