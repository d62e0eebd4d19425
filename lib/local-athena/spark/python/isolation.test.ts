import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPythonHost } from "./create-python-host";
import { FRAME } from "./frames";
import { runCode } from "./python.fixture";
import type { PythonProcess } from "./python-host";
import { readFrames } from "./read-frames";
import { spawnChild } from "./spawn-child";

const host = createPythonHost();
let python: PythonProcess;
const server = createServer();
let connections = 0;
let port = 0;

beforeAll(async () => {
  server.on("connection", () => {
    connections++;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  port = typeof address === "object" && address ? address.port : 0;
  python = await host.start({ sessionId: "test", signal: new AbortController().signal });
});
afterAll(async () => {
  await host.close();
  server.close();
});

const lastLine = async (code: string) =>
  (await runCode(python, code)).stderr.trim().split("\n").at(-1);

describe("Python of a session", () => {
  it("sees no file of the host", async () => {
    expect(await lastLine("open('/etc/passwd')")).toMatch(/^FileNotFoundError/);
    expect(await lastLine("open('/proc/self/environ')")).toMatch(/^FileNotFoundError/);
    const { stdout } = await runCode(python, "import os\nsorted(os.listdir('/'))");
    expect(stdout).toBe("['dev', 'home', 'lib', 'proc', 'tmp']\n");
  });

  it("has files of its own", async () => {
    const { stdout } = await runCode(
      python,
      "open('notes.txt', 'w').write('kept')\nprint(open('/home/spark/notes.txt').read())",
    );
    expect(stdout).toBe("kept\n");
  });

  it("has an empty environment", async () => {
    const { stdout } = await runCode(python, "import os\ndict(os.environ)");
    expect(stdout).toBe("{'HOME': '/home/spark'}\n");
  });

  it("opens no socket and knows no name", async () => {
    expect(await lastLine("import socket\nsocket.socket()")).toMatch(/^PermissionError/);
    expect(await lastLine("socket.getaddrinfo('localhost', 80)")).toMatch(/^socket.gaierror/);
    expect(
      await lastLine(`import urllib.request\nurllib.request.urlopen('http://127.0.0.1:${port}')`),
    ).toMatch(/^urllib.error.URLError/);
    expect(await lastLine(`socket.create_connection(('127.0.0.1', ${port}))`)).toMatch(
      /^socket.gaierror/,
    );
    expect(connections).toBe(0);
  });

  it("starts no process and no thread, and kills nobody else", async () => {
    expect(await lastLine("import os\nos.fork()")).toMatch(/^OSError/);
    expect(await lastLine("import subprocess\nsubprocess.run(['id'])")).toMatch(/^OSError/);
    expect((await runCode(python, "os.system('id')")).stdout).toBe("-1\n");
    expect(await lastLine("import threading\nthreading.Thread(target=print).start()")).toBe(
      "RuntimeError: can't start new thread",
    );
    expect(await lastLine(`os.kill(${process.pid}, 9)`)).toMatch(/^PermissionError/);
    expect(await lastLine("os.kill(os.getppid(), 9)")).toMatch(/^PermissionError/);
  });

  it.each([
    "js",
    "pyodide",
    "pyodide_js",
    "pyodide.ffi",
    "pyodide.code",
    "pyodide.http",
    "_pyodide",
    "_pyodide_core",
    "micropip",
    "ctypes",
  ])("has no module %s", async (name) => {
    expect(await lastLine(`import ${name}`)).toMatch(/^ModuleNotFoundError/);
  });

  it("holds no object of JavaScript", async () => {
    const { stdout } = await runCode(
      python,
      "import gc\nprint([o for o in gc.get_objects() if type(o).__name__ == 'JsProxy'])",
    );
    expect(stdout).toBe("[]\n");
  });

  it.each([
    [
      "the interface to JavaScript",
      "import _pyodide_core\n_pyodide_core.to_js([1])",
      "_pyodide_core",
    ],
    ["a function of the C library", "import ctypes\nctypes.memset(0, 255, 1 << 24)", "_ctypes"],
  ])("ends with its process when it digs out %s", async (_name, code, module) => {
    const other = await host.start({ sessionId: "other", signal: new AbortController().signal });
    const run = runCode(other, `import sys\ndel sys.modules['${module}']\n${code}`);
    await expect(run).rejects.toThrow("its Python crashed");
    expect(await other.ended).toBe("its Python crashed");
    expect((await runCode(python, "1 + 1")).stdout).toBe("2\n");
  });
});

describe("JavaScript of a session's process, should Python ever reach it", () => {
  it("can do nothing to the machine", async () => {
    const folder = mkdtempSync(join(tmpdir(), "athenaeum-escape-"));
    try {
      await build({
        entryPoints: [fileURLToPath(new URL("./child/escape.fixture.ts", import.meta.url))],
        outfile: join(folder, "child.mjs"),
        bundle: true,
        platform: "node",
        format: "esm",
      });
      const child = spawnChild(folder, port);
      const outcomes = new Promise<unknown>((resolve, reject) => {
        readFrames(child.channel, async (kind, payload) => {
          if (kind === FRAME.display) resolve(JSON.parse(Buffer.from(payload).toString()));
        }).then(() => reject(new Error(child.complaint())), reject);
      });
      const restricted = expect.stringMatching(/^Access to this API has been restricted/);
      const forbidden = "a session has neither network nor processes";
      expect(await outcomes).toEqual({
        "reads a file": restricted,
        "lists a folder": restricted,
        "writes a file": restricted,
        "reads its environment by /proc": restricted,
        "starts a program": restricted,
        "starts a thread": restricted,
        connects: forbidden,
        "asks by HTTP": forbidden,
        "asks by HTTP/2": forbidden,
        "asks by fetch": "fetch is not defined",
        "opens a WebSocket": "WebSocket is not defined",
        listens: forbidden,
        "sends a datagram": forbidden,
        "looks a name up": forbidden,
        "resolves a name": forbidden,
        "resolves a name by promise": forbidden,
        "opens a debugger": forbidden,
        "kills its parent": "process.kill is not a function",
        "asks for a module": "process.getBuiltinModule is not a function",
        "evaluates text": "Code generation from strings disallowed for this context",
        environment: "NODE_ENV,TZ",
      });
      expect(connections).toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
