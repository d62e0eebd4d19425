import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPythonHost } from "./create-python-host";
import { runCode } from "./python.fixture";
import type { PythonProcess } from "./python-host";

const host = createPythonHost({ interruptGraceMs: 300 });
let python: PythonProcess;
const start = () => host.start({ sessionId: "test", signal: new AbortController().signal });
beforeAll(async () => {
  python = await start();
});
afterAll(() => host.close());

/** Writes to the device that the kernel alone should know. */
const forge = (message: string) =>
  `import os, athena_bridge\nos.write(athena_bridge._device, ${message})\n`;

describe("code that speaks to the service in the kernel's place", () => {
  it("has not ended because it says so, and is stopped as any other", async () => {
    const other = await start();
    const run = runCode(
      other,
      `try:\n    print('go')\n    while True: pass\nexcept KeyboardInterrupt: pass\n${forge("b'Ecompleted'")}while True: pass`,
      undefined,
      (text) => text === "\n" && other.interrupt(),
    );
    await expect(run).rejects.toThrow("its code did not stop within 0.3 s of its interrupt");
  });

  it("is believed what it says last", async () => {
    const { status, stdout } = await runCode(
      python,
      `${forge("b'Ecompleted'")}print('unheard')\nathena_bridge.request('late', {})`,
    );
    expect({ status, stdout }).toEqual({ status: "failed", stdout: "" });
    expect((await runCode(python, "1 + 1")).stdout).toBe("2\n");
  });

  it.each([
    ["asks for the next code", "b'N'", "its code asked for the next before its own end"],
    ["displays no object", "b'Dnull'", "its process sent what cannot be read"],
    [
      "displays no bundle",
      `b'D{"data":null,"metadata":5}'`,
      "its process sent what cannot be read",
    ],
    ["displays no JSON", "b'D{\"data\": NaN}'", "its process sent what cannot be read"],
    ["asks for nothing", "b'Qnull'", "its process sent what cannot be read"],
    ["asks by a number", `b'Q{"name":5,"body":{}}'`, "its process sent what cannot be read"],
    ["asks in no UTF-8", "b'Q\\xff\\xfe'", "its process sent what cannot be read"],
  ])("ends its session when it %s", async (_name, message, reason) => {
    const other = await start();
    await expect(runCode(other, `${forge(message)}while True: pass`)).rejects.toMatchObject({
      reason,
    });
  });

  it.each([
    ["lists", "b'[],' * 1_000_001"],
    ["values", "b'1,' * 8_000_001"],
  ])("is refused a request of too many %s", async (_name, items) => {
    const asked: unknown[] = [];
    const { stdout } = await runCode(
      python,
      `${forge(`b'Q{"name":"x","body":[' + ${items} + b'0]}'`)}os.read(athena_bridge._device, 9)\nprint(os.read(athena_bridge._device, 999).decode())`,
      async (name) => asked.push(name),
    );
    expect(stdout).toContain("cannot be sent at once");
    expect(asked).toEqual([]);
  });

  it("is failed for a display of too many values", async () => {
    const { status, stderr, displays } = await runCode(
      python,
      forge(`b'D{"metadata":{},"data":{"x":[' + b'{},' * 1_000_001 + b'0]}}'`),
    );
    expect({ status, displays }).toEqual({ status: "failed", displays: [] });
    expect(stderr).toContain("OutputTooLarge: the display data");
  });

  it("gets names that objects of JavaScript have as it wrote them", async () => {
    const asked: unknown[] = [];
    await runCode(
      python,
      forge(`b'Q{"name":"__proto__","body":{"__proto__":{"a":1},"constructor":2}}'`),
      async (name, body) => asked.push(name, Object.keys(Object(body))),
    );
    expect(asked).toEqual(["__proto__", ["__proto__", "constructor"]]);
    expect(Object.hasOwn(Object.prototype, "a")).toBe(false);
  });

  it("is told when an answer cannot be written as JSON", async () => {
    const { stderr } = await runCode(python, "athena_bridge.request('x', {})", async () => ({
      value: 1n,
    }));
    expect(stderr).toContain("BigInt");
  });
});

describe("what a run leaves behind", () => {
  it("prints into no other run, however it is cleaned up", async () => {
    await runCode(
      python,
      `import gc
class Late:
    def __init__(self): self.me = self
    def __del__(self):
        try: print('late')
        except BaseException: pass
for _ in range(100): Late()
gc.set_threshold(1)`,
    );
    const { status } = await runCode(python, "gc.set_threshold(2000, 10, 10)\n1 + 1");
    expect(status).toBe("completed");
  });

  it.each([
    ["print", "import builtins\nbuiltins.print = lambda *a: 1 / 0"],
    ["the streams", "import sys\nsys.stdout = sys.stderr = sys.__stdout__ = sys.__stderr__ = None"],
    ["import", "import builtins\nbuiltins.__import__ = None"],
    ["the bridge", "import athena_bridge\nathena_bridge.request = athena_bridge.to_json = None"],
    ["tracebacks", "import athena_kernel\nathena_kernel.format_error = None"],
    ["the parser", "import ast\nast.PyCF_ONLY_AST = ast.Expr = None"],
    ["signals", "import signal\nsignal.signal = None"],
    ["every module", "import sys\nsys.modules.clear()"],
    ["tracing", "import sys\nsys.settrace(lambda *a: 1 / 0)"],
    [
      "closed files",
      "import os\nfor fd in range(64):\n    try: os.close(fd)\n    except OSError: pass",
    ],
  ])("hurts its own session alone: %s", async (_name, code) => {
    const other = await start();
    await runCode(other, code).catch(() => {});
    const after = runCode(other, "x = 1\nx + 1").then(
      ({ status }) => status,
      (error: unknown) => error,
    );
    const patience = setTimeout(() => other.kill(), 2_000);
    await after;
    clearTimeout(patience);
    other.kill();
    await other.ended;
    expect((await runCode(python, "1 + 1")).stdout).toBe("2\n");
  });
});
