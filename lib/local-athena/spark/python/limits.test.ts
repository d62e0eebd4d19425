import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPythonHost } from "./create-python-host";
import { runCode } from "./python.fixture";
import type { PythonProcess } from "./python-host";

const MIB = 1024 * 1024;
const host = createPythonHost({
  memoryLimitBytes: 128 * MIB,
  outputMaxBytes: MIB,
  interruptGraceMs: 300,
});
let python: PythonProcess;
const start = () => host.start({ sessionId: "test", signal: new AbortController().signal });
beforeAll(async () => {
  python = await start();
});
afterAll(() => host.close());

describe("memory", () => {
  it("that is not there is a MemoryError, and the session goes on", async () => {
    const { status, stderr } = await runCode(
      python,
      "held = []\nwhile True: held.append(bytearray(10_000_000))",
    );
    expect({ status, stderr }).toEqual({
      status: "failed",
      stderr: '  File "<stdin>", line 2, in <module>\nMemoryError\n',
    });
    expect((await runCode(python, "del held\n'on'")).stdout).toBe("'on'\n");
  });

  it("of files is limited too", async () => {
    const { stderr } = await runCode(
      python,
      "with open('/tmp/big', 'wb') as file:\n    while True: file.write(bytes(10_000_000))",
    );
    expect(stderr).toContain("OSError: [Errno 51] No space left on device");
    expect(
      (
        await runCode(
          python,
          "import os\nos.remove('/tmp/big')\nopen('/tmp/new', 'wb').write(bytes(50_000_000))",
        )
      ).stdout,
    ).toBe("50000000\n");
  });

  it("of the process is watched from outside", async () => {
    const { watchMemory } = await import("./watch-memory");
    await new Promise<void>((resolve) => {
      watchMemory(python.pid, 1, resolve);
    });
  });
});

describe("output", () => {
  it.each(["stdout", "stderr"] as const)("to %s is limited for one run", async (stream) => {
    const { status, stdout, stderr } = await runCode(
      python,
      `import sys\nwhile True: sys.${stream}.write('x' * 1000 + '\\n')`,
    );
    expect(status).toBe("failed");
    const words = stream === "stdout" ? "output" : "error";
    const line = `OutputTooLarge: the standard ${words} of one calculation may hold ${MIB} bytes\n`;
    expect(stderr.endsWith(line)).toBe(true);
    expect((stream === "stdout" ? stdout : stderr.slice(0, -line.length)).length).toBe(MIB);
    expect((await runCode(python, "1 + 1")).stdout).toBe("2\n");
  });
});

describe("display data", () => {
  it("are limited for one run", async () => {
    const { status, stderr, displays } = await runCode(
      python,
      "while True: display({'a': 'x' * 300_000}, raw=True)",
    );
    expect(status).toBe("failed");
    expect(stderr).toMatch(
      /OutputTooLarge: the display data of one calculation may hold 1048576 bytes\n$/,
    );
    expect(displays).toHaveLength(3);
  });
});

describe("a process ends with its session, and nothing else does", () => {
  it.each([
    ["os._exit", "import os\nos._exit(3)", "its process ended (exit code 3)"],
    [
      "a signal to itself",
      "import os\nos.kill(os.getpid(), 9)",
      "its process ended (exit code 137)",
    ],
    ["abort", "import os\nos.abort()", "its Python crashed"],
    [
      "a stack that overflows",
      "import sys\nsys.setrecursionlimit(10**9)\ndef f(): f()\nf()",
      "its Python crashed",
    ],
  ])("by %s", async (_name, code, reason) => {
    const other = await start();
    await expect(runCode(other, code)).rejects.toMatchObject({ name: "PythonDied", reason });
    expect(await other.ended).toBe(reason);
    await expect(runCode(other, "1")).rejects.toMatchObject({ name: "PythonDied", reason });
    expect((await runCode(python, "1 + 1")).stdout).toBe("2\n");
  });

  it("by code that swallows the interrupt", async () => {
    const other = await start();
    const run = runCode(
      other,
      "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nprint('go')\nwhile True: pass",
      undefined,
      () => other.interrupt(),
    );
    await expect(run).rejects.toThrow("its code did not stop within 0.3 s of its interrupt");
  });

  it("when it is killed, also before it has started", async () => {
    const other = await start();
    const run = runCode(other, "while True: pass");
    other.kill();
    await expect(run).rejects.toThrow("it was ended");
    expect(await other.ended).toBe("it was ended");

    const stopping = new AbortController();
    const starting = host.start({ sessionId: "test", signal: stopping.signal });
    stopping.abort();
    await expect(starting).rejects.toMatchObject({ name: "AbortError" });
  });

  it("when its service is closed", async () => {
    const own = createPythonHost();
    const one = await own.start({ sessionId: "one", signal: new AbortController().signal });
    await own.close();
    expect(await one.ended).toBe("it was ended");
    expect(() => process.kill(one.pid, 0)).toThrow("ESRCH");
  });
});
