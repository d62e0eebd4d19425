import { randomUUID } from "node:crypto";
import {
  CreateWorkGroupCommand,
  GetCalculationExecutionCodeCommand,
  GetCalculationExecutionStatusCommand,
  ListCalculationExecutionsCommand,
  type ListCalculationExecutionsCommandInput,
  StartCalculationExecutionCommand,
  StopCalculationExecutionCommand,
  TerminateSessionCommand,
} from "@aws-sdk/client-athena";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SPARK_3_5, type SparkService, startSparkService } from "../sessions/spark-service.fixture";
import { refusal } from "../test-service.fixture";

let world: SparkService;
let sessionId: string;
beforeAll(async () => {
  world = await startSparkService({ control: true });
  sessionId = await world.idleSession();
});
afterAll(() => world.close());

const stop = async (CalculationExecutionId: string) =>
  (await world.client.send(new StopCalculationExecutionCommand({ CalculationExecutionId }))).State;
const list = (input: Partial<ListCalculationExecutionsCommandInput> = {}) =>
  world.client.send(new ListCalculationExecutionsCommand({ SessionId: sessionId, ...input }));
/** Code that has begun says so, so that nothing depends on time. */
const begun = async (id: string) => {
  const running = await world.reached(id, "RUNNING");
  await expect.poll(() => world.text(running.Result?.StdOutS3Uri), { interval: 5 }).toBe("begun\n");
};
const stdoutOf = async (code: string) => {
  const done = await world.run(sessionId, code);
  return world.text(done.Result?.StdOutS3Uri);
};

test("a calculation goes through its states, and the session is busy meanwhile", async () => {
  const { control } = world.service;
  control?.pace.setMode({ mode: "by-step" }, ["calculation"]);
  const started = await world.client.send(
    new StartCalculationExecutionCommand({
      SessionId: sessionId,
      Description: "six times seven",
      CodeBlock: "x = 6\nprint(x * 7)",
    }),
  );
  const id = started.CalculationExecutionId ?? "";
  expect(started.State).toBe("CREATING");
  const busy = await world.status(sessionId);
  expect(busy.State).toBe("BUSY");
  expect(busy).not.toHaveProperty("IdleSinceDateTime");
  expect(await world.calculation(id)).not.toHaveProperty("Statistics");
  for (const state of ["CREATED", "QUEUED", "RUNNING"]) {
    control?.pace.step("calculation", 1);
    await world.reached(id, state);
  }
  const { Status, Statistics } = await world.client.send(
    new GetCalculationExecutionStatusCommand({ CalculationExecutionId: id }),
  );
  expect(Status?.State).toBe("RUNNING");
  expect(Status).not.toHaveProperty("CompletionDateTime");
  expect(Statistics?.Progress).toBe("0%");
  control?.pace.step("calculation", 1);
  const done = await world.reached(id, "COMPLETED");
  const folder = `s3://athenaeum-results/spark-research/${sessionId}/${id}`;
  expect(done).toMatchObject({
    CalculationExecutionId: id,
    SessionId: sessionId,
    Description: "six times seven",
    WorkingDirectory: folder,
    Status: { SubmissionDateTime: expect.any(Date), CompletionDateTime: expect.any(Date) },
    Statistics: { Progress: "100%" },
    Result: {
      StdOutS3Uri: `${folder}/stdout`,
      StdErrorS3Uri: `${folder}/stderr`,
      ResultS3Uri: `${folder}/results/`,
      ResultType: "application/vnd.aws.athena.v1+json",
    },
  });
  expect(done.Status).not.toHaveProperty("StateChangeReason");
  expect(done.Statistics?.DpuExecutionInMillis).toBeGreaterThanOrEqual(1);
  expect((await world.status(sessionId)).State).toBe("IDLE");
  expect(await world.text(done.Result?.StdOutS3Uri)).toBe("42\n");
  expect(await world.text(done.Result?.StdErrorS3Uri)).toBe("");
  const code = new GetCalculationExecutionCodeCommand({ CalculationExecutionId: id });
  expect((await world.client.send(code)).CodeBlock).toBe("x = 6\nprint(x * 7)");
  control?.pace.setMode({ mode: "by-clock", factor: 1 });
});

