import {
  type AthenaClient,
  GetResourceDashboardCommand,
  GetSessionCommand,
  GetSessionEndpointCommand,
  ListExecutorsCommand,
  ListSessionsCommand,
  type SessionSummary,
  StartSessionCommand,
  TerminateSessionCommand,
} from "@aws-sdk/client-athena";
import type { EngineFamily } from "@/lib/domain/engines";
import { AppError } from "@/lib/domain/errors";
import type { Executor } from "@/lib/domain/executors";
import type { SessionLogging, SessionTag } from "@/lib/domain/session-settings";
import {
  EXECUTOR_DPU_SIZE,
  isSessionInFlight,
  NOTEBOOK_VERSION,
  type Session,
} from "@/lib/domain/sessions";
import { upstream } from "./errors";
import { allPages } from "./metadata";
import { toExecutor, toSession } from "./sessions-to-domain";
import { createSharedReader, type SharedReading } from "./shared-reader";

export type StartSessionInput = {
  workgroup: string;
  /** Decides the form in which Athena takes the properties. */
  family: EngineFamily;
  description?: string | undefined;
  idleTimeoutMinutes?: number | undefined;
  maxConcurrentDpus?: number | undefined;
  sparkProperties?: Record<string, string> | undefined;
  executionRole?: string | undefined;
  tags?: SessionTag[] | undefined;
  copyWorkgroupTags?: boolean | undefined;
  logging?: SessionLogging | undefined;
  notebookId?: string | undefined;
  clientRequestToken: string;
};

/** A session of ListSessions: what it is in, and since when. */
export type ListedSession = { id: string; state: string; lastModifiedAt: number | undefined };

export type SessionReading = SharedReading<Session>;

const PAGE_MAX = 100;

/** The operations on Spark sessions (reference 1, "Spark sessions"). All members throw AppErrors. */
export function bindSessions(client: AthenaClient) {
  const sessions = createSharedReader({
    fetch: (id) => fetchSession(client, id),
    isFinal: ({ state }) => !isSessionInFlight(state),
  });
  const lists = createSharedReader({ fetch: (workgroup) => fetchList(client, workgroup) });
  const executors = createSharedReader({ fetch: (id) => fetchExecutors(client, id), keptMax: 200 });
  return {
    /** GetSession, shared with everyone who asks within `maxAgeMs`, a second unless told. @throws NOT_FOUND */
    readSession: (id: string, maxAgeMs?: number): Promise<SessionReading> =>
      sessions.read(id, maxAgeMs),

    /** ListSessions, all pages: the active ones of a workgroup. Shared as `readSession`. */
    readSessionList: async (workgroup: string): Promise<ListedSession[]> =>
      (await lists.read(workgroup)).value,

    /** ListExecutors, all pages, newest first. Shared as `readSession`. */
    readExecutors: (id: string, maxAgeMs?: number): Promise<SharedReading<Executor[]>> =>
      executors.read(id, maxAgeMs),

    /** StartSession. The same token returns the same session. */
    async startSession(input: StartSessionInput): Promise<{ id: string; state: string }> {
      const answer = await upstream(client.send(new StartSessionCommand(toStartInput(input))));
      lists.invalidate(input.workgroup);
      return { id: answer.SessionId ?? "", state: answer.State ?? "CREATING" };
    },

    /** TerminateSession. Answers the state it is in then; what is over stays as it is. */
    async terminateSession(id: string, workgroup: string): Promise<string> {
      const answer = await upstream(client.send(new TerminateSessionCommand({ SessionId: id })));
      sessions.invalidate(id);
      executors.invalidate(id);
      lists.invalidate(workgroup);
      return answer.State ?? "TERMINATING";
    },

    /** After a calculation was started or stopped: its session is read anew. */
    sessionChanged: (id: string) => sessions.invalidate(id),

    /** GetSessionEndpoint; `authToken` is a secret. `expiresAt` is epoch milliseconds. */
    async getSessionEndpoint(id: string) {
      const answer = await upstream(client.send(new GetSessionEndpointCommand({ SessionId: id })));
      return {
        endpointUrl: answer.EndpointUrl ?? "",
        authToken: answer.AuthToken ?? "",
        expiresAt: answer.AuthTokenExpirationTime?.getTime(),
      };
    },

    /** GetResourceDashboard of a session: the address of its Spark UI, which may carry a secret. */
    async getSessionDashboard(session: Session, region: string): Promise<string> {
      const resource = { ResourceARN: sessionArn(session, region) };
      const answer = await upstream(client.send(new GetResourceDashboardCommand(resource)));
      return answer.Url ?? "";
    },
  };
}

