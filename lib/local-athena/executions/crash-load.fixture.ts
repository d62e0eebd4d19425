import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import {
  type AthenaClient,
  BatchGetQueryExecutionCommand,
  GetQueryExecutionCommand,
  type QueryExecution,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from "@aws-sdk/client-athena";
import { GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { decodeMetadata } from "./metadata-decoder.fixture";

/** Numbers in [0, 1) that a seed repeats (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export type LoadStatement = {
  sql: string;
  rows: number;
  kind: "SELECT" | "CTAS" | "INSERT" | "UPDATE";
  /** Tells a write from all others: in the rows of INSERT and UPDATE, in the name of a table. */
  tag: string;
};

const statementOf = (random: () => number): LoadStatement => {
  const tag = randomUUID().replaceAll("-", "_");
  const rows = [1, 40, 9_000][Math.floor(random() * 3)] ?? 1;
  const source = `FROM UNNEST(sequence(1, ${rows})) AS t(n)`;
  const select = `SELECT n, concat('row ', CAST(n AS varchar)) AS text ${source}`;
  const chosen = random();
  if (chosen < 0.4) return { sql: select, rows, kind: "SELECT", tag };
  if (chosen < 0.5)
    return { sql: `CREATE TABLE made_${tag} AS ${select}`, rows, kind: "CTAS", tag };
  if (chosen < 0.65) {
    const sql = `CREATE TABLE made_${tag} WITH (partitioned_by = ARRAY['part']) AS SELECT n, n % 3 AS part ${source}`;
    return { sql, rows, kind: "CTAS", tag };
  }
  if (chosen < 0.85) {
    const sql = `INSERT INTO parts SELECT n, '${tag}', CAST(n % 3 AS varchar) ${source}`;
    return { sql, rows, kind: "INSERT", tag };
  }
  const id = Math.ceil(random() * 3);
  return {
    sql: `UPDATE marks SET tags = tags || '${tag},' WHERE id = ${id}`,
    rows: 1,
    kind: "UPDATE",
    tag,
  };
};

async function ended(client: AthenaClient, QueryExecutionId: string): Promise<void> {
  for (;;) {
    const { QueryExecution } = await client.send(
      new GetQueryExecutionCommand({ QueryExecutionId }),
    );
    const state = QueryExecution?.Status?.State;
    if (state !== "QUEUED" && state !== "RUNNING") return;
    await delay(5);
  }
}

/**
 * Starts and stops queries, several at once, until the service is gone. Each id is noted once its start was answered.
 * @param attempted what was sent, whether it was answered or not
 * @param acknowledged what every crash so far has left to check
 */
export async function loadUntilGone(
  client: AthenaClient,
  random: () => number,
  attempted: LoadStatement[],
  acknowledged: Map<string, LoadStatement>,
): Promise<void> {
  const worker = async () => {
    for (;;) {
      const statement = statementOf(random);
      attempted.push(statement);
      const stops = random() < 0.2;
      const waits = random() < 0.9;
      try {
        const { QueryExecutionId: id = "" } = await client.send(
          new StartQueryExecutionCommand({ QueryString: statement.sql }),
        );
        acknowledged.set(id, statement);
        if (stops) await client.send(new StopQueryExecutionCommand({ QueryExecutionId: id }));
        else if (waits) await ended(client, id);
      } catch (error) {
        // An answer of the service is a fault of the test; a broken connection is what it waits for.
        if (error instanceof Error && "AthenaErrorCode" in error) throw error;
        return;
      }
    }
  };
  await Promise.all(Array.from({ length: 4 }, worker));
}

async function executionsOf(client: AthenaClient, ids: string[]): Promise<QueryExecution[]> {
  const found: QueryExecution[] = [];
  for (let from = 0; from < ids.length; from += 50) {
    const answer = await client.send(
      new BatchGetQueryExecutionCommand({ QueryExecutionIds: ids.slice(from, from + 50) }),
    );
    found.push(...(answer.QueryExecutions ?? []));
  }
  return found;
}

/** What may have become of a query that did not succeed. */
const HONEST: Record<string, string> = {
  FAILED: "Query failed: the service was restarted while the query was running",
  CANCELLED: "Query cancelled by user",
};

async function objectOf(s3: S3Client, uri: string): Promise<Buffer | undefined> {
  const [, Bucket, Key] = /^s3:\/\/([^/]+)\/(.*)$/.exec(uri) ?? [];
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    return Body && Buffer.from(await Body.transformToByteArray());
  } catch (error) {
    if (error instanceof Error && error.name === "NoSuchKey") return undefined;
    throw error;
  }
}

async function faultOf(
  s3: S3Client,
  execution: QueryExecution,
  wanted: LoadStatement,
): Promise<string | undefined> {
  const { QueryExecutionId: id, Status, ResultConfiguration, Statistics } = execution;
  const state = Status?.State ?? "";
  const uri = ResultConfiguration?.OutputLocation ?? "";
  if (!["SUCCEEDED", "FAILED", "CANCELLED"].includes(state)) return `is ${state} after a restart`;
  if (!Status?.CompletionDateTime) return `${state} without a time of completion`;
  if (state !== "SUCCEEDED") {
    const reason = Status.StateChangeReason ?? "";
    const hasLost = wanted.kind === "UPDATE" && reason.startsWith("ICEBERG_COMMIT_ERROR");
    if (reason !== HONEST[state] && !hasLost)
      return `${state} because of ${JSON.stringify(reason)}`;
    for (const name of [uri, `${uri}.metadata`, `${uri}-manifest.csv`])
      if ((await objectOf(s3, name)) !== undefined) return `${state} with ${name}`;
    return undefined;
  }
  const metadata = await objectOf(s3, `${uri}.metadata`);
  if (!metadata) return "has no metadata";
  if (decodeMetadata(metadata).head[1] !== id) return "has metadata of another query";
  if (wanted.kind === "SELECT") {
    const text = (await objectOf(s3, uri))?.toString();
    if (text === undefined) return "has no result";
    const lines = text.split("\n").length - 1;
    return text.endsWith("\n") && lines === wanted.rows + 1
      ? undefined
      : `has ${lines} lines of ${wanted.rows + 1}`;
  }
  if (wanted.kind === "UPDATE") return undefined;
  const files = (await objectOf(s3, Statistics?.DataManifestLocation ?? ""))?.toString();
  if (files === undefined) return "has no manifest";
  for (const file of files.trim().split("\n"))
    if (!(await objectOf(s3, file))) return `lacks its file ${file}`;
  return undefined;
}

/**
 * What is wrong after a restart with executions that were acknowledged before; empty when nothing is.
 * @returns `stateOf` by the tags of their statements
 */
export async function faultsAfterRestart(
  client: AthenaClient,
  s3: S3Client,
  acknowledged: ReadonlyMap<string, LoadStatement>,
): Promise<{ faults: string[]; states: Record<string, number>; stateOf: Map<string, string> }> {
  const found = await executionsOf(client, [...acknowledged.keys()]);
  const known = new Map(found.map((execution) => [execution.QueryExecutionId ?? "", execution]));
  const faults: string[] = [];
  const states: Record<string, number> = {};
  const stateOf = new Map<string, string>();
  for (const [id, wanted] of acknowledged) {
    const execution = known.get(id);
    const fault = execution ? await faultOf(s3, execution, wanted) : "is unknown";
    if (fault !== undefined) faults.push(`${id} (${wanted.kind}) ${fault}`);
    const state = execution?.Status?.State ?? "unknown";
    states[state] = (states[state] ?? 0) + 1;
    stateOf.set(wanted.tag, state);
  }
  return { faults, states, stateOf };
}
