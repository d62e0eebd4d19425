import { createHash } from "node:crypto";
import type { ActingIdentity } from "@/lib/athena/acting";
import { type Actor, roleEverywhere, roleOf } from "@/lib/domain/permissions";
import type { Env } from "../env.mjs";

const SESSION_NAME_MAX = 64;
const DIGEST_LENGTH = 8;

/**
 * The session that a person's own actions are signed with: of the IAM role that is set for their role over the
 * workgroup, or over all of them without one. Undefined, meaning the console's own identity, where none is set.
 */
export function assumedRoleOf(
  assumeRoles: Env["assumeRoles"],
  actor: Actor,
  workgroup: string | undefined,
): ActingIdentity | undefined {
  const role = workgroup === undefined ? roleEverywhere(actor) : roleOf(actor, workgroup);
  const roleArn = role === undefined ? undefined : assumeRoles[role];
  return roleArn === undefined
    ? undefined
    : { personId: actor.id, roleArn, sessionName: sessionNameOf(actor) };
}

/**
 * A RoleSessionName (2 to 64 of `[\w+=,.@-]`) that tells who it was: their address, or their id. What does not fit
 * is replaced or cut, and then ends with a digest of the id, so that two names never become one.
 */
export function sessionNameOf({ id, email }: Pick<Actor, "id" | "email">): string {
  const name = email || id;
  const clean = name.replace(/[^\w+=,.@-]/g, "-");
  if (clean === name && name.length >= 2 && name.length <= SESSION_NAME_MAX) return name;
  const digest = createHash("sha256").update(id).digest("hex").slice(0, DIGEST_LENGTH);
  return `${clean.slice(0, SESSION_NAME_MAX - DIGEST_LENGTH - 1)}-${digest}`;
}
