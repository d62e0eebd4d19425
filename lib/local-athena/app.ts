import { join } from "node:path";
import { createBackground } from "./background";
import { type CallRecord, createCallRecord } from "./control/call-record";
import { type Control, createControlEndpoint } from "./control/control-endpoint";
import { createFaults } from "./control/faults";
import { createPace } from "./control/pace";
import { createRequestRates } from "./control/request-rates";
import { athenaWithFaults, athenaWithRates, s3WithFaults } from "./control/with-faults";
import { openManagedResults, sweepManagedResults } from "./executions/managed-results";
import {
  createQueryRunner,
  failLeftovers,
  QUERY_TIMEOUTS,
  type QueryQuotas,
  type QueryTimeouts,
} from "./executions/runner";
import { createNotebookPage } from "./notebook-page/notebook-page";
import { resumeReservations } from "./operations/capacity/allocation";
import { catalogNamesOf } from "./operations/data-catalogs/data-catalog";
import { resumeCatalogs } from "./operations/data-catalogs/federation";
import { NOTEBOOK_PAGE_PATH } from "./operations/notebooks/create-presigned-notebook-url";
import { runOperation } from "./operations/operation-table";
import type { ServiceContext } from "./operations/service-context";
import { RESOURCE_DASHBOARD_PATH } from "./operations/sessions/get-resource-dashboard";
import { SESSION_ENDPOINT_PATH } from "./operations/sessions/get-session-endpoint";
import { purgeDeletedWorkGroups } from "./operations/workgroups/delete-work-group";
import { createAccessTokens } from "./protocol/access-token";
import { dispatch } from "./protocol/dispatch";
import {
  CONTROL_PATH,
  closeServer,
  listen,
  portOf,
  type RequestHandler,
  type Routes,
} from "./protocol/http-server";
import { createPageTokens } from "./protocol/page-token";
import { holdingsOf } from "./root-page/holdings";
import { createRootPage } from "./root-page/root-page";
import { createS3Handler } from "./s3/handler";
import { prepareFirstStart, SPARK_WAREHOUSE } from "./seed/first-start";
import { runSampleNotebook } from "./seed/run-sample-notebook";
import { loadSamples, type SampleProgress, submitSamples } from "./seed/run-samples";
import { createResourceDashboard } from "./session-pages/resource-dashboard";
import { createSessionEndpoint } from "./session-pages/session-endpoint";
import { createSparkEngine } from "./spark/create-spark-engine";
import { createPythonHost } from "./spark/python/create-python-host";
import { failLeftoverSessions } from "./spark/runtime/leftovers";
import { createSparkRuntime, type SparkLimits } from "./spark/runtime/spark-runtime";
import { createSqlEngine } from "./sql/create-engine";
import { openCalculations } from "./state/calculations";
import { openCapacityReservations } from "./state/capacity-reservations";
import { openDataCatalogs } from "./state/data-catalogs";
import { lockDataFolder } from "./state/data-folder-lock";
import { openDatabase } from "./state/database";
import { openExecutionTotals } from "./state/execution-totals";
import { openExecutions } from "./state/executions";
import { openExecutors } from "./state/executors";
import { openNamedQueries } from "./state/named-queries";
import { openNotebooks } from "./state/notebooks";
import { openPreparedStatements } from "./state/prepared-statements";
import { openRequestTokens } from "./state/request-tokens";
import { openSessions } from "./state/sessions";
import { openSettings, pageTokenKey } from "./state/settings";
import { openTags } from "./state/tags";
import { openWorkGroups } from "./state/workgroups";
import { createDiskStore } from "./storage/disk-store";
import { athenaCaller } from "./sts/athena-caller";
import { createStsHandler } from "./sts/handler";
import { ownUser } from "./sts/principal";
import { createTemporaryCredentials } from "./sts/temporary-credentials";

/** The account that owns everything here; Athena shows it in ARNs and as the catalog's id. */
const ACCOUNT_ID = "123456789012";
const MAX_RUNNING = 12;

export type LogLevel = "info" | "warn" | "error";
export type Log = (level: LogLevel, message: string, facts?: Record<string, unknown>) => void;

export type LocalAthenaOptions = {
  dataDir: string;
  /** 0 takes any free port. */
  port: number;
  host: "127.0.0.1";
  /** The only key pair that S3 accepts; Athena takes any. */
  credentials: { accessKeyId: string; secretAccessKey: string };
  region: string;
  /** Loads the sample data at the first start and runs its queries in the background. */
  sample: boolean;
  maxRunning?: number;
  /** How many threads Node's pool has; 4 unless the process was started with UV_THREADPOOL_SIZE. */
  poolThreads?: number;
  /** Serves /_athenaeum/control, with which tests inject faults and set the pace of state machines. */
  control?: boolean;
  /** Refuses calls above Athena's published request rates with ThrottlingException. */
  requestRates?: boolean;
  /** Refuses executions above these numbers of active ones with TooManyRequestsException; off by default. */
  quotas?: QueryQuotas;
  /** How many Spark sessions and DPUs may be active at once: 25 sessions by default, DPUs without a limit. */
  sparkLimits?: Partial<SparkLimits>;
  /** How long an execution may run before it is cancelled; Athena's defaults. */
  queryTimeouts?: QueryTimeouts;
  /** The clock of states and ages, in epoch milliseconds. */
  now?: () => number;
  log?: Log;
};

