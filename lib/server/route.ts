import { randomUUID } from "node:crypto";
import type { NextRequest } from "next/server";
import type { z } from "zod";
import { toAppError } from "@/lib/athena/errors";
import type { Contract } from "@/lib/contracts/contract";
import type { errorBody } from "@/lib/contracts/errors";
import { AppError, ERROR_STATUS } from "@/lib/domain/errors";
import { ofPathSegment } from "@/lib/domain/links";
import type { Actor } from "@/lib/domain/permissions";
import { refuseForeignPages } from "./auth/same-origin";
import { actorOf } from "./auth/session";
import { authorize } from "./authorize";
import type { Ctx, Verb } from "./context";
import { databaseFailure } from "./db/failure";
import { readBody } from "./request-body";
import { type Runtime, runtime } from "./runtime";

/** Next gives no params at all where an address has no segment of that kind. */
type RouteContext = { params: Promise<Record<string, string | string[] | undefined> | undefined> };
export type Handler = (request: NextRequest, context: RouteContext) => Promise<Response>;

/** Binds a contract to a verb: session, input, verb, output, errors, in that order. */
export const route = <C extends Contract>(contract: C, verb: Verb<C>): Handler =>
  handle(contract, async (ctx, input) =>
    Response.json(contract.output.parse(await verb(ctx, input as never)), NO_STORE),
  );

/** As `route`, for verbs that answer bytes. */
export const streamRoute = <C extends Contract>(
  contract: C,
  verb: (ctx: Ctx, input: z.output<C["input"]>) => Promise<Response>,
): Handler => handle(contract, (ctx, input) => verb(ctx, input as z.output<C["input"]>));

/** As `route`, for what anyone may ask without a session. */
export const publicRoute =
  <C extends Contract>(contract: C, verb: () => Promise<z.output<C["output"]>>): Handler =>
  async () =>
    Response.json(contract.output.parse(await verb()), NO_STORE);

const NO_STORE = { headers: { "cache-control": "no-store" } };
const BODY_BYTES_MAX = 4 * 1_024 * 1_024;

function handle(
  contract: Contract,
  answer: (ctx: Ctx, input: unknown) => Promise<Response>,
): Handler {
  return async (request, context) => {
    const requestId = randomUUID();
    const startedAt = performance.now();
    const parts: { runtime?: Runtime; actor?: Actor } = {};
    const response = await attempt(requestId, parts, async () => {
      parts.runtime = await runtime();
      refuseForeignPages(request, parts.runtime.env.nextAuthUrl);
      parts.actor = await actorOf(request, parts.runtime);
      if (!parts.actor) throw new AppError("UNAUTHENTICATED", "Sign in first");
      const log = parts.runtime.log.child({ requestId });
      const ctx: Ctx = { runtime: parts.runtime, actor: parts.actor, requestId, log };
      // A denied call is a denied call whatever its body: that is not even read.
      const params = paramsOf((await context.params) ?? {});
      refuse(ctx, contract, params);
      const raw = await rawInput(contract, request, params);
      refuse(ctx, contract, raw);
      return answer(ctx, parseInput(contract, raw));
    });
    response.headers.set("x-request-id", requestId);
    parts.runtime?.log.info(
      {
        requestId,
        verb: contract.name,
        actorId: parts.actor?.id,
        status: response.status,
        ms: Math.round(performance.now() - startedAt),
      },
      "request",
    );
    return response;
  };
}

const paramsOf = (params: Record<string, string | string[] | undefined>) =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === "string" ? ofPathSegment(value) : value,
    ]),
  );

/** What the verb will say too, as soon as it can be said. The verb still asks: it knows the object. */
function refuse(ctx: Ctx, contract: Contract, raw: Record<string, unknown>): void {
  if (contract.name === "getHealth") return;
  const workgroup = contract.workgroupIn === undefined ? undefined : raw[contract.workgroupIn];
  authorize(ctx, contract.name, typeof workgroup === "string" ? { workgroup } : {});
}

async function attempt(
  requestId: string,
  parts: { runtime?: Runtime },
  answer: () => Promise<Response>,
): Promise<Response> {
  try {
    return await answer();
  } catch (cause) {
    const error = expected(cause);
    if (error.code === "UPSTREAM")
      parts.runtime?.log.warn({ requestId, reason: error.message }, "a part cannot serve");
    // Only what nobody foresaw is an incident; its text stays here.
    if (error.code === "INTERNAL")
      parts.runtime?.log.error({ requestId, err: cause }, "unexpected failure");
    const { code, message, details } = error;
    const body: z.output<typeof errorBody> = {
      error: { code, message, requestId, fields: details.fields },
    };
    return Response.json(body, { status: ERROR_STATUS[code], ...NO_STORE });
  }
}

function expected(cause: unknown): AppError {
  try {
    return databaseFailure(cause) ?? toAppError(cause);
  } catch {
    return new AppError(
      "INTERNAL",
      "Something failed on the server. The request id helps to find it in the log.",
    );
  }
}

async function rawInput(
  contract: Contract,
  request: NextRequest,
  params: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  if (request.method !== "POST" && request.method !== "PATCH") {
    return { ...Object.fromEntries(request.nextUrl.searchParams), ...params };
  }
  const text = await readBody(request, contract.bodyBytesMax ?? BODY_BYTES_MAX);
  try {
    return { ...JSON.parse(text || "{}"), ...params };
  } catch {
    throw new AppError("INVALID", "The request body is not JSON");
  }
}

function parseInput(contract: Contract, raw: unknown): unknown {
  const parsed = contract.input.safeParse(raw);
  if (parsed.success) return parsed.data;
  const fields = Object.fromEntries(
    parsed.error.issues.map((issue) => [issue.path.join("."), issue.message]),
  );
  throw new AppError("INVALID", Object.values(fields)[0] ?? "The input is not valid", { fields });
}
