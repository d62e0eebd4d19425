import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SparkRequestName } from "../bridge";
import { openTestSpark, type TestSession, type TestSpark } from "../spark-engine.fixture";
import { createPythonHost } from "./create-python-host";
import { runCode } from "./python.fixture";
import type { PythonProcess } from "./python-host";

const host = createPythonHost();
let python: PythonProcess;
let spark: TestSpark;
let session: TestSession;
let asked: string[] = [];
beforeAll(async () => {
  spark = await openTestSpark();
  session = spark.session();
  python = await host.start({ sessionId: "test", signal: new AbortController().signal });
});
afterAll(async () => {
  await host.close();
  await spark.close();
});

const run = (code: string) => {
  asked = [];
  return runCode(python, code, async (name, body, signal) => {
    asked.push(name);
    return session.handle(name.replace("spark.", "") as SparkRequestName, body as never, signal);
  });
};

describe("a session's pyspark", () => {
  it("is there from the start", async () => {
    expect((await run("spark.range(3).count()")).stdout).toBe("3\n");
    expect((await run("sc is spark.sparkContext")).stdout).toBe("True\n");
    expect((await run("spark.range(2).show()")).stdout).toBe(
      "+---+\n| id|\n+---+\n|  0|\n|  1|\n+---+\n\n",
    );
  });

  it("computes no frame because its name ends a block", async () => {
    await run("frame = spark.range(3)");
    expect(await run("frame")).toMatchObject({ stdout: "DataFrame[id: bigint]\n", displays: [] });
    expect(asked).not.toContain("spark.collect");
  });

  it("displays a frame as a table", async () => {
    const { displays, stdout } = await run("display(frame)");
    expect(stdout).toBe("");
    expect(displays[0]?.data).toMatchObject({
      "application/vnd.dataresource+json": {
        schema: { fields: [{ name: "id", type: "integer" }] },
        data: [{ id: 0 }, { id: 1 }, { id: 2 }],
      },
      "text/plain": expect.stringContaining("|  2|"),
    });
  });

  it("shows its errors without its own frames", async () => {
    const { stderr } = await run("def query():\n    return spark.sql('SELECT nothing')\nquery()");
    expect(stderr).toMatch(
      /^ {2}File "<stdin>", line 3, in <module>\n {2}File "<stdin>", line 2, in query\npyspark\.sql\.utils\.AnalysisException: .*nothing/,
    );
    expect(stderr).not.toContain("/lib/");
  });

  it("is interrupted while it waits for rows", async () => {
    const running = run("print('go')\nspark.range(10**12).selectExpr('sum(hash(id))').collect()");
    const asks = asked;
    await expect.poll(() => asks.includes("spark.collect")).toBe(true);
    python.interrupt();
    const { status, stderr } = await running;
    expect(status).toBe("interrupted");
    expect(stderr).toMatch(/KeyboardInterrupt\n$/);
  });
});
