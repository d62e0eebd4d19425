import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { runtime } from "../runtime";
import { authOptions } from "./options";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

let groupsScope: Promise<boolean> | undefined;

/** next-auth's own endpoints below /api/auth. */
export async function authHandler(request: NextRequest, context: RouteContext): Promise<Response> {
  const { env } = await runtime();
  groupsScope ??= offersGroupsScope(env.oidc?.issuer).catch(() => {
    groupsScope = undefined;
    return false;
  });
  return NextAuth(request, context, authOptions(env, await groupsScope));
}

/** Unknown scopes make some providers refuse: `groups` is asked for only where discovery lists it. */
async function offersGroupsScope(issuer: string | undefined): Promise<boolean> {
  if (issuer === undefined) return false;
  const url = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const discovery = await (await fetch(url, { signal: AbortSignal.timeout(5_000) })).json();
  return Array.isArray(discovery.scopes_supported) && discovery.scopes_supported.includes("groups");
}
