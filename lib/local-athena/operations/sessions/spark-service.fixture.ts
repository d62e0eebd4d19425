import { setTimeout as delay } from "node:timers/promises";
import {
  type AthenaClient,
  CreateWorkGroupCommand,
  GetCalculationExecutionCommand,
  type GetCalculationExecutionResponse,
  GetSessionStatusCommand,
  type SessionStatus,
  StartCalculationExecutionCommand,
  type StartCalculationExecutionCommandInput,
  StartSessionCommand,
  type StartSessionCommandInput,
  type WorkGroupConfiguration,
} from "@aws-sdk/client-athena";
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { LocalAthenaOptions } from "../../app";
import { startTestService, type TestService } from "../test-service.fixture";

export const PYSPARK_3 = "spark-research";
export const SPARK_3_5 = "spark-connect";

export type SparkClient = {
  startSession(input?: Partial<StartSessionCommandInput>): Promise<string>;
  status(sessionId: string): Promise<SessionStatus>;
  /** Asks until the session is in the state; throws when it has ended in another. */
  session(sessionId: string, state: string): Promise<SessionStatus>;
  /** A session of PySpark 3 that takes calculations. */
  idleSession(input?: Partial<StartSessionCommandInput>): Promise<string>;
  startCalculation(
    sessionId: string,
    code: string,
    input?: Partial<StartCalculationExecutionCommandInput>,
  ): Promise<string>;
  calculation(id: string): Promise<GetCalculationExecutionResponse>;
  /** Asks until the calculation is in one of the states, by default in its last. */
  reached(id: string, ...states: string[]): Promise<GetCalculationExecutionResponse>;
  run(sessionId: string, code: string): Promise<GetCalculationExecutionResponse>;
  /** The text of an object, or of some bytes of it. */
  text(uri: string | undefined, range?: string): Promise<string>;
  createWorkGroup(name: string, configuration: WorkGroupConfiguration): Promise<void>;
  destroy(): void;
};

export type SparkService = TestService & SparkClient;

const ENDS = ["COMPLETED", "FAILED", "CANCELED"];
const SESSION_ENDS = ["TERMINATED", "FAILED"];

/** What tests of sessions ask of a service, through the real SDK. */
export function sparkClient(client: AthenaClient, url: string): SparkClient {
  const s3 = new S3Client({
    endpoint: url,
    region: "eu-central-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test-secret" },
    forcePathStyle: true,
    maxAttempts: 1,
  });
  const calculation = (CalculationExecutionId: string) =>
    client.send(new GetCalculationExecutionCommand({ CalculationExecutionId }));
  const spark: SparkClient = {
    async startSession(input = {}) {
      const answer = await client.send(
        new StartSessionCommand({ WorkGroup: PYSPARK_3, EngineConfiguration: {}, ...input }),
      );
      return answer.SessionId ?? "";
    },
    async status(SessionId) {
      return (await client.send(new GetSessionStatusCommand({ SessionId }))).Status ?? {};
    },
    async session(id, state) {
      for (;;) {
        const status = await spark.status(id);
        if (status.State === state) return status;
        if (SESSION_ENDS.includes(status.State ?? ""))
          throw new Error(`Session ${id} is ${status.State}: ${status.StateChangeReason}`);
        await delay(5);
      }
    },
    async idleSession(input) {
      const id = await spark.startSession(input);
      await spark.session(id, "IDLE");
      return id;
    },
    async startCalculation(SessionId, CodeBlock, input = {}) {
      const answer = await client.send(
        new StartCalculationExecutionCommand({ SessionId, CodeBlock, ...input }),
      );
      return answer.CalculationExecutionId ?? "";
    },
    calculation,
    async reached(id, ...states) {
      const wanted = states.length === 0 ? ENDS : states;
      for (;;) {
        const answer = await calculation(id);
        const state = answer.Status?.State ?? "";
        if (wanted.includes(state)) return answer;
        if (ENDS.includes(state))
          throw new Error(`${id} is ${state}: ${answer.Status?.StateChangeReason}`);
        await delay(5);
      }
    },
    async run(sessionId, code) {
      return spark.reached(await spark.startCalculation(sessionId, code));
    },
    async text(uri = "", Range) {
      const { hostname: Bucket, pathname } = new URL(uri);
      const Key = decodeURIComponent(pathname.slice(1));
      const answer = await s3.send(
        new GetObjectCommand({ Bucket, Key, ...(Range !== undefined && { Range }) }),
      );
      return (await answer.Body?.transformToString()) ?? "";
    },
    async createWorkGroup(Name, Configuration) {
      await client.send(new CreateWorkGroupCommand({ Name, Configuration }));
    },
    destroy: () => s3.destroy(),
  };
  return spark;
}

/** A service of its own for tests of sessions. */
export async function startSparkService(
  options: Partial<LocalAthenaOptions> = {},
): Promise<SparkService> {
  const world = await startTestService(options);
  const spark = sparkClient(world.client, world.service.url);
  return {
    ...world,
    ...spark,
    async close() {
      spark.destroy();
      await world.close();
    },
  };
}
