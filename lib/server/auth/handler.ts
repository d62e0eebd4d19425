import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { toAppError } from "@/lib/athena/errors";
import { ERROR_STATUS } from "@/lib/domain/errors";
import { readBody } from "../request-body";
import { runtime } from "../runtime";
import { authOptions } from "./options";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

/** Forms of a few short fields; sent by people who are not signed in yet. */
const BODY_BYTES_MAX = 64 * 1_024;

let groupsScope: Promise<boolean> | undefined;

/** next-auth's own endpoints below /api/auth. */
export async function authHandler(request: NextRequest, context: RouteContext): Promise<Response> {
  const { env, log, accessPolicy } = await runtime();
  groupsScope ??= offersGroupsScope(env.oidc?.issuer).catch(() => {
    groupsScope = undefined;
    return false;
  });
  const scope = await groupsScope;
  try {
    return await NextAuth(
      await bounded(request),
      context,
      authOptions({ env, log, accessPolicy }, scope),
    );
  } catch (cause) {
    if (cause instanceof SyntaxError) return new Response("The body is not JSON", { status: 400 });
    const { code, message } = toAppError(cause);
    return new Response(message, { status: ERROR_STATUS[code] });
  }
}

async function bounded(request: NextRequest): Promise<NextRequest> {
  if (!request.body) return request;
  const body = await readBody(request, BODY_BYTES_MAX);
  return new NextRequest(request.url, { method: request.method, headers: request.headers, body });
}

/** Unknown scopes make some providers refuse: `groups` is asked for only where discovery lists it. */
async function offersGroupsScope(issuer: string | undefined): Promise<boolean> {
  if (issuer === undefined) return false;
  const url = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const discovery = await (await fetch(url, { signal: AbortSignal.timeout(5_000) })).json();
  return Array.isArray(discovery.scopes_supported) && discovery.scopes_supported.includes("groups");
}
