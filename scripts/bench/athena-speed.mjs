// @ts-check
import { setTimeout as pause } from "node:timers/promises";
import {
  AthenaClient,
  BatchGetQueryExecutionCommand,
  GetQueryExecutionCommand,
  GetWorkGroupCommand,
  ListQueryExecutionsCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from "@aws-sdk/client-athena";

const WARM_UP = 100;
const ROUNDS = 300;
const GETS = 5_000;
const STARTS = 500;
const STOPS = 20;
const IN_FLIGHT = 16;
const PAGES = 10;
const POLL_MS = 5;
/** A join that no machine finishes. */
const ENDLESS =
  "SELECT count(*) FROM UNNEST(sequence(1, 9000)) AS a(x) CROSS JOIN UNNEST(sequence(1, 9000)) AS b(y) CROSS JOIN UNNEST(sequence(1, 9000)) AS c(z) WHERE x * y = z";

/**
 * @typedef {object} Figure
 * @property {string} name
 * @property {string} measured
 * @property {string} target empty when there is none
 * @property {boolean} isMet
 */

/** @param {number[]} times milliseconds @param {number} part */
function quantile(times, part) {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

/**
 * @param {string} name
 * @param {number[]} times milliseconds
 * @param {number} [p50MaxMs]
 * @returns {Figure}
 */
function latency(name, times, p50MaxMs) {
  const at = (/** @type {number} */ part) => quantile(times, part).toFixed(2);
  return {
    name,
    measured: `p50 ${at(0.5)} ms   p95 ${at(0.95)} ms   max ${at(1)} ms`,
    target: p50MaxMs === undefined ? "" : `p50 below ${p50MaxMs} ms`,
    isMet: p50MaxMs === undefined || quantile(times, 0.5) < p50MaxMs,
  };
}

/**
 * @param {string} name
 * @param {number} perSecond
 * @param {number} min
 * @returns {Figure}
 */
function rate(name, perSecond, min) {
  return {
    name,
    measured: `${Math.round(perSecond)} a second`,
    target: `at least ${min} a second`,
    isMet: perSecond >= min,
  };
}

/**
 * One call after the other.
 * @param {() => Promise<unknown>} work
 */
async function timed(work, rounds = ROUNDS) {
  /** @type {number[]} */
  const times = [];
  for (let round = -WARM_UP; round < rounds; round += 1) {
    const startedAt = performance.now();
    await work();
    if (round >= 0) times.push(performance.now() - startedAt);
  }
  return times;
}

/**
 * Several at a time, each as soon as another has ended.
 * @param {number} count
 * @param {(index: number) => Promise<unknown>} work
 * @returns {Promise<number>} how many a second
 */
async function perSecond(count, work) {
  let next = 0;
  const startedAt = performance.now();
  const lane = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
  return (count / (performance.now() - startedAt)) * 1_000;
}

/**
 * How fast a running local-athena answers through the SDK. It reads the history of `synthetic`, or of `primary` where
 * nothing was generated, and starts queries of its own in `primary`.
 * @param {string} endpoint
 * @returns {Promise<Figure[]>}
 */
export async function measureSpeed(endpoint) {
  const athena = new AthenaClient({
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "bench", secretAccessKey: "bench" },
  });
  const stateOf = async (/** @type {string} */ id) => {
    const answer = await athena.send(new GetQueryExecutionCommand({ QueryExecutionId: id }));
    return answer.QueryExecution?.Status?.State ?? "";
  };
  const start = async (/** @type {string} */ sql) => {
    const answer = await athena.send(new StartQueryExecutionCommand({ QueryString: sql }));
    return answer.QueryExecutionId ?? "";
  };
  /** @param {string} id @param {string} wanted */
  const until = async (id, wanted) => {
    for (;;) {
      const state = await stateOf(id);
      if (state === wanted) return;
      if (/FAILED|CANCELLED|SUCCEEDED/.test(state)) throw new Error(`${id} ended ${state}`);
      await pause(POLL_MS);
    }
  };

  const hasSynthetic = await athena
    .send(new GetWorkGroupCommand({ WorkGroup: "synthetic" }))
    .catch(() => undefined);
  const workGroup = hasSynthetic ? "synthetic" : "primary";
  /** @param {string} [token] */
  const list = (token) =>
    athena.send(
      new ListQueryExecutionsCommand({ WorkGroup: workGroup, MaxResults: 50, NextToken: token }),
    );
  /** @type {string[][]} */
  const pages = [];
  /** @type {string | undefined} */
  let token;
  do {
    const page = await list(token);
    if (page.QueryExecutionIds?.length) pages.push(page.QueryExecutionIds);
    token = page.NextToken;
  } while (token !== undefined && pages.length < PAGES);
  const ids = pages.flat();
  if (ids.length === 0) throw new Error(`Workgroup ${workGroup} has no executions to read.`);

  /** @type {Figure[]} */
  const figures = [];
  figures.push(latency("ListQueryExecutions, a page of 50", await timed(() => list()), 2));
  let page = 0;
  const batch = await timed(() =>
    athena.send(
      new BatchGetQueryExecutionCommand({ QueryExecutionIds: pages[page++ % pages.length] }),
    ),
  );
  figures.push(latency(`BatchGetQueryExecution of ${pages[0]?.length}`, batch, 5));
  const gets = await perSecond(GETS, (index) => stateOf(ids[index % ids.length] ?? ""));
  figures.push(rate(`GetQueryExecution, ${IN_FLIGHT} at a time`, gets, 1_000));
  const run = async () => until(await start("SELECT 1"), "SUCCEEDED");
  await perSecond(WARM_UP, run);
  const starts = await perSecond(STARTS, run);
  figures.push(rate(`SELECT 1 to SUCCEEDED, ${IN_FLIGHT} at a time`, starts, 100));
  /** @type {number[]} */
  const stops = [];
  for (let round = 0; round < STOPS; round += 1) {
    const id = await start(ENDLESS);
    await until(id, "RUNNING");
    const startedAt = performance.now();
    await athena.send(new StopQueryExecutionCommand({ QueryExecutionId: id }));
    await until(id, "CANCELLED").catch(() => undefined);
    stops.push(performance.now() - startedAt);
  }
  figures.push(latency("StopQueryExecution until CANCELLED is read", stops));
  athena.destroy();
  return figures;
}
