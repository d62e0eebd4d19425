import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPythonHost } from "./create-python-host";
import { runCode } from "./python.fixture";
import type { PythonProcess } from "./python-host";

const host = createPythonHost();
let python: PythonProcess;
beforeAll(async () => {
  python = await host.start({ sessionId: "test", signal: new AbortController().signal });
});
afterAll(() => host.close());

/** Runs code, and interrupts it as soon as it has printed something. */
const runInterrupted = (code: string) =>
  runCode(python, `print('go', flush=True)\n${code}`, undefined, () => python.interrupt());

describe("an interrupt", () => {
  it.each([
    ["a loop", "while True: pass"],
    ["time.sleep", "import time\ntime.sleep(600)"],
    ["sleep that was imported by name", "from time import sleep\nsleep(600)"],
    ["a loop of slow steps", "while True: sum(range(200_000))"],
    [
      "a loop of steps that look for no signal",
      "data = list(range(400_000))\nwhile True: sorted(data)",
    ],
    ["a flood of output", "while True: print('x' * 1000)"],
    ["one endless print", "print('x' * 200_000_000)"],
  ])("ends %s", async (_name, code) => {
    const { status, stderr } = await runInterrupted(code);
    expect(status).toBe("interrupted");
    expect(stderr).toMatch(/^ {2}File "<stdin>", line \d[\s\S]*\nKeyboardInterrupt\n$/);
    expect(await runCode(python, "1 + 1")).toMatchObject({ status: "completed", stdout: "2\n" });
  });

  it("ends the wait for a request, and its late answer is not taken for another", async () => {
    const aborted: boolean[] = [];
    const outcome = await runCode(
      python,
      "import athena_bridge\nathena_bridge.request('slow', {})",
      (_name, _body, signal) => {
        setImmediate(() => python.interrupt());
        return new Promise((resolve) =>
          signal.addEventListener("abort", () => {
            aborted.push(true);
            resolve({ late: true });
          }),
        );
      },
    );
    expect(outcome.status).toBe("interrupted");
    expect(aborted).toEqual([true]);
    const next = await runCode(python, "athena_bridge.request('fast', {})", async (name) => ({
      name,
    }));
    expect(next).toMatchObject({ stdout: "{'name': 'fast'}\n" });
  });

  it("lets code that catches it clean up, also with requests", async () => {
    const outcome = await runCode(
      python,
      "import sys\ntry:\n    _ = sys.stdout.write('go\\n')\n    while True: pass\nexcept KeyboardInterrupt:\n    print(athena_bridge.request('clean', {}))",
      async () => ({ cleaned: 1 }),
      (text) => text === "go\n" && python.interrupt(),
    );
    expect(outcome).toMatchObject({ status: "completed", stdout: "go\n{'cleaned': 1}\n" });
  });

  it("does nothing to a run that has ended, nor to the next", async () => {
    await runCode(python, "1");
    python.interrupt();
    expect(await runCode(python, "import time\ntime.sleep(0.05)\n'whole'")).toMatchObject({
      status: "completed",
      stdout: "'whole'\n",
    });
  });

  it("ends a flood that nobody takes", async () => {
    let taken = 0;
    const outcome = await python.run("while True: print('x' * 1000)", {
      stdout(bytes) {
        taken += bytes.length;
        python.interrupt();
        return new Promise((resolve) => setImmediate(resolve));
      },
      stderr: async () => {},
      display: async () => {},
      request: async () => ({}),
    });
    expect(outcome).toEqual({ status: "interrupted" });
    expect(taken).toBeLessThan(16 * 1024 * 1024);
  });
});
