import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SparkError } from "../bridge";
import { createPythonHost } from "./create-python-host";
import { runCode } from "./python.fixture";
import type { PythonProcess } from "./python-host";

const host = createPythonHost();
let python: PythonProcess;
beforeAll(async () => {
  python = await host.start({ sessionId: "test", signal: new AbortController().signal });
});
afterAll(() => host.close());

describe("a request", () => {
  it("carries JSON both ways", async () => {
    const asked: unknown[] = [];
    const { stdout } = await runCode(
      python,
      "import athena_bridge\nathena_bridge.request('spark.sql', {'a': [1, None, 'ä€𝄞'], 'b': {'c': True}})",
      async (name, body) => {
        asked.push(name, body);
        return { rows: [[1, null, "𝄞"]], n: 1.5 };
      },
    );
    expect(asked).toEqual(["spark.sql", { a: [1, null, "ä€𝄞"], b: { c: true } }]);
    expect(stdout).toBe("{'rows': [[1, None, '𝄞']], 'n': 1.5}\n");
  });

  it("carries large bodies and answers", async () => {
    const { stdout, stderr } = await runCode(
      python,
      "len(athena_bridge.request('big', {'text': 'x' * 20_000_000})['text'])",
      async (_name, body) => body,
    );
    expect({ stdout, stderr }).toEqual({ stdout: "20000000\n", stderr: "" });
  });

  it("raises what the service refuses, with its class", async () => {
    const { stdout } = await runCode(
      python,
      "try:\n    athena_bridge.request('x', {})\nexcept athena_bridge.BridgeError as e:\n    print(e.error_class, '|', e.message)",
      async () => {
        throw new SparkError("AnalysisException", "no such table 'ä'");
      },
    );
    expect(stdout).toBe("AnalysisException | no such table 'ä'\n");
    const other = await runCode(
      python,
      "try:\n    athena_bridge.request('x', {})\nexcept athena_bridge.BridgeError as e:\n    print(e.error_class, '|', e.message)",
      async () => {
        throw new TypeError("broken");
      },
    );
    expect(other.stdout).toBe("Py4JJavaError | broken\n");
  });

  it("refuses a body that is too large before it is sent", async () => {
    const { stderr } = await runCode(python, "athena_bridge.request('x', {'a': 'x' * 70_000_000})");
    expect(stderr).toContain("are more than the 67108864 that can be sent at once");
  });

  it("is asked in order with output", async () => {
    const events: string[] = [];
    await runCode(
      python,
      "print('one')\nathena_bridge.request('two', {})\nprint('three')",
      async (name) => {
        events.push(name);
        return {};
      },
      (text) => events.push(text.trim()),
    );
    expect(events.filter(Boolean)).toEqual(["one", "two", "three"]);
  });
});
