import { readFile } from "node:fs/promises";
import { z } from "zod";
import { type Grant, ROLES } from "@/lib/domain/permissions";

const grant = z.strictObject({
  role: z.enum(ROLES),
  workgroups: z.array(z.string().min(1).max(128)).min(1),
});
const policyFile = z.strictObject({
  /** Group names as the provider sends them; `*` is everyone who can sign in. */
  groups: z.record(z.string().min(1), z.array(grant)),
});

export type AccessPolicy = { grantsOf(groups: readonly string[]): Grant[] };

/** Without a policy file: three group names, each a role over every workgroup. Nobody else gets in. */
const DEFAULT_GROUPS: Record<string, Grant[]> = Object.fromEntries(
  ROLES.map((role) => [`athenaeum-${role}`, [{ role, workgroups: ["*"] }]]),
);

/** Reads the policy file. @throws Error with one line that names the file and the place in it */
export async function loadAccessPolicy(file: string | undefined): Promise<AccessPolicy> {
  const groups = file === undefined ? DEFAULT_GROUPS : await readPolicy(file);
  return {
    grantsOf: (names) =>
      [...new Set(["*", ...names])].flatMap(
        (name) => (Object.hasOwn(groups, name) ? groups[name] : []) ?? [],
      ),
  };
}

async function readPolicy(file: string): Promise<Record<string, Grant[]>> {
  const fail = (what: string): never => {
    throw new Error(`ACCESS_POLICY_FILE is ${JSON.stringify(file)}, ${what}`);
  };
  const text = (await readFile(file, "utf8")).replace(/^\uFEFF/, "");
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    fail(`which is not JSON: look at ${placeOfProblem(text)}.`);
  }
  const parsed = policyFile.safeParse(json);
  if (parsed.success) return parsed.data.groups;
  const problems = parsed.error.issues.map(
    (issue) => `${issue.path.join(".") || "the whole"}: ${issue.message}`,
  );
  return fail(`which is not an access policy: ${problems.join("; ")}.`);
}

/** Line and column of the first character that cannot stand where it stands. The parser does not always tell. */
function placeOfProblem(text: string): string {
  let good = 0;
  let bad = text.length;
  if (mayGoOn(text)) return "its end, where something is missing";
  while (good + 1 < bad) {
    const middle = Math.floor((good + bad) / 2);
    if (mayGoOn(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  const lines = text.slice(0, bad).split("\n");
  return `line ${lines.length}, column ${lines.at(-1)?.length ?? 0}`;
}

/** Whether some text could follow that makes this JSON. */
function mayGoOn(start: string): boolean {
  try {
    JSON.parse(start);
    return true;
  } catch (error) {
    const { message } = error as Error;
    const position = Number(/at position (\d+)/.exec(message)?.[1] ?? -1);
    return /end of JSON input|^Unterminated/.test(message) || position >= start.length;
  }
}
