import { AthenaException, invalidInput } from "../../protocol/errors";
import { timeOrderedId } from "../../spark/runtime/time-ordered-id";
import type { NewSession } from "../../state/sessions";
import type { StoredTag } from "../../state/tags";
import type { WorkGroupRecord } from "../../state/workgroups";
import { onceByToken } from "../once-by-token";
import type { Handler, Input } from "../operation";
import type { ServiceContext } from "../service-context";
import { checkNewTags, checkTagCount } from "../tags/tag-rules";
import { selectedEngineVersion, workGroupNamed, workGroupResource } from "../workgroups/work-group";
import { sessionResource } from "./session";
import {
  checkSession,
  effectiveEngineConfiguration,
  notebookOf,
  sparkFamilyOf,
} from "./session-rules";

const OPERATION = "StartSession";
/** Athena's console says 20; what the API takes is not documented. */
const IDLE_TIMEOUT_DEFAULT_MINUTES = 20;

type StartInput = Input<typeof OPERATION>;

/** @throws AthenaException TooManyRequestsException when as many sessions or DPUs are active as may be */
function requireRoom(context: ServiceContext): void {
  const { sessionsMax, concurrentDpusMax } = context.spark.limits;
  if (context.spark.count() >= sessionsMax)
    throw new AthenaException(
      "TooManyRequestsException",
      `You have exceeded the limit for the number of sessions that one machine runs at a time, which is ${sessionsMax}. Terminate a session first.`,
    );
  if (concurrentDpusMax !== undefined && context.spark.dpusInUse() >= concurrentDpusMax)
    throw new AthenaException(
      "TooManyRequestsException",
      `You have exceeded the limit for the number of DPUs that Apache Spark uses at a time in this account, which is ${concurrentDpusMax}. Terminate a session first.`,
    );
}

/** @throws AthenaException SessionAlreadyExistsException for a notebook that has an active session */
function requireFreeNotebook(context: ServiceContext, notebookId: string | undefined): void {
  if (notebookId === undefined) return;
  const [active] = context.sessions.unendedOf(notebookId);
  if (active)
    throw new AthenaException(
      "SessionAlreadyExistsException",
      `Notebook ${notebookId} has an active session: ${active.id}.`,
    );
}

/** Spark 3.5 copies the workgroup's tags unless it is told not to; the session's own win. */
function tagsOf(context: ServiceContext, input: StartInput, copiesByDefault: boolean): StoredTag[] {
  const own = checkNewTags(input.Tags);
  if (!(input.CopyWorkGroupTags ?? copiesByDefault)) return own;
  const copied = context.tags.list(workGroupResource(input.WorkGroup));
  checkTagCount(copied, own);
  return [...copied, ...own];
}

function newSession(
  context: ServiceContext,
  input: StartInput,
  workGroup: WorkGroupRecord,
  notebookId: string | undefined,
): NewSession {
  const { configuration } = workGroup;
  const family = sparkFamilyOf(workGroup);
  const results = configuration.ResultConfiguration ?? {};
  const startedAt = context.now();
  const id = timeOrderedId(startedAt);
  const executionRole = input.ExecutionRole ?? configuration.ExecutionRole;
  if (executionRole === undefined)
    throw invalidInput(
      `ExecutionRole is required: neither the session nor workgroup ${workGroup.name} has one.`,
    );
  if (results.OutputLocation === undefined && family === "PYSPARK_3")
    throw invalidInput(
      `No output location provided. Workgroup ${workGroup.name} has no S3 location for the results of its calculations.`,
    );
  return {
    id,
    workGroup: workGroup.name,
    description: input.Description,
    engineVersion: selectedEngineVersion(workGroup),
    engineConfiguration: effectiveEngineConfiguration(input.EngineConfiguration, workGroup, family),
    notebookId,
    notebookVersion: input.NotebookVersion,
    executionRole,
    monitoring: input.MonitoringConfiguration ?? configuration.MonitoringConfiguration,
    workingDirectory:
      results.OutputLocation && `${results.OutputLocation.replace(/\/$/, "")}/${id}`,
    encryption: results.EncryptionConfiguration,
    expectedBucketOwner: results.ExpectedBucketOwner,
    idleTimeoutMinutes: input.SessionIdleTimeoutInMinutes ?? IDLE_TIMEOUT_DEFAULT_MINUTES,
    startedAt,
  };
}

/**
 * Stores a session and brings it to life; it is IDLE when its Python has started. A repeated ClientRequestToken
 * answers with the first session, whatever became of it.
 */
export const startSession: Handler<typeof OPERATION> = (context, input) => {
  const workGroup = workGroupNamed(context, input.WorkGroup);
  const family = sparkFamilyOf(workGroup);
  checkSession(input, family);
  const tags = tagsOf(context, input, family === "SPARK_3_5");
  const { ClientRequestToken: token, ...parameters } = input;
  let created: NewSession | undefined;
  const SessionId = onceByToken(context, {
    operation: OPERATION,
    token,
    compared: [parameters],
    since: workGroup.createdAt,
    create() {
      if (workGroup.state === "DISABLED")
        throw invalidInput(`WorkGroup ${workGroup.name} is disabled.`);
      const notebookId = notebookOf(context, input, workGroup);
      const session = newSession(context, input, workGroup, notebookId);
      requireFreeNotebook(context, notebookId);
      requireRoom(context);
      context.sessions.insert(session);
      context.tags.put(sessionResource(session), tags);
      created = session;
      return session.id;
    },
  });
  if (created) context.spark.open(created, { runsCalculations: family === "PYSPARK_3" });
  return { SessionId, State: context.sessions.get(SessionId)?.state };
};
