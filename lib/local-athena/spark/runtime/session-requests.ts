import { ACTIVE_SESSION_STATES, type SessionRecord } from "../../state/sessions";
import type { SparkRequestName } from "../bridge";
import type { FunctionResults, SparkConversation } from "./spark-conversation";
import type { SparkParts } from "./spark-parts";

const SPARK_REQUESTS: Record<SparkRequestName, true> = {
  analyze: true,
  collect: true,
  show: true,
  explain: true,
  sql: true,
  write: true,
  createView: true,
  dropView: true,
  catalog: true,
  registerFunction: true,
  getConf: true,
  setConf: true,
};

const isSparkRequest = (name: string): name is SparkRequestName =>
  Object.hasOwn(SPARK_REQUESTS, name);

/** What `%status` and `%list_sessions` show of a session; times in epoch milliseconds. */
const statusOf = (parts: SparkParts, session: SessionRecord) => ({
  sessionId: session.id,
  workGroup: session.workGroup,
  state: session.state,
  startedAt: session.startedAt,
  idleTimeoutMinutes: session.idleTimeoutMinutes,
  dpuExecutionMs: parts.executors.dpuMs(session.id, parts.now()),
});

const LISTED_MAX = 100;

/**
 * Answers what a session's Python asks: `spark.*` goes to its SQL side, `session.status` and `session.list` tell of
 * sessions. Names come from code that is not trusted.
 * @throws SparkError, AbortError as SparkSqlSession; Error for a request that does not exist
 */
export function answerRequest(
  parts: SparkParts,
  session: { id: string; workGroup: string; sql: SparkConversation },
  name: string,
  body: unknown,
  signal: AbortSignal,
): Promise<unknown> {
  const sparkName = name.startsWith("spark.") ? name.slice("spark.".length) : "";
  if (isSparkRequest(sparkName)) return session.sql.request(sparkName, body, signal);
  if (name === "spark.functionResults") return session.sql.results(body as FunctionResults, signal);
  if (name === "session.status") {
    const record = parts.sessions.get(session.id);
    if (record) return Promise.resolve(statusOf(parts, record));
  }
  if (name === "session.list") {
    const { records } = parts.sessions.list(session.workGroup, ACTIVE_SESSION_STATES, LISTED_MAX);
    return Promise.resolve({ sessions: records.map((record) => statusOf(parts, record)) });
  }
  return Promise.reject(new Error(`There is no request ${name}.`));
}
