import path from "node:path";
import { type Athena, createAthena } from "@/lib/athena/athena";
import { ATHENA_RATES, createRateLimiter } from "@/lib/athena/rate-limiter";
import { watchUnfinished } from "./audit/unfinished";
import { type AccessPolicy, loadAccessPolicy } from "./auth/access-policy";
import { type Database, openDatabase } from "./db/database";
import { type Env, EXIT_MISCONFIGURED, readEnv } from "./env.mjs";
import { createLog, type Log } from "./log";

/** What every verb may use: made once a process, or once a world in tests. */
export type Runtime = {
  env: Env;
  log: Log;
  athena: Athena;
  database: Database;
  accessPolicy: AccessPolicy;
  close(): Promise<void>;
};

/** The part of the account's request quota that this console takes for itself. */
const QUOTA_SHARE = 0.8;

/**
 * Builds the parts from the environment; `onUpstreamCall` hears of each call that leaves for Athena.
 * @throws when the database or the access policy cannot be opened
 */
export async function createRuntime(
  env: Env,
  onUpstreamCall?: (operation: string) => void,
): Promise<Runtime> {
  const log = createLog(env.logLevel);
  const accessPolicy = await loadAccessPolicy(env.accessPolicyFile, { log });
  const database = await openDatabase({
    url: env.databaseUrl,
    folder: path.join(env.dataDir, "db"),
  });
  const unfinished = await watchUnfinished(database.queries, log, { alone: !env.databaseUrl });
  const athena = createAthena({
    region: env.region,
    athenaEndpoint: env.athenaEndpoint,
    s3Endpoint: env.s3Endpoint,
    stsEndpoint: env.stsEndpoint,
    // local-athena has no account whose quota could be shared.
    onCall: onUpstreamCall,
    limiter: createRateLimiter(env.backend === "aws" ? ATHENA_RATES : {}, QUOTA_SHARE),
  });
  const close = async () => {
    unfinished.stop();
    athena.close();
    await database.close();
  };
  return { env, log, athena, database, accessPolicy, close };
}

/** Next bundles each route apart: the one runtime of the process hangs on globalThis. */
const holder = globalThis as typeof globalThis & { athenaeumRuntime?: Promise<Runtime> };

/** The process's runtime. A start that failed is tried again by the next caller. */
export function runtime(): Promise<Runtime> {
  holder.athenaeumRuntime ??= start().catch((error) => {
    holder.athenaeumRuntime = undefined;
    throw error;
  });
  return holder.athenaeumRuntime;
}

async function start(): Promise<Runtime> {
  const checked = readEnv(process.env);
  if ("problems" in checked) throw new Error(checked.problems.join("\n"));
  return createRuntime(checked.env);
}

/** Opens the runtime as the server starts. What is wrong then is wrong for every request: the process ends. */
export async function startOrExit(): Promise<void> {
  try {
    await runtime();
  } catch (error) {
    console.error((error as Error).message.replace(/\s*\n\s*/g, " "));
    process.exit(EXIT_MISCONFIGURED);
  }
}
