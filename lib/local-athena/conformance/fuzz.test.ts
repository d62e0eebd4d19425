import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GetQueryResultsCommand, ListWorkGroupsCommand } from "@aws-sdk/client-athena";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestService, type TestService } from "../operations/test-service.fixture";
import { send } from "../protocol/raw-athena.fixture";
import { hostileRequest, type Known } from "./hostile-athena.fixture";
import { sendHostileS3 } from "./hostile-s3.fixture";
import type { Targets } from "./hostile-values.fixture";
import { createRandom } from "./random.fixture";

const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 1_000);
const SEED = Number(process.env.FUZZ_SEED ?? 1);
const AT_ONCE = 4;
const SECRET = "c2VudGluZWwgb2YgdGhlIGZ1enogdGVzdA";

let root: string;
let world: TestService;
let targets: Targets;
const faults: { message: string; id?: unknown }[] = [];

/** Everything below the root but the data folder, by name. */
const outside = async () =>
  (await readdir(root, { recursive: true })).filter((path) => !path.includes("/data/")).sort();

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "athena-fuzz-"));
  // Deep, so that what climbs out of a bucket still lands below the root.
  const deep = join(root, "a/b/c/d/e/f/g/h");
  targets = { secretFile: join(root, "secret.csv"), outsideFolder: join(root, "outside") };
  await mkdir(join(deep, "data"), { recursive: true });
  await mkdir(targets.outsideFolder);
  await writeFile(targets.secretFile, `content\n${SECRET}\n`);
  world = await startTestService({
    dataDir: join(deep, "data"),
    sparkLimits: { sessionsMax: 4 },
    log: (level, message, facts) => {
      if (level === "error") faults.push({ message, ...facts });
    },
  });
});
afterAll(async () => {
  await world.close();
  await rm(root, { recursive: true, force: true });
});

const EXCEPTION =
  /^(?:InvalidRequest|ResourceNotFound|Metadata|TooManyRequests|Serialization|UnknownOperation|SessionAlreadyExists)Exception$/;

/** Why an answer of Athena is not one that a client could have been given. */
function wrongAnswer(status: number, text: string): string | undefined {
  if (status !== 200 && status !== 400) return `status ${status}`;
  if (text.includes(SECRET)) return "shows the secret";
  const body = JSON.parse(text) as Record<string, unknown>;
  if (status === 200) return "__type" in body ? "an exception with status 200" : undefined;
  if (!EXCEPTION.test(String(body.__type))) return `exception ${String(body.__type)}`;
  if (body.__type === "InvalidRequestException" && !(body.Message && body.AthenaErrorCode))
    return "an exception without its members";
  return undefined;
}

/** As `wrongAnswer`, for S3. */
function wrongS3Answer(status: number, text: string): string | undefined {
  if (status >= 500) return `status ${status}`;
  if (text.includes(SECRET)) return "shows the secret";
  if (status < 400 || text === "" || text.startsWith('{"message"')) return undefined;
  return /<Error>[\s\S]*<Code>\w+<\/Code>/.test(text) ? undefined : `status ${status}, no S3 error`;
}

test(
  `${REQUESTS} hostile requests get refusals and do no harm (seed ${SEED})`,
  async () => {
    const before = await outside();
    const random = createRandom(SEED);
    const known: Known = { executionIds: [], sessionIds: [], calculationIds: [], tokens: [] };
    const wrong: string[] = [];

    const athena = async () => {
      const { operation, body } = hostileRequest(random, targets, known);
      const name = operation.replaceAll(/[^\x20-\x7e]/gu, "?").slice(0, 100);
      const { status, text } = await send(world.service.port, name, body);
      const problem = wrongAnswer(status, text);
      if (problem !== undefined)
        wrong.push(`${name} ${body.toString().slice(0, 2_000)}: ${problem}: ${text.slice(0, 300)}`);
      if (status !== 200) return;
      const answer = JSON.parse(text) as Record<string, unknown>;
      if (operation === "StartQueryExecution")
        known.executionIds.push(String(answer.QueryExecutionId));
      if (typeof answer.SessionId === "string") known.sessionIds.push(answer.SessionId);
      if (typeof answer.CalculationExecutionId === "string")
        known.calculationIds.push(answer.CalculationExecutionId);
      if (typeof answer.NextToken === "string") known.tokens.push(answer.NextToken);
    };
    const s3 = async () => {
      const { status, text } = await sendHostileS3(random, targets, world.service.port);
      const problem = wrongS3Answer(status, text);
      if (problem !== undefined) wrong.push(`S3 ${problem}: ${text.slice(0, 300)}`);
    };

    let sent = 0;
    const worker = async () => {
      while (sent < REQUESTS) {
        sent += 1;
        await (random.chance(0.25) ? s3() : athena());
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));

    for (const id of known.executionIds) {
      const { Status, Query } = await world
        .finished(id)
        .catch(() => ({ Status: undefined, Query: "" }));
      if (Status?.StateChangeReason?.includes(SECRET))
        wrong.push(`the reason of ${Query} shows the secret`);
      if (Status?.State !== "SUCCEEDED") continue;
      const results = await world.client
        .send(new GetQueryResultsCommand({ QueryExecutionId: id }))
        .catch(() => undefined);
      if (JSON.stringify(results ?? "").includes(SECRET)) wrong.push(`${Query} shows the secret`);
    }

    expect(wrong).toEqual([]);
    const explained = faults.map((fault) => ({
      ...fault,
      query: world.service.context.executions.get(String(fault.id))?.query.slice(0, 500),
    }));
    expect(explained).toEqual([]);
    expect(await outside()).toEqual(before);
    expect(known.sessionIds.length).toBeGreaterThan(REQUESTS / 500);
    expect(known.executionIds.length).toBeGreaterThan(REQUESTS / 20);
    expect((await world.client.send(new ListWorkGroupsCommand({}))).WorkGroups).not.toEqual([]);
    const last = await world.finished(await world.start("SELECT 1"));
    expect(last.Status?.State).toBe("SUCCEEDED");
  },
  30_000 + REQUESTS * 60,
);
