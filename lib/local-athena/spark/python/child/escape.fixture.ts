// What hostile code would try if it reached JavaScript in a session's process; each attempt answers what came of it.
import { execFileSync } from "node:child_process";
import { createSocket } from "node:dgram";
import { promises as dnsPromises, lookup, Resolver } from "node:dns";
import { readdirSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { get } from "node:http";
import { connect as connectHttp2 } from "node:http2";
import { open as openInspector } from "node:inspector";
import { connect, createServer } from "node:net";
import { Worker } from "node:worker_threads";
import { FRAME, frameHeader } from "../frames";
import { harden } from "./harden";

const port = Number(process.argv[3]);
harden();

const attempts: Record<string, () => unknown> = {
  "reads a file": () => readFileSync("/etc/hostname"),
  "lists a folder": () => readdirSync("/"),
  "writes a file": () => writeFileSync("/tmp/athenaeum-escape", "x"),
  "reads its environment by /proc": () => readFileSync("/proc/self/environ"),
  "starts a program": () => execFileSync("/bin/true"),
  "starts a thread": () => new Worker("1", { eval: true }),
  connects: () => connect(port, "127.0.0.1"),
  "asks by HTTP": () => get(`http://127.0.0.1:${port}`),
  "asks by HTTP/2": () => connectHttp2(`http://127.0.0.1:${port}`),
  "asks by fetch": () => fetch(`http://127.0.0.1:${port}`),
  "opens a WebSocket": () => new WebSocket(`ws://127.0.0.1:${port}`),
  listens: () => createServer().listen(0),
  "sends a datagram": () => createSocket("udp4").send("x", port, "127.0.0.1"),
  "looks a name up": () => lookup("localhost", () => {}),
  "resolves a name": () => new Resolver().resolve4("localhost", () => {}),
  "resolves a name by promise": () => dnsPromises.lookup("localhost"),
  "opens a debugger": () => openInspector(0, "127.0.0.1"),
  "kills its parent": () => process.kill(process.ppid, 0),
  "asks for a module": () => process.getBuiltinModule("node:fs"),
  "evaluates text": () => Reflect.get(globalThis, "eval")("1"),
};

const outcomes: Record<string, string> = {};
for (const [name, attempt] of Object.entries(attempts)) {
  try {
    await attempt();
    outcomes[name] = "done";
  } catch (error) {
    outcomes[name] = error instanceof Error ? error.message : String(error);
  }
}
outcomes.environment = Object.keys(process.env).join();
for (const [kind, payload] of [
  [FRAME.ready, Buffer.alloc(0)],
  [FRAME.display, Buffer.from(JSON.stringify(outcomes))],
] as const) {
  writeSync(3, frameHeader(kind, payload.length));
  writeSync(3, payload);
}
