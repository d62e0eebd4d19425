// @ts-check
/**
 * Prints how fast a running local-athena answers: `npm run bench:local-athena -- <address>`.
 * It reads the history of `primary` as it stands, and starts and stops queries of its own.
 */
import {
  AthenaClient,
  BatchGetQueryExecutionCommand,
  GetQueryExecutionCommand,
  ListQueryExecutionsCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from "@aws-sdk/client-athena";

const endpoint = process.argv[2] ?? "http://127.0.0.1:4570";
const ROUNDS = 100;
const STOPS = 20;
/** A join that no machine finishes. */
const ENDLESS =
  "SELECT count(*) FROM UNNEST(sequence(1, 9000)) AS a(x) CROSS JOIN UNNEST(sequence(1, 9000)) AS b(y) CROSS JOIN UNNEST(sequence(1, 9000)) AS c(z) WHERE x * y = z";

const athena = new AthenaClient({
  endpoint,
  region: "us-east-1",
  credentials: { accessKeyId: "bench", secretAccessKey: "bench" },
});

/**
 * @param {string} name
 * @param {number[]} times milliseconds
 */
function print(name, times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (/** @type {number} */ part) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(1);
  console.log(
    `${name.padEnd(44)} p50 ${at(0.5)} ms   p95 ${at(0.95)} ms   max ${at(1)} ms   n ${times.length}`,
  );
}

/**
 * @param {number} rounds
 * @param {() => Promise<unknown>} work
 */
async function measure(rounds, work) {
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    const startedAt = performance.now();
    await work();
    times.push(performance.now() - startedAt);
  }
  return times;
}

const stateOf = async (/** @type {string} */ id) =>
  (await athena.send(new GetQueryExecutionCommand({ QueryExecutionId: id }))).QueryExecution?.Status
    ?.State;

async function startEndless() {
  const { QueryExecutionId: id = "" } = await athena.send(
    new StartQueryExecutionCommand({ QueryString: ENDLESS }),
  );
  while ((await stateOf(id)) === "QUEUED");
  return id;
}

const list = () => athena.send(new ListQueryExecutionsCommand({ MaxResults: 50 }));
const { QueryExecutionIds: ids = [] } = await list();
print("ListQueryExecutions, a page of 50", await measure(ROUNDS, list));
print(
  `BatchGetQueryExecution, ${ids.length} ids`,
  await measure(ROUNDS, () =>
    athena.send(new BatchGetQueryExecutionCommand({ QueryExecutionIds: ids })),
  ),
);

const stops = [];
for (let round = 0; round < STOPS; round += 1) {
  const id = await startEndless();
  stops.push(
    ...(await measure(1, async () => {
      await athena.send(new StopQueryExecutionCommand({ QueryExecutionId: id }));
      while ((await stateOf(id)) !== "CANCELLED");
    })),
  );
}
print("StopQueryExecution until CANCELLED is read", stops);
