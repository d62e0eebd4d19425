import { isSpark } from "./engines";
import { type Actor, decide } from "./permissions";

type Workgroup = { name: string; state?: string | undefined; engineVersion?: string | undefined };
type Person = Pick<Actor, "id" | "grants">;

/** Why SQL cannot be run in a workgroup now; undefined when it can. */
export function whyNotRun(actor: Person, workgroup: Workgroup): string | undefined {
  const verdict = decide(actor, "startQuery", { workgroup: workgroup.name });
  if (!verdict.allowed) return verdict.reason;
  if (isSpark(workgroup.engineVersion)) return "Runs Spark, not SQL";
  if (workgroup.state === "DISABLED") return "Disabled: starts no queries";
  return undefined;
}

/** The workgroup to begin with: the one used last, then Athena's own `primary`, then any that runs SQL. */
export function firstWorkgroup(
  actor: Person,
  workgroups: readonly Workgroup[],
  lastUsed: string | undefined,
): string | undefined {
  const usable = workgroups.filter((workgroup) => whyNotRun(actor, workgroup) === undefined);
  const candidates = usable.length > 0 ? usable : workgroups;
  const named = (name: string | undefined) => candidates.find((one) => one.name === name);
  return (named(lastUsed) ?? named("primary") ?? candidates[0])?.name;
}

/** The wanted name as the list spells it (Athena answers catalogs in lower case), else the first that exists. */
export function pickName(
  names: readonly string[],
  ...wanted: (string | null | undefined)[]
): string | undefined {
  for (const name of wanted) {
    const found = names.find((one) => one.toLowerCase() === name?.toLowerCase());
    if (found !== undefined) return found;
  }
  return names[0];
}

/** The workgroups that an address names with commas between them, each once. What is no name is left out. */
export const namesOf = (text: string): string[] => [
  ...new Set(text.split(",").filter((name) => /^[a-zA-Z0-9._-]{1,128}$/.test(name))),
];

/** As many as are read at once. */
export const COMPARED_MAX = 25;
/** Chosen workgroups travel in an address, and with the cookies it has an end. */
export const CHANGED_MAX = 200;
const NAMES_CHARS_MAX = 8_000;

/** Why so many workgroups cannot be named to a page that takes `countMax`; undefined when they can. */
export function whyTooMany(names: readonly string[], countMax: number): string | undefined {
  if (names.length > countMax) return `Takes ${countMax} workgroups at most`;
  if (encodeURIComponent(names.join(",")).length > NAMES_CHARS_MAX)
    return "The names are too long for an address: select fewer";
  return undefined;
}