export type LocalAthena = {
  url: string;
  port: number;
  /** Resolves when the sample tables can be queried; rejects when they could not be made. */
  ready: Promise<void>;
  /** For programs that need the parts and not the wire: a test that fills the history. */
  context: ServiceContext;
  /** The last calls, with who made them. */
  calls: CallRecord;
  /** What the control endpoint changes; undefined when it is off. */
  control: Control | undefined;
  /** Ends running queries as FAILED with a reason and lets go of the data folder. */
  close(): Promise<void>;
};

type Health = { state: "starting" | "ready" | "failed"; progress: SampleProgress };

const unavailable: RequestHandler = async (_request, response) => {
  response.writeHead(503).end();
};

/**
 * Starts the service: Athena and S3 on one port, all state below `dataDir`.
 * @throws when the port is taken, or the data folder cannot be written or is in use
 */
export async function startLocalAthena(options: LocalAthenaOptions): Promise<LocalAthena> {
  const log: Log = options.log ?? (() => {});
  const health: Health = { state: "starting", progress: { text: "Starting", fraction: 0 } };
  const routes: Routes = {
    athena: unavailable,
    sts: unavailable,
    s3: unavailable,
    page: unavailable,
    own: {},
    health: () => ({
      ready: false,
      body: { state: health.state, progress: health.progress.text, progressFraction: 0 },
    }),
  };
  const lock = lockDataFolder(options.dataDir);
  const server = await listen(routes, options.host, options.port).catch((error: unknown) => {
    lock.release();
    throw error;
  });
  const port = portOf(server);
  const url = `http://${options.host}:${port}`;
  const parts = await openParts(options, url, log).catch(async (error: unknown) => {
    await closeServer(server);
    lock.release();
    throw error;
  });
  const { context, settings } = parts;
  const calls = createCallRecord(context.now);
  const control = options.control ? { faults: createFaults(), pace: parts.pace, calls } : undefined;
  const identities = {
    accountId: ACCOUNT_ID,
    credentials: new Map([[options.credentials.accessKeyId, options.credentials.secretAccessKey]]),
    temporary: createTemporaryCredentials(pageTokenKey(settings), context.now),
  };

  const dispatchAthena: RequestHandler = (request, response) =>
    dispatch(request, response, {
      run: (operation, input) => runOperation(context, operation, input),
      admit: (asked, body, operation) =>
        calls.add("athena", operation, athenaCaller(asked, body, identities)),
      onInternalError: (operation, error) =>
        log("error", "operation failed", { operation, error: String(error) }),
    });
  const athena = options.requestRates
    ? athenaWithRates(dispatchAthena, createRequestRates(context.now))
    : dispatchAthena;
  const s3 = createS3Handler({
    store: context.store,
    ...identities,
    region: options.region,
    onCall: ({ req, bucket, key, signer }) =>
      calls.add(
        "s3",
        req.method ?? "",
        signer?.principal ?? ownUser(ACCOUNT_ID),
        `/${bucket}/${key}`,
      ),
    onError: (error, requestId) =>
      log("error", "S3 request failed", { requestId, error: String(error) }),
  });
  routes.athena = control ? athenaWithFaults(athena, control.faults) : athena;
  routes.sts = createStsHandler({
    ...identities,
    now: context.now,
    onCall: (operation, principal) => calls.add("sts", operation, principal),
    onError: (error, requestId) =>
      log("error", "STS request failed", { requestId, error: String(error) }),
  });
  routes.s3 = control ? s3WithFaults(s3, control.faults) : s3;
  routes.own = {
    [NOTEBOOK_PAGE_PATH]: createNotebookPage(context),
    [RESOURCE_DASHBOARD_PATH]: createResourceDashboard(context),
    [SESSION_ENDPOINT_PATH]: createSessionEndpoint(context),
  };
  if (control) routes.control = createControlEndpoint(control, CONTROL_PATH);
  routes.page = createRootPage(() =>
    holdingsOf(parts, { ...options, url, state: health.state, progress: health.progress.text }),
  );
  routes.health = () => ({
    ready: health.state === "ready",
    body: {
      state: health.state,
      progress: health.progress.text,
      progressFraction: health.progress.fraction,
      executions: {
        total: context.executions.count(),
        queued: context.executions.countInFlight("QUEUED"),
        running: context.executions.countInFlight("RUNNING"),
      },
    },
  });

  const stopping = new AbortController();
  const ready = (async () => {
    if (options.sample) {
      await loadSamples(context, settings, (progress) => {
        health.progress = progress;
      });
    }
    health.state = "ready";
    health.progress = { text: "Ready", fraction: 1 };
    log("info", "ready");
  })();
  const samples = ready.then(
    async () => {
      if (!options.sample) return;
      await submitSamples(context, settings, stopping.signal);
      await runSampleNotebook(context, settings, stopping.signal);
    },
    (error: unknown) => {
      health.state = "failed";
      health.progress = { text: String(error), fraction: 0 };
      log("error", "the sample data could not be loaded", { error: String(error) });
    },
  );
  samples.catch((error: unknown) => {
    if (!stopping.signal.aborted)
      log("error", "the sample queries and notebook could not be run", { error: String(error) });
  });

  return {
    url,
    port,
    ready,
    context,
    calls,
    control,
    async close() {
      stopping.abort();
      await closeServer(server);
      await context.background.close();
      await Promise.all([context.runner.close(), context.spark.close()]);
      await samples.catch(() => {});
      await context.engine.close();
      parts.database.close();
      lock.release();
    },
  };
}

