import { randomUUID } from "node:crypto";
import { type DpuRange, dpuRange } from "../../executions/dpu-count";
import { resultObjectUri } from "../../executions/result-object";
import { quotaClassOf } from "../../executions/runner";
import { AthenaException, invalidInput, invalidRequest } from "../../protocol/errors";
import { CatalogNotFound, SqlError, type Statement } from "../../sql/engine";
import type { NewExecution } from "../../state/execution-record";
import type { WorkGroupRecord } from "../../state/workgroups";
import { reservationOf } from "../capacity/capacity-reservation";
import { catalogMissing } from "../data-catalogs/data-catalog";
import type { Handler, Input } from "../operation";
import { parseQueryText, requireQueryLength } from "../query-text";
import type { ServiceContext } from "../service-context";
import { askedDpus, checkEngineConfiguration } from "../workgroups/engine-configuration";
import { requireSql, selectedEngineVersion, workGroupNamed } from "../workgroups/work-group";
import { checkResultConfiguration, effectiveResults } from "./result-configuration";
import { reuseKey } from "./result-reuse";

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

/**
 * Queries on reserved capacity are not limited (reference 8.2).
 * @throws AthenaException TooManyRequestsException when as many executions of its class are active as may be
 */
function requireQuota(
  context: ServiceContext,
  statement: Statement,
  dpus: DpuRange | undefined,
): void {
  if (!context.quotas || dpus) return;
  const quotaClass = quotaClassOf(statement);
  const { activeDml, activeDdl } = context.quotas;
  if (context.runner.activeCount(quotaClass) < (quotaClass === "DML" ? activeDml : activeDdl))
    return;
  throw new AthenaException(
    "TooManyRequestsException",
    "You have exceeded the limit for the number of queries you can run concurrently. Please reduce the number of concurrent queries submitted by this account. Contact customer support to request a concurrent query limit increase.",
    { Reason: "CONCURRENT_QUERY_LIMIT_EXCEEDED" },
  );
}

/** The workgroup of a query: enabled, of the engine that runs SQL, and open to callers without Identity Center. */
function queryWorkGroup(context: ServiceContext, name: string | undefined): WorkGroupRecord {
  const workGroup = workGroupNamed(context, name);
  if (workGroup.state === "DISABLED")
    throw invalidInput(`WorkGroup ${workGroup.name} is disabled.`);
  requireSql(workGroup);
  if (workGroup.configuration.IdentityCenterConfiguration?.EnableIdentityCenter)
    throw invalidInput(
      `WorkGroup ${workGroup.name} runs queries of IAM Identity Center users only, whom local-athena does not know.`,
    );
  return workGroup;
}

/** What the query may take of the reservation of its workgroup; undefined when that has no capacity (yet, or any more). */
function dpusOf(
  context: ServiceContext,
  { name, configuration }: WorkGroupRecord,
  input: StartInput,
): DpuRange | undefined {
  const reservation = reservationOf(context, name);
  if (!reservation || reservation.allocatedDpus === 0) return undefined;
  const asked = {
    ...askedDpus(configuration.EngineConfiguration),
    ...askedDpus(input.EngineConfiguration),
  };
  return dpuRange(reservation.allocatedDpus, asked);
}

/** DESCRIBE and SHOW COLUMNS of a missing table, and an unknown catalog, are refused without an execution (measured). */
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
    if (error instanceof CatalogNotFound) throw catalogMissing(error.catalog);
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
  const asked = input.ResultConfiguration ?? {};
  checkResultConfiguration(asked);
  requireQueryLength("queryString", input.QueryString);
  const workGroup = queryWorkGroup(context, input.WorkGroup);
  const engineFault = checkEngineConfiguration(input.EngineConfiguration, "SQL");
  if (engineFault !== undefined) throw invalidInput(engineFault);
  const { configuration, managed, overridden } = effectiveResults(workGroup, asked);
  const parsed = parseQueryText(context, input.QueryString);

  const { Catalog: catalog, Database: database } = input.QueryExecutionContext ?? {};
  const compared = [
    input.QueryString,
    catalog ?? null,
    database ?? null,
    input.ResultConfiguration?.OutputLocation ?? null,
  ];
  const earlier = context.requestTokens.find(OPERATION, token, compared);
  // The execution may have gone with its workgroup; the token is as good as new then.
  if (earlier && context.executions.get(earlier.resourceId)) {
    if (earlier.sameParameters) return { QueryExecutionId: earlier.resourceId };
    throw invalidRequest("IDEMPOTENT_PARAMETER_MISMATCH", "Idempotent parameters do not match");
  }

  const statement = resolve(context, parsed, input, workGroup.name);
  const dpus = dpusOf(context, workGroup, input);
  requireQuota(context, statement, dpus);
  const id = randomUUID();
  const prefix = configuration.OutputLocation;
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
    resultConfiguration:
      prefix === undefined
        ? configuration
        : { ...configuration, OutputLocation: resultObjectUri(prefix, statement, id) },
    managedResults: managed,
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
    // With managed results the workgroup has no location that it could enforce.
    enforcesLocation: !managed && (workGroup.configuration.EnforceWorkGroupConfiguration ?? false),
    dpus,
    reuseKey: overridden ? undefined : reuseKey(execution, statement, prefix),
  });
  return { QueryExecutionId: id };
};
