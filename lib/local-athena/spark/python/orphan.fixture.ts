// A service that starts sessions, tells their processes, and is then killed.
import { createPythonHost } from "./create-python-host";

const host = createPythonHost({ folder: process.argv[2] ?? "" });
const signal = new AbortController().signal;
const idle = await host.start({ sessionId: "idle", signal });
const busy = await host.start({ sessionId: "busy", signal });
const ignore = async () => {};
const asleep = await host.start({ sessionId: "asleep", signal });
const deaf = await host.start({ sessionId: "deaf", signal });
const pids = [idle, busy, asleep, deaf].map((python) => python.pid);
let begun = 0;
const blocks = [
  [busy, "while True: pass"],
  [asleep, "import time\ntime.sleep(10**6)"],
  // One step of C that never looks at anything.
  [deaf, "import itertools\nsum(itertools.repeat(0))"],
] as const;
for (const [python, code] of blocks) {
  void python.run(`print('go', end='')\n${code}`, {
    stdout: async () => {
      if (++begun === blocks.length) process.stdout.write(JSON.stringify(pids));
    },
    stderr: ignore,
    display: ignore,
    request: ignore,
  });
}
