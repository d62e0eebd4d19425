import { randomUUID } from "node:crypto";
import { parseS3Uri, resultObjectUri } from "../../executions/result-object";
import { invalidInput, invalidRequest } from "../../protocol/errors";
import { SqlError, type Statement } from "../../sql/engine";
import type { NewExecution, ResultConfiguration } from "../../state/execution-record";
import type { WorkGroupRecord } from "../../state/workgroups";
import type { Handler, Input } from "../operation";
import { parseQueryText, requireQueryLength } from "../query-text";
import type { ServiceContext } from "../service-context";
import { selectedEngineVersion, workGroupNamed } from "../workgroups/work-group";

const OPERATION = "StartQueryExecution";
const TOKEN_MAX_BYTES = 128;
const REUSE_DEFAULT_MINUTES = 60;

type StartInput = Input<typeof OPERATION>;

function requireToken(token: string | undefined): string {
  if (!token) throw invalidInput("clientRequestToken is null or empty");
  if (Buffer.byteLength(token) > TOKEN_MAX_BYTES)
    throw invalidInput(`clientRequestToken exceeds maximum allowed length ${TOKEN_MAX_BYTES}`);
  return token;
}

/** The workgroup's settings where it enforces them, else the client's over the workgroup's. */
function resultConfiguration(workGroup: WorkGroupRecord, input: StartInput): ResultConfiguration {
  const { ResultConfiguration: own = {}, EnforceWorkGroupConfiguration: enforced } =
    workGroup.configuration;
  const merged = enforced ? own : { ...own, ...input.ResultConfiguration };
  if (!merged.OutputLocation)
    throw invalidInput(
      "No output location provided. You did not provide an output location for  your query results. Either specify an S3 bucket location or enable Athena managed query results in your workgroup settings.",
    );
  return merged as ResultConfiguration;
}

/** DESCRIBE and SHOW COLUMNS of a missing table are refused here, without an execution (measured). */
function resolve(
  context: ServiceContext,
  statement: Statement,
  input: StartInput,
  workGroup: string,
): Statement {
  const { Catalog: catalog, Database: database } = input.QueryExecutionContext ?? {};
  try {
    return context.engine.resolve(statement, { catalog, database, workGroup });
  } catch (error) {
    if (error instanceof SqlError)
      throw invalidInput(
        `Entity Not Found (Service: AmazonDataCatalog; Status Code: 400; Error Code: EntityNotFoundException; Request ID: ${randomUUID()}; Proxy: null)`,
      );
    throw error;
  }
}

/**
 * Checks a query, stores its execution and queues it; the answer is given once the execution is durable.
 * A repeated ClientRequestToken answers with the first execution, whatever became of it.
 */
export const startQueryExecution: Handler<typeof OPERATION> = (context, input) => {
  const receivedAt = performance.now();
  const submittedAt = context.now();
  const token = requireToken(input.ClientRequestToken);
  const clientLocation = input.ResultConfiguration?.OutputLocation;
  if (clientLocation !== undefined && !parseS3Uri(clientLocation))
    throw invalidInput("outputLocation is not a valid S3 path.");
  requireQueryLength("queryString", input.QueryString);
  const workGroup = workGroupNamed(context, input.WorkGroup);
  if (workGroup.state === "DISABLED")
    throw invalidInput(`WorkGroup ${workGroup.name} is disabled.`);
  const configuration = resultConfiguration(workGroup, input);
  const parsed = parseQueryText(context, input.QueryString);

  const { Catalog: catalog, Database: database } = input.QueryExecutionContext ?? {};
  const compared = [
    input.QueryString,
    catalog ?? null,
    database ?? null,
    input.ResultConfiguration?.OutputLocation ?? null,
  ];
  const earlier = context.requestTokens.find(OPERATION, token, compared);
  if (earlier) {
    if (earlier.sameParameters) return { QueryExecutionId: earlier.resourceId };
    throw invalidRequest("IDEMPOTENT_PARAMETER_MISMATCH", "Idempotent parameters do not match");
  }

  const statement = resolve(context, parsed, input, workGroup.name);
  const id = randomUUID();
  const reuse = input.ResultReuseConfiguration?.ResultReuseByAgeConfiguration;
  const execution: NewExecution = {
    id,
    workGroup: workGroup.name,
    query: input.QueryString,
    statementType: statement.statementType,
    substatementType: statement.substatementType,
    resultFormat: statement.resultFormat,
    catalog,
    database,
    parameters: input.ExecutionParameters,
    resultConfiguration: {
      ...configuration,
      OutputLocation: resultObjectUri(configuration.OutputLocation ?? "", statement, id),
    },
    reuse: {
      enabled: reuse?.Enabled ?? false,
      maxAgeMinutes: reuse?.Enabled
        ? (reuse.MaxAgeInMinutes ?? REUSE_DEFAULT_MINUTES)
        : reuse?.MaxAgeInMinutes,
    },
    selectedEngineVersion: selectedEngineVersion(workGroup),
    submittedAt,
    preProcessingMs: Math.ceil(performance.now() - receivedAt),
  };
  context.transaction(() => {
    context.executions.insert(execution);
    context.requestTokens.remember(OPERATION, token, compared, id, submittedAt);
  });
  context.runner.submit({
    execution,
    statement,
    scanLimitBytes: workGroup.configuration.BytesScannedCutoffPerQuery,
    enforcesLocation: workGroup.configuration.EnforceWorkGroupConfiguration ?? false,
  });
  return { QueryExecutionId: id };
};
