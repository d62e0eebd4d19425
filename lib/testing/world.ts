import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { NextRequest } from "next/server";
import { encode } from "next-auth/jwt";
import { type LocalAthena, startLocalAthena } from "@/lib/local-athena/app";
import { readEnv } from "@/lib/server/env.mjs";
import type { Handler } from "@/lib/server/route";
import { createRuntime, type Runtime } from "@/lib/server/runtime";
import { layDatabase } from "./prepared-database";

/** Loopback credentials: nothing outside a test world knows this pair. */
export const TEST_CREDENTIALS = { accessKeyId: "test-world", secretAccessKey: "test-world-secret" };
const SECRET = "a secret of the test world, long enough";

export type Person = {
  id: string;
  name?: string;
  email?: string;
  demoRole?: string;
  groups?: string[];
};
export const VIEWER: Person = { id: "demo-viewer", name: "Vera", demoRole: "viewer" };
export const ANALYST: Person = { id: "demo-analyst", name: "Ana", demoRole: "analyst" };
export const ADMIN: Person = { id: "demo-admin", name: "Ada", demoRole: "admin" };

export type World = {
  localAthena: LocalAthena;
  runtime: Runtime;
  /** Calls that left for Athena, by operation. */
  upstreamCalls: Map<string, number>;
  /** Calls a route as the browser would; `as` undefined means without a session. */
  request(
    handler: Handler,
    call: RouteCall,
  ): Promise<{ status: number; body: Body; response: Response }>;
  /** The request alone, for what `request` cannot say. */
  requestOf(call: RouteCall): Promise<NextRequest>;
  close(): Promise<void>;
};

/** Answers are read loosely here: what they hold is what the test asserts. */
type Body = {
  error?: { code: string; message: string; requestId: string; fields?: Record<string, string> };
} & Record<string, never>;

type RouteCall = {
  as?: Person | undefined;
  method?: string;
  path?: string;
  params?: Record<string, string>;
  body?: unknown;
  headers?: Record<string, string>;
};

/** A console on a database of its own over a local-athena of its own, both real, in this process. */
export async function createWorld(
  options: { databaseUrl?: string; accessPolicyFile?: string; env?: Record<string, string> } = {},
): Promise<World> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "athenaeum-world-"));
  if (!options.databaseUrl) await layDatabase(path.join(dataDir, "db"));
  const localAthena = await startLocalAthena({
    dataDir: path.join(dataDir, "local-athena"),
    port: 0,
    host: "127.0.0.1",
    credentials: TEST_CREDENTIALS,
    region: "us-east-1",
    sample: false,
    control: true,
  });
  await localAthena.ready;
  process.env.AWS_ACCESS_KEY_ID = TEST_CREDENTIALS.accessKeyId;
  process.env.AWS_SECRET_ACCESS_KEY = TEST_CREDENTIALS.secretAccessKey;

  const checked = readEnv({
    ATHENAEUM_DATA_DIR: dataDir,
    LOCAL_ATHENA_PORT: String(localAthena.port),
    DATABASE_URL: options.databaseUrl,
    ACCESS_POLICY_FILE: options.accessPolicyFile,
    NEXTAUTH_SECRET: SECRET,
    LOG_LEVEL: "silent",
    ...options.env,
  });
  if ("problems" in checked) throw new Error(checked.problems.join("\n"));
  const upstreamCalls = new Map<string, number>();
  const runtime = await createRuntime(checked.env, (operation) =>
    upstreamCalls.set(operation, (upstreamCalls.get(operation) ?? 0) + 1),
  );
  const holder = globalThis as typeof globalThis & { athenaeumRuntime?: Promise<Runtime> };
  holder.athenaeumRuntime = Promise.resolve(runtime);

  return {
    localAthena,
    runtime,
    upstreamCalls,
    requestOf,
    async request(handler, call) {
      const response = await handler(await requestOf(call), {
        params: Promise.resolve(call.params),
      });
      const isJson = response.headers.get("content-type")?.startsWith("application/json");
      return {
        status: response.status,
        body: isJson ? await response.clone().json() : {},
        response,
      };
    },
    async close() {
      await runtime.close();
      await localAthena.close();
      holder.athenaeumRuntime = undefined;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function requestOf({
  as,
  method = "GET",
  path: url = "/",
  body,
  headers = {},
}: RouteCall): Promise<NextRequest> {
  const { id, ...claims } = as ?? {};
  const cookie =
    as &&
    `next-auth.session-token=${await encode({ token: { sub: id ?? "", ...claims }, secret: SECRET })}`;
  return new NextRequest(new URL(url, "http://127.0.0.1:3000"), {
    method,
    headers: { host: "127.0.0.1:3000", ...(cookie ? { cookie } : {}), ...headers },
    ...(body === undefined ? {} : { body: bodyOf(body), duplex: "half" }),
  });
}

const bodyOf = (body: unknown) =>
  typeof body === "string" || body instanceof ReadableStream ? body : JSON.stringify(body);
