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

/** Reads the policy file. @throws Error with one line per problem, naming the place in the file */
export async function loadAccessPolicy(file: string | undefined): Promise<AccessPolicy> {
  const groups = file === undefined ? DEFAULT_GROUPS : parsePolicy(await readFile(file, "utf8"));
  return {
    grantsOf: (names) =>
      [...new Set(["*", ...names])].flatMap(
        (name) => (Object.hasOwn(groups, name) ? groups[name] : []) ?? [],
      ),
  };
}

function parsePolicy(text: string): Record<string, Grant[]> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Error(`ACCESS_POLICY_FILE is not JSON: ${(error as Error).message}`);
  }
  const parsed = policyFile.safeParse(json);
  if (parsed.success) return parsed.data.groups;
  const problems = parsed.error.issues.map(
    (issue) => `${issue.path.join(".") || "(top)"}: ${issue.message}`,
  );
  throw new Error(`ACCESS_POLICY_FILE: ${problems.join("; ")}`);
}