async function fetchSession(client: AthenaClient, id: string): Promise<Session> {
  try {
    return toSession(await client.send(new GetSessionCommand({ SessionId: id })));
  } catch (cause) {
    const { name } = cause as Error;
    // Athena says InvalidRequestException of an id that it does not know, for which no words are documented.
    if (name === "InvalidRequestException" || name === "ResourceNotFoundException")
      throw new AppError("NOT_FOUND", `Session ${id} was not found`, { upstreamCode: name });
    return upstream(Promise.reject(cause));
  }
}

async function fetchList(client: AthenaClient, workgroup: string): Promise<ListedSession[]> {
  const summaries = await upstream(
    allPages(async (NextToken) => {
      const page = await client.send(
        new ListSessionsCommand({ WorkGroup: workgroup, NextToken, MaxResults: PAGE_MAX }),
      );
      return { items: page.Sessions ?? [], nextToken: page.NextToken };
    }),
  );
  return summaries.flatMap(toListed);
}

const toListed = ({ SessionId: id, Status: status }: SessionSummary): ListedSession[] =>
  id === undefined
    ? []
    : [
        {
          id,
          state: status?.State ?? "UNKNOWN",
          lastModifiedAt: status?.LastModifiedDateTime?.getTime(),
        },
      ];

async function fetchExecutors(client: AthenaClient, id: string): Promise<Executor[]> {
  const summaries = await upstream(
    allPages(async (NextToken) => {
      const page = await client.send(
        new ListExecutorsCommand({ SessionId: id, NextToken, MaxResults: PAGE_MAX }),
      );
      return { items: page.ExecutorsSummary ?? [], nextToken: page.NextToken };
    }),
  );
  return summaries.map(toExecutor);
}

/** Sizes and SparkProperties are refused by Apache Spark version 3.5, which has classifications (reference 6.4). */
function toStartInput(input: StartSessionInput) {
  const { family, sparkProperties, maxConcurrentDpus, notebookId } = input;
  const engine =
    family === "sparkConnect"
      ? {
          Classifications: sparkProperties && [
            { Name: "spark-defaults", Properties: sparkProperties },
          ],
        }
      : {
          CoordinatorDpuSize: EXECUTOR_DPU_SIZE,
          DefaultExecutorDpuSize: EXECUTOR_DPU_SIZE,
          SparkProperties: sparkProperties,
        };
  return {
    WorkGroup: input.workgroup,
    Description: input.description,
    EngineConfiguration: {
      ...engine,
      MaxConcurrentDpus: maxConcurrentDpus,
      AdditionalConfigs: notebookId === undefined ? undefined : { NotebookId: notebookId },
    },
    ExecutionRole: input.executionRole,
    MonitoringConfiguration: input.logging && toMonitoring(input.logging),
    Tags: input.tags?.map(({ key, value }) => ({ Key: key, Value: value })),
    CopyWorkGroupTags: input.copyWorkgroupTags,
    NotebookVersion: notebookId === undefined ? undefined : NOTEBOOK_VERSION,
    SessionIdleTimeoutInMinutes: input.idleTimeoutMinutes,
    ClientRequestToken: input.clientRequestToken,
  };
}

/** All three are said, so that none of the workgroup's comes in. */
const toMonitoring = ({ managed, s3, cloudWatch }: SessionLogging) => ({
  ManagedLoggingConfiguration: { Enabled: managed.enabled, KmsKey: managed.kmsKey },
  S3LoggingConfiguration: { Enabled: s3.enabled, LogLocation: s3.location, KmsKey: s3.kmsKey },
  CloudWatchLoggingConfiguration: {
    Enabled: cloudWatch.enabled,
    LogGroup: cloudWatch.logGroup,
    LogStreamNamePrefix: cloudWatch.streamPrefix,
  },
});

const ROLE = /^arn:(aws[\w-]*):iam::(\d{12}):role\//;

/** Athena's API never names the account: the session's role does, and a role works in its own account only. */
function sessionArn({ id, workgroup, executionRole }: Session, region: string): string {
  const [, partition, account] = ROLE.exec(executionRole ?? "") ?? [];
  if (account === undefined) {
    const message =
      "The session has no execution role, from which its account would be known: open the Spark UI from the AWS console";
    throw new AppError("INVALID", message);
  }
  return `arn:${partition}:athena:${region}:${account}:workgroup/${workgroup}/session/${id}`;
}
