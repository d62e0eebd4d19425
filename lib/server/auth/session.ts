import type { NextRequest } from "next/server";
import { getToken } from "next-auth/jwt";
import { type Actor, ROLES } from "@/lib/domain/permissions";
import type { Runtime } from "../runtime";
import { isLoopbackRequest } from "./demo-people";

/** The person behind a request, with the grants that the policy gives their groups now; undefined without a session. */
export async function actorOf(
  request: NextRequest,
  runtime: Pick<Runtime, "env" | "accessPolicy">,
): Promise<Actor | undefined> {
  const { env, accessPolicy } = runtime;
  const token = await getToken({
    req: request,
    ...(env.nextAuthSecret ? { secret: env.nextAuthSecret } : {}),
  });
  if (!token?.sub) return undefined;
  const person = { id: token.sub, name: token.name ?? token.sub, email: token.email ?? undefined };

  if (token.demoRole !== undefined) {
    const role = ROLES.find((known) => known === token.demoRole);
    const here = isLoopbackRequest((name) => request.headers.get(name));
    if (!env.demoSignIn || !role || !here) return undefined;
    return { ...person, demoRole: role, grants: [{ role, workgroups: ["*"] }] };
  }
  const groups = Array.isArray(token.groups) ? (token.groups as string[]) : [];
  return { ...person, groups, grants: await accessPolicy.grantsOf(groups) };
}
