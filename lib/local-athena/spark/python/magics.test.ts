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
beforeAll(async () => {
  spark = await openTestSpark();
  session = spark.session();
  python = await host.start({ sessionId: "test", signal: new AbortController().signal });
});
afterAll(async () => {
  await host.close();
  await spark.close();
});

const facts = {
  sessionId: "3f2504e0",
  workGroup: "spark-research",
  state: "BUSY",
  startedAt: Date.UTC(2026, 0, 2, 3, 4, 5),
  idleTimeoutMinutes: 20,
  dpuExecutionMs: 61_500,
};
/** Spark's requests go to a real engine, those of the session to what a service would say. */
async function answer(name: string, body: unknown, signal: AbortSignal): Promise<unknown> {
  asked.push([name, body]);
  if (name === "session.status") return facts;
  if (name === "session.list") return { sessions: [facts] };
  return session.handle(name.replace("spark.", "") as SparkRequestName, body as never, signal);
}
let asked: [string, unknown][] = [];
const run = (code: string) => {
  asked = [];
  return runCode(python, code, answer);
};

describe("a magic", () => {
  it("%status tells of the session", async () => {
    expect((await run("%status")).stdout).toBe(
      "Session ID: 3f2504e0\nWorkgroup: spark-research\nState: BUSY\nStarted: 2026-01-02 03:04:05 UTC\nIdle timeout: 20 minutes\nDPU time: 61.500 s\n",
    );
  });

  it("%session_id and %list_sessions name sessions", async () => {
    expect((await run("%session_id")).stdout).toBe("3f2504e0\n");
    expect((await run("%list_sessions")).stdout).toBe(
      "3f2504e0  BUSY          2026-01-02 03:04:05 UTC\n",
    );
  });

  it("%lsmagic and %help list them all", async () => {
    const { stdout } = await run("%lsmagic");
    const help = await run("%help");
    for (const name of ["%%sql", "%status", "%session_id", "%table", "%help", "%lsmagic"]) {
      expect(stdout).toContain(name);
      expect(help.stdout).toContain(name);
    }
    for (const name of ["%list_sessions", "%set_log_level", "%matplot", "%plotly"])
      expect(stdout).toContain(name);
  });

  it("%%sql shows the rows of one statement as text and as a table", async () => {
    const { stdout, displays, stderr } = await run("%%sql\nSELECT 7\n  AS n;\n");
    expect(stderr).toBe("");
    expect(asked[0]).toEqual(["spark.sql", { query: "SELECT 7\n  AS n" }]);
    expect(stdout).toBe("+---+\n|  n|\n+---+\n|  7|\n+---+\n\n");
    expect(displays[0]?.data["application/vnd.dataresource+json"]).toEqual({
      schema: { fields: [{ name: "n", type: "integer" }] },
      data: [{ n: 7 }],
    });
  });

  it("%%sql shows nothing for a command without rows, and Spark's error for a wrong one", async () => {
    expect(await run("%%sql\nCREATE OR REPLACE TEMP VIEW two AS SELECT 2 AS n")).toMatchObject({
      status: "completed",
      stdout: "",
      displays: [],
    });
    const { status, stderr } = await run("%%sql SELECT nothing FROM two");
    expect(status).toBe("failed");
    expect(stderr).toMatch(/^pyspark.sql.utils.AnalysisException: .*nothing/);
    expect((await run("%%sql")).stderr).toContain("UsageError: %%sql needs a statement");
  });

  it("%table shows a table by name, a frame, and rows", async () => {
    await run("frame = spark.sql('SELECT 1 AS one')\nframe.createOrReplaceTempView('ones')");
    const table = { data: [{ one: 1 }] };
    for (const code of ["%table ones", "%table frame", "%table [Row(one=1)]"]) {
      await run("from pyspark.sql import Row");
      const { displays, stderr } = await run(code);
      expect(stderr).toBe("");
      expect(displays[0]?.data["application/vnd.dataresource+json"]).toMatchObject(table);
    }
    expect((await run("%table missing_one")).stderr).toMatch(/AnalysisException: .*missing_one/);
    expect((await run("%table")).stderr).toContain("UsageError: %table needs the name of a table");
  });

  it("stands before Python, which keeps its line numbers", async () => {
    expect(await run("# first\n\n%session_id\nx = 1\nprint(x)\nmissing")).toMatchObject({
      status: "failed",
      stdout: "3f2504e0\n1\n",
      stderr: `  File "<stdin>", line 6, in <module>\nNameError: name 'missing' is not defined\n`,
    });
  });

  it("%matplot and %plotly say what is missing", async () => {
    expect((await run("%matplot plt")).stderr).toBe(
      "UsageError: %matplot needs matplotlib, which is not installed in local-athena's Python\n",
    );
    expect((await run("%plotly fig")).stderr).toContain("%plotly needs plotly");
  });

  it("%set_log_level takes Spark's levels only", async () => {
    expect(await run("%set_log_level ERROR")).toMatchObject({ status: "completed", stderr: "" });
    expect((await run("%set_log_level LOUD")).stderr).toContain("'LOUD' is no log level");
  });

  it("that does not exist is an error that names it", async () => {
    expect(await run("%timeit 1")).toMatchObject({
      status: "failed",
      stderr: expect.stringContaining("Line magic function `%timeit` not found."),
    });
    expect((await run("%%bash\nls")).stderr).toContain("Cell magic `%%bash` not found.");
  });
});