test("variables stay from one calculation to the next", async () => {
  await world.run(sessionId, "kept = [1, 2]");
  await world.run(sessionId, "kept.append(3)");
  expect(await stdoutOf("print(kept)")).toBe("[1, 2, 3]\n");
});

test("a failing block is FAILED, with the traceback in stderr as Athena leaves it", async () => {
  const failed = await world.run(sessionId, "print('first')\nfoobar");
  expect(failed.Status).toMatchObject({
    State: "FAILED",
    StateChangeReason: "NameError: name 'foobar' is not defined",
  });
  expect(await world.text(failed.Result?.StdOutS3Uri)).toBe("first\n");
  expect((await world.text(failed.Result?.StdErrorS3Uri)).trim()).toBe(
    `File "<stdin>", line 2, in <module>\nNameError: name 'foobar' is not defined`,
  );
  expect((await world.status(sessionId)).State).toBe("IDLE");
});

test("what is printed can be read while the code goes on, also from a byte on", async () => {
  const id = await world.startCalculation(
    sessionId,
    "import time\nprint('begun')\ntime.sleep(600)",
  );
  await begun(id);
  const { Result } = await world.calculation(id);
  expect(Result).not.toHaveProperty("ResultS3Uri");
  expect(await world.text(Result?.StdOutS3Uri, "bytes=2-")).toBe("gun\n");
  await stop(id);
  await world.reached(id, "CANCELED");
});

test.each([
  ["a loop", "while True: pass"],
  [
    "a function of Python",
    "from pyspark.sql.functions import udf\nendless = udf(lambda n: [0 for _ in iter(int, 1)])\nspark.range(5).select(endless('id')).show()",
  ],
  ["a sleep", "import time; time.sleep(600)"],
  [
    "a query",
    "spark.sql('select sum(a.id * b.id % 7) from range(10000000) a cross join range(10000000) b').show()",
  ],
])("%s can be stopped, and the session goes on with its variables", async (_what, endless) => {
  const id = await world.startCalculation(sessionId, `before = 'kept'\nprint('begun')\n${endless}`);
  await begun(id);
  expect(await stop(id)).toMatch(/^CANCEL(ING|ED)$/);
  const canceled = await world.reached(id, "CANCELED");
  expect(canceled.Status).toMatchObject({
    StateChangeReason: "Calculation canceled by user",
    CompletionDateTime: expect.any(Date),
  });
  expect(await world.text(canceled.Result?.StdOutS3Uri)).toBe("begun\n");
  expect(await stop(id)).toBe("CANCELED");
  expect((await world.status(sessionId)).State).toBe("IDLE");
  expect(await stdoutOf("print(before, spark.range(3).count())")).toBe("kept 3\n");
});

test("a calculation that is stopped before it runs leaves nothing", async () => {
  const { control } = world.service;
  control?.pace.setMode({ mode: "by-step" }, ["calculation"]);
  const id = await world.startCalculation(sessionId, "never = 1");
  expect(await stop(id)).toBe("CANCELING");
  expect(await stop(id)).toBe("CANCELING");
  control?.pace.setMode({ mode: "by-clock", factor: 1 });
  expect(await world.reached(id, "CANCELED")).not.toHaveProperty("Result");
  expect((await world.run(sessionId, "never")).Status?.StateChangeReason).toContain("NameError");
  expect(await stop(id)).toBe("CANCELED");
});

