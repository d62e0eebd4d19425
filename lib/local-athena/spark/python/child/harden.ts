import dgram from "node:dgram";
import dns from "node:dns";
import inspector from "node:inspector";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";

function forbidden(): never {
  throw new Error("a session has neither network nor processes");
}

const PROCESS_FUNCTIONS = [
  "_debugEnd",
  "_debugProcess",
  "_kill",
  "_linkedBinding",
  "dlopen",
  "getBuiltinModule",
  "kill",
];

function forbidAll(target: object): void {
  for (const name of Object.getOwnPropertyNames(target)) {
    const { value, writable } = Object.getOwnPropertyDescriptor(target, name) ?? {};
    if (name !== "constructor" && typeof value === "function" && writable)
      Reflect.set(target, name, forbidden);
  }
}

/**
 * Should Python ever reach JavaScript: there is no network behind it. Files and processes are the permission model's.
 * The process's own connection to the service is no socket of JavaScript's.
 */
export function harden(): void {
  for (const [prototype, names] of [
    [net.Socket.prototype, ["connect"]],
    [net.Server.prototype, ["listen"]],
    [dgram.Socket.prototype, ["bind", "connect", "send"]],
  ] as const)
    for (const name of names) Object.defineProperty(prototype, name, { value: forbidden });
  for (const target of [
    dns.Resolver.prototype,
    Object.getPrototypeOf(dns.Resolver.prototype),
    dns.promises.Resolver.prototype,
    dns.promises,
    dns,
    inspector,
  ])
    forbidAll(target);
  for (const name of ["fetch", "WebSocket", "EventSource"])
    Reflect.deleteProperty(globalThis, name);
  for (const name of PROCESS_FUNCTIONS) Object.defineProperty(process, name, { value: undefined });
  // Emscripten asks it for constants of the host's files, which it never uses here.
  Object.defineProperty(process, "binding", { value: () => ({ fs: {}, os: {} }) });
  syncBuiltinESMExports();
}
