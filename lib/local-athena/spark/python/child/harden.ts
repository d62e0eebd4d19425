import dgram from "node:dgram";
import dns from "node:dns";
import net from "node:net";

function forbidden(): never {
  throw new Error("a session has no network");
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
    for (const name of names)
      Object.defineProperty(prototype, name, { value: forbidden, configurable: false });
  for (const name of Object.keys(dns))
    if (typeof Reflect.get(dns, name) === "function") Reflect.set(dns, name, forbidden);
  for (const name of ["fetch", "WebSocket", "EventSource"])
    Reflect.deleteProperty(globalThis, name);
  // Emscripten asks it for constants of the host's files, which it never uses here.
  Object.defineProperty(process, "binding", { value: () => ({ fs: {}, os: {} }) });
  for (const name of ["dlopen", "kill", "getBuiltinModule", "_linkedBinding", "_debugProcess"])
    Object.defineProperty(process, name, { value: undefined });
}