test("one calculation at a time", async () => {
  const id = await world.startCalculation(sessionId, "print('begun')\nwhile True: pass");
  const second = await refusal(world.startCalculation(sessionId, "print(2)"));
  expect(second).toMatchObject({
    name: "InvalidRequestException",
    AthenaErrorCode: "INVALID_INPUT",
  });
  expect(second.message).toMatch(/^Session is in the BUSY state/);
  await begun(id);
  await stop(id);
  await world.reached(id);
  const both = await Promise.allSettled([
    world.startCalculation(sessionId, "1"),
    world.startCalculation(sessionId, "2"),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  for (const one of both) if (one.status === "fulfilled") await world.reached(one.value);
});

test("sessions run at once and keep their variables apart", async () => {
  const others = await Promise.all([1, 2, 3].map(() => world.idleSession()));
  const outputs = await Promise.all(
    others.map(async (id, n) => {
      await world.run(id, `mine = ${n}`);
      const { Result } = await world.run(id, "print(mine)");
      return world.text(Result?.StdOutS3Uri);
    }),
  );
  expect(outputs).toEqual(["0\n", "1\n", "2\n"]);
  for (const id of others) await world.client.send(new TerminateSessionCommand({ SessionId: id }));
});

test("a token makes one calculation, in whatever state that and its session are", async () => {
  const own = await world.idleSession();
  const token = { ClientRequestToken: randomUUID(), Description: "once" };
  const id = await world.startCalculation(own, "print('begun')\nwhile True: pass", token);
  const again = () => world.startCalculation(own, "print('begun')\nwhile True: pass", token);
  expect(await again()).toBe(id);
  await world.client.send(new TerminateSessionCommand({ SessionId: own }));
  await world.session(own, "TERMINATED");
  expect(await again()).toBe(id);
  expect(await world.calculation(id)).toMatchObject({
    Status: { State: "CANCELED", StateChangeReason: `Session ${own} is TERMINATED.` },
  });
  for (const changed of [
    world.startCalculation(own, "print('other')", token),
    world.startCalculation(sessionId, "print('begun')\nwhile True: pass", token),
  ])
    expect(await refusal(changed)).toMatchObject({
      AthenaErrorCode: "IDEMPOTENT_PARAMETER_MISMATCH",
    });
  expect((await refusal(world.startCalculation(own, "1"))).message).toMatch(
    /^Session is in the TERMINATED state/,
  );
});

test("exactly one of the two places has the code", async () => {
  const start = (input: object) =>
    world.client.send(new StartCalculationExecutionCommand({ SessionId: sessionId, ...input }));
  expect((await refusal(start({}))).message).toBe("CodeBlock is required.");
  const CalculationConfiguration = { CodeBlock: "print('deprecated')" };
  expect((await refusal(start({ CalculationConfiguration: {} }))).message).toBe(
    "CodeBlock is required.",
  );
  expect((await refusal(start({ CodeBlock: "1", CalculationConfiguration }))).message).toBe(
    "Only one of CodeBlock and CalculationConfiguration can be provided.",
  );
  const { CalculationExecutionId = "" } = await start({ CalculationConfiguration });
  const done = await world.reached(CalculationExecutionId, "COMPLETED");
  expect(await world.text(done.Result?.StdOutS3Uri)).toBe("deprecated\n");
  expect((await refusal(start({ CodeBlock: "x".repeat(68_001) }))).message).toContain(
    "Member must have length less than or equal to 68000",
  );
});

test("lists go from new to old, page to the end and hold on to their filters", async () => {
  const { Calculations: before = [] } = await list();
  const ids: string[] = [];
  for (const code of ["1", "oops", "3", "4"]) {
    const id = await world.startCalculation(sessionId, code, { Description: `code ${code}` });
    ids.unshift(id);
    await world.reached(id);
  }
  const first = await list({ MaxResults: 3 });
  expect(first.Calculations?.map((one) => one.CalculationExecutionId)).toEqual(ids.slice(0, 3));
  expect(first.Calculations?.[2]).toMatchObject({
    Description: "code oops",
    Status: { State: "FAILED" },
  });
  const { NextToken = "" } = first;
  const rest = await list({ NextToken });
  expect(rest.Calculations).toHaveLength(before.length + 1);
  expect(rest.NextToken).toBeUndefined();
  const failed = await list({ StateFilter: "FAILED", MaxResults: 1 });
  expect(failed.Calculations?.[0]?.CalculationExecutionId).toBe(ids[2]);
  expect((await refusal(list({ StateFilter: "FAILED", NextToken }))).message).toContain(
    "The nextPageToken is malformed",
  );
});

test("Spark 3.5 has no calculations", async () => {
  const id = await world.idleSession({ WorkGroup: SPARK_3_5 });
  for (const call of [world.startCalculation(id, "1"), list({ SessionId: id })])
    expect((await refusal(call)).message).toMatch(
      /CalculationExecutions? does not apply to sessions of Apache Spark version 3.5\.$/,
    );
});

test("an unknown calculation is an invalid request", async () => {
  for (const call of [world.calculation("nothing"), stop("nothing")])
    expect(await refusal(call)).toMatchObject({
      name: "InvalidRequestException",
      message: "Calculation nothing not found",
    });
});

const PLACES: [string, object, string][] = [
  [
    "a bucket that is not there",
    { OutputLocation: "s3://no-such-bucket/spark" },
    "the bucket no-such-bucket does not exist",
  ],
  [
    "a key of KMS",
    {
      OutputLocation: "s3://athenaeum-results/kms",
      EncryptionConfiguration: { EncryptionOption: "SSE_KMS", KmsKey: "alias/spark" },
    },
    "cannot be encrypted with the KMS key alias/spark",
  ],
  [
    "a bucket of somebody else",
    { OutputLocation: "s3://athenaeum-results/owner", ExpectedBucketOwner: "999999999999" },
    "Access denied when writing output to url: s3://athenaeum-results/owner",
  ],
];

test.each(PLACES)("a calculation fails that would write to %s", async (what, results, reason) => {
  const WorkGroup = what.replaceAll(" ", "-");
  const Configuration = {
    EngineVersion: { SelectedEngineVersion: "PySpark engine version 3" },
    ExecutionRole: "arn:aws:iam::123456789012:role/spark",
    ResultConfiguration: results,
  };
  await world.client.send(new CreateWorkGroupCommand({ Name: WorkGroup, Configuration }));
  const own = await world.idleSession({ WorkGroup });
  const failed = await world.run(own, "print(1)");
  expect(failed.Status?.State).toBe("FAILED");
  expect(failed.Status?.StateChangeReason).toContain(reason);
  expect(failed).not.toHaveProperty("Result");
  expect((await world.status(own)).State).toBe("IDLE");
  await world.client.send(new TerminateSessionCommand({ SessionId: own }));
});

test("frames become SQL, tables are shared with Athena SQL, and what is read counts as progress", async () => {
  const written = await world.run(
    sessionId,
    `frame = spark.createDataFrame([(1, 'a'), (2, 'b')], ['n', 'letter'])
spark.sql('CREATE DATABASE IF NOT EXISTS calculated')
frame.write.mode('overwrite').saveAsTable('calculated.letters')
spark.table('calculated.letters').orderBy('n').show()`,
  );
  expect(await world.text(written.Result?.StdErrorS3Uri)).toBe("");
  expect(written.Statistics?.Progress).toBe("100%");
  expect(await world.text(written.Result?.StdOutS3Uri)).toContain(
    "+---+------+\n|  n|letter|\n+---+------+\n|  1|     a|\n|  2|     b|\n+---+------+\n",
  );
  const query = await world.finished(
    await world.start("SELECT sum(n) AS total FROM calculated.letters"),
  );
  expect(query.Status?.State).toBe("SUCCEEDED");
  const wrong = await world.run(sessionId, "spark.table('calculated.nothing').show()");
  expect(wrong.Status?.State).toBe("FAILED");
  expect(wrong.Status?.StateChangeReason).toContain("AnalysisException");
});

test("what was displayed lies in the result's folder, each picture for itself", async () => {
  const png =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  const done = await world.run(
    sessionId,
    `from IPython.display import display, Image, Markdown
import base64
display(Markdown('# Title'))
display(Image(data=base64.b64decode('${png}')))`,
  );
  expect(await world.text(done.Result?.StdErrorS3Uri)).toBe("");
  expect(done.Status?.State).toBe("COMPLETED");
  const folder = done.Result?.ResultS3Uri ?? "";
  const document = JSON.parse(await world.text(`${folder}outputs.json`));
  expect(document).toMatchObject({ nbformat: 4, nbformat_minor: 5 });
  expect(document.outputs).toHaveLength(2);
  expect(document.outputs[0]).toMatchObject({
    output_type: "display_data",
    data: { "text/markdown": "# Title" },
    metadata: {},
  });
  const { store } = world.service.context;
  const { pathname } = new URL(`${folder}display-2.png`);
  const head = await store.head("athenaeum-results", pathname.slice(1));
  expect(head).toMatchObject({
    contentType: "image/png",
    sizeBytes: Buffer.from(png, "base64").length,
  });
});