/** Opens what lies in the data folder and ends what a former process left unfinished. */
async function openParts(options: LocalAthenaOptions, url: string, log: Log) {
  const { dataDir } = options;
  const now = options.now ?? Date.now;
  const database = openDatabase(join(dataDir, "state", "athena.db"));
  const store = await createDiskStore({ rootDir: join(dataDir, "s3") });
  const settings = openSettings(database);
  const executions = openExecutions(database);
  const totals = openExecutionTotals(database);
  const workGroups = openWorkGroups(database);
  const managedResults = await openManagedResults(join(dataDir, "managed-results"));
  const failed = await failLeftovers(executions, { store, managedResults }, now());
  if (failed > 0) log("warn", "executions of a former run ended as FAILED", { count: failed });
  const sparkState = {
    calculations: openCalculations(database),
    executors: openExecutors(database),
    sessions: openSessions(database),
    transaction: (write: () => void) => database.transaction(write)(),
  };
  const failedSessions = failLeftoverSessions(sparkState);
  if (failedSessions > 0)
    log("warn", "sessions of a former run ended as FAILED", { count: failedSessions });
  const tags = openTags(database);
  await prepareFirstStart(store, workGroups, tags, settings, now());
  const preparedStatements = openPreparedStatements(database);
  const dataCatalogs = openDataCatalogs(database, ACCOUNT_ID);
  const engine = await createSqlEngine({
    store,
    db: database,
    preparedStatements,
    catalogNames: catalogNamesOf(dataCatalogs, ACCOUNT_ID),
    poolThreads: options.poolThreads,
    tempDir: join(dataDir, "tmp"),
  });
  const pace = createPace();
  const runner = createQueryRunner({
    executions,
    engine,
    store,
    managedResults,
    accountId: ACCOUNT_ID,
    maxRunning: options.maxRunning ?? MAX_RUNNING,
    timeouts: options.queryTimeouts ?? QUERY_TIMEOUTS,
    pace,
    now,
    onFinished: (id, state, totalMs) => log("info", "execution ended", { id, state, totalMs }),
    onInternalError: (id, error) =>
      log("error", "execution failed inside the service", { id, error: String(error) }),
  });
  const spark = createSparkRuntime({
    ...sparkState,
    store,
    accountId: ACCOUNT_ID,
    python: createPythonHost(),
    engine: createSparkEngine({
      store,
      sqlEngine: engine,
      tempDir: join(dataDir, "tmp-spark"),
      warehouse: SPARK_WAREHOUSE,
      now,
    }),
    pace,
    now,
    limits: options.sparkLimits ?? {},
    onEnded: (id, state, reason) => log("info", "session ended", { id, state, reason }),
    onInternalError: (id, error) =>
      log("error", "a Spark session failed inside the service", { id, error: String(error) }),
  });
  const context: ServiceContext = {
    accountId: ACCOUNT_ID,
    region: options.region,
    url,
    store,
    managedResults,
    engine,
    executions,
    workGroups,
    namedQueries: openNamedQueries(database),
    notebooks: openNotebooks(database),
    ...sparkState,
    spark,
    preparedStatements,
    tags,
    capacityReservations: openCapacityReservations(database),
    dataCatalogs,
    requestTokens: openRequestTokens(database, now()),
    pageTokens: createPageTokens(pageTokenKey(settings)),
    accessTokens: createAccessTokens(pageTokenKey(settings)),
    runner,
    quotas: options.quotas,
    pace,
    background: createBackground((name, error) =>
      log("error", "work in the background failed", { name, error: String(error) }),
    ),
    now,
  };
  context.background.start("managed query results", (signal) =>
    sweepManagedResults(managedResults, now, signal),
  );
  resumeReservations(context);
  resumeCatalogs(context);
  purgeDeletedWorkGroups(context);
  return { context, settings, database, pace, totals };
}
