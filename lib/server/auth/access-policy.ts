import { readFile, stat } from "node:fs/promises";
import {
  BUILT_IN_GROUPS,
  grantsOfGroups,
  type PolicyGroup,
  type PolicyProblem,
  readAccessPolicy,
} from "@/lib/domain/access-policy";
import type { Grant } from "@/lib/domain/permissions";
import type { Log } from "../log";

/** Why the file on disk is not what is in force. */
export type PolicyFault = { message: string; foundAt: Date; problems: PolicyProblem[] };

export type AccessPolicyStatus = {
  groups: readonly PolicyGroup[];
  /** Absent without a file, when the built-in groups are in force. */
  file?: { path: string; loadedAt: Date };
  fault?: PolicyFault;
};

export type AccessPolicy = {
  /** The grants of whoever is in these groups, by the file as it is now. */
  grantsOf(groups: readonly string[]): Promise<Grant[]>;
  /** What is in force, by the file as it is now. */
  status(): Promise<AccessPolicyStatus>;
};

type Options = { log?: Pick<Log, "info" | "error">; now?: () => number };

/** How long the file is taken to be as it was last seen. */
const LOOKED_AT_EVERY_MS = 1_000;
/** A file as young as this may change again within the resolution of its time: it is read again. */
const YOUNG_MS = 3_000;

/**
 * The policy of a file, or of the built-in groups without one. A changed file counts from the next request, a second
 * later at most; one that is gone or broken leaves the last good policy in force, and is logged once.
 * @throws Error with one line that names the file and the places in it, when the file is broken from the start
 */
export async function loadAccessPolicy(
  path: string | undefined,
  { log, now = Date.now }: Options = {},
): Promise<AccessPolicy> {
  if (path === undefined)
    return policyOf(async () => ({ groups: BUILT_IN_GROUPS }) satisfies AccessPolicyStatus);
  const first = await readPolicyFile(path);
  if ("fault" in first) throw new Error(first.fault.message);

  let status: AccessPolicyStatus = {
    groups: first.groups,
    file: { path, loadedAt: new Date(now()) },
  };
  let seen = { text: first.text, stamp: "" };
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | undefined;

  const fail = (fault: { message: string; problems: PolicyProblem[] }) => {
    if (status.fault?.message === fault.message) return;
    status = { ...status, fault: { ...fault, foundAt: new Date(now()) } };
    log?.error({ reason: fault.message }, "the access policy in force is the last good one");
  };

  const look = async () => {
    const found = await stampOf(path, now());
    if (found !== undefined && found === seen.stamp) return;
    const reading = await readPolicyFile(path);
    const isKnown = reading.text !== undefined && reading.text === seen.text;
    seen = { text: reading.text ?? "", stamp: found ?? "" };
    if ("fault" in reading) return fail(reading.fault);
    if (isKnown && status.fault === undefined) return;
    status = { groups: reading.groups, file: { path, loadedAt: new Date(now()) } };
    log?.info({ groups: reading.groups.length }, "access policy loaded");
  };

  return policyOf(async () => {
    if (now() - lookedAt >= LOOKED_AT_EVERY_MS) {
      looking ??= look().finally(() => {
        lookedAt = now();
        looking = undefined;
      });
    }
    await looking;
    return status;
  });
}

const policyOf = (status: () => Promise<AccessPolicyStatus>): AccessPolicy => ({
  status,
  grantsOf: async (names) =>
    grantsOfGroups((await status()).groups, names).map(({ role, workgroups }) => ({
      role,
      workgroups,
    })),
});

/** What differs between two versions of a file; undefined when that cannot be told. */
async function stampOf(path: string, nowMs: number): Promise<string | undefined> {
  try {
    const { ino, size, mtimeMs } = await stat(path);
    return nowMs - mtimeMs < YOUNG_MS ? undefined : `${ino} ${size} ${mtimeMs}`;
  } catch {
    return undefined;
  }
}

type FileReading =
  | { text: string; groups: PolicyGroup[] }
  | { text?: string; fault: { message: string; problems: PolicyProblem[] } };

async function readPolicyFile(path: string): Promise<FileReading> {
  const broken = (what: string, problems: PolicyProblem[] = []) => ({
    message: `ACCESS_POLICY_FILE is ${JSON.stringify(path)}, ${what}`,
    problems,
  });
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === "ENOENT" ? "is not there" : `cannot be read (${code})`;
    return { fault: broken(`which ${why}.`) };
  }
  const reading = readAccessPolicy(text);
  if ("groups" in reading) return { text, groups: reading.groups };
  const { kind, problems } = reading;
  const [first] = problems;
  if (kind === "json" && first)
    return {
      text,
      fault: broken(
        `which is not JSON: look at line ${first.line}, column ${first.column}. ${first.message}.`,
        problems,
      ),
    };
  const words = problems.map(
    ({ line, column, message }) => `line ${line}, column ${column}: ${message}`,
  );
  return { text, fault: broken(`which is not an access policy: ${words.join("; ")}.`, problems) };
}
