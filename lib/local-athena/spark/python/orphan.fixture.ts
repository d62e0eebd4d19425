// A service that starts two sessions, tells their processes, and is then killed.
import { createPythonHost } from "./create-python-host";

const host = createPythonHost({ folder: process.argv[2] ?? "" });
const signal = new AbortController().signal;
const idle = await host.start({ sessionId: "idle", signal });
const busy = await host.start({ sessionId: "busy", signal });
const ignore = async () => {};
void busy.run("print('go', end='')\nwhile True: pass", {
  stdout: async () => void process.stdout.write(JSON.stringify([idle.pid, busy.pid])),
  stderr: ignore,
  display: ignore,
  request: ignore,
});
