import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import {
  AthenaClient,
  GetQueryExecutionCommand,
  type QueryExecution,
  StartQueryExecutionCommand,
  type StartQueryExecutionCommandInput,
} from "@aws-sdk/client-athena";
import { type LocalAthena, type LocalAthenaOptions, startLocalAthena } from "../app";

const CREDENTIALS = { accessKeyId: "test", secretAccessKey: "test-secret" };
const REGION = "eu-central-1";

/** A client that tries once, so that an error is seen as it was sent. */
export const clientOf = (url: string) =>
  new AthenaClient({ endpoint: url, region: REGION, credentials: CREDENTIALS, maxAttempts: 1 });

export const makeDataDir = () => mkdtemp(join(tmpdir(), "local-athena-"));

export type TestService = {
  service: LocalAthena;
  client: AthenaClient;
  dataDir: string;
  start(sql: string, input?: Partial<StartQueryExecutionCommandInput>): Promise<string>;
  execution(id: string): Promise<QueryExecution>;
  /** Asks until the execution is in a terminal state. */
  finished(id: string): Promise<QueryExecution>;
  close(): Promise<void>;
};

/** A service of its own on a new (or given) data folder, with the real SDK in front. */
export async function startTestService(
  options: Partial<LocalAthenaOptions> = {},
): Promise<TestService> {
  const dataDir = options.dataDir ?? (await makeDataDir());
  const service = await startLocalAthena({
    dataDir,
    port: 0,
    host: "127.0.0.1",
    credentials: CREDENTIALS,
    region: REGION,
    sample: false,
    ...options,
  });
  const client = clientOf(service.url);
  const execution = async (id: string) => {
    const answer = await client.send(new GetQueryExecutionCommand({ QueryExecutionId: id }));
    if (!answer.QueryExecution) throw new Error(`${id} has no execution`);
    return answer.QueryExecution;
  };
  return {
    service,
    client,
    dataDir,
    async start(sql, input = {}) {
      const answer = await client.send(
        new StartQueryExecutionCommand({
          QueryString: sql,
          ClientRequestToken: randomUUID(),
          ...input,
        }),
      );
      return answer.QueryExecutionId ?? "";
    },
    execution,
    async finished(id) {
      for (;;) {
        const current = await execution(id);
        const state = current.Status?.State;
        if (state !== "QUEUED" && state !== "RUNNING") return current;
        await delay(5);
      }
    },
    async close() {
      client.destroy();
      await service.close();
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Runs for minutes when nobody stops it. */
export const LONG_QUERY = `SELECT count(*) AS n
FROM UNNEST(sequence(1, 10000)) AS a(x)
CROSS JOIN UNNEST(sequence(1, 10000)) AS b(y)
CROSS JOIN UNNEST(sequence(1, 10000)) AS c(z)
WHERE (x * y + z) % 7 = 3`;

/** The rejection of a call that must fail, with what the wire added to it. */
export async function refusal(call: Promise<unknown>): Promise<{
  name: string;
  message: string;
  AthenaErrorCode?: string;
}> {
  try {
    await call;
  } catch (error) {
    return error as { name: string; message: string; AthenaErrorCode?: string };
  }
  throw new Error("The call was expected to fail.");
}
