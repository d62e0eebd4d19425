import { sql } from "drizzle-orm";
import { toAppError } from "@/lib/athena/errors";
import type { OutputOf } from "@/lib/contracts/contract";
import type { getHealth as contract } from "@/lib/contracts/health";
import { runtime } from "../runtime";

type Health = OutputOf<typeof contract>;

const PART_TIMEOUT_MS = 2_000;
const FRESH_MS = 1_000;
let last: { at: number; health: Promise<Health> } | undefined;

/** The state of each part, asked at most once a second whoever asks. */
export function getHealth(): Promise<Health> {
  if (!last || Date.now() - last.at > FRESH_MS) last = { at: Date.now(), health: check() };
  return last.health;
}

async function check(): Promise<Health> {
  const [athena, database] = await Promise.all([
    part("Athena", async () => (await runtime()).athena.ping()),
    part("The database", async () => (await runtime()).database.queries.execute(sql`select 1`)),
  ]);
  return {
    status: athena.state === "ok" && database.state === "ok" ? "ok" : "degraded",
    athena,
    database,
  };
}

async function part(name: string, ask: () => Promise<unknown>): Promise<Health["athena"]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("No answer in time")), PART_TIMEOUT_MS);
  });
  try {
    await Promise.race([ask(), late]);
    return { state: "ok" };
  } catch (cause) {
    return { state: "unreachable", message: reasonOf(cause) ?? `${name} cannot be reached` };
  } finally {
    clearTimeout(timer);
  }
}

/** Health is open to everyone: nothing but our own words leaves. */
function reasonOf(cause: unknown): string | undefined {
  try {
    const failure = toAppError(cause);
    const { $metadata } = (failure.cause ?? {}) as { $metadata?: { httpStatusCode?: number } };
    // The service's own words may name accounts, roles and resources: its code must do.
    return $metadata?.httpStatusCode === undefined || failure.cause instanceof SyntaxError
      ? failure.message
      : `Athena answers ${failure.details.upstreamCode}`;
  } catch {
    return undefined;
  }
}
