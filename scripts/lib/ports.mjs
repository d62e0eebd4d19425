// @ts-check
import { createServer } from "node:net";

/**
 * Whether a server could listen there now: undefined when it could, otherwise the system's error code.
 * @param {string} host
 * @param {number} port
 * @returns {Promise<string | undefined>}
 */
function listenError(host, port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (/** @type {NodeJS.ErrnoException} */ error) =>
      resolve(error.code ?? error.message),
    );
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

/**
 * One line for people when the port cannot be listened on.
 * @param {string} variable
 * @param {string} host
 * @param {number} port
 */
export async function portProblem(variable, host, port) {
  const code = await listenError(host, port);
  switch (code) {
    case undefined:
      return undefined;
    case "EADDRINUSE":
      return `${variable}=${port} is taken on ${host}: stop the program that listens there, or set ${variable} to a free port.`;
    case "EACCES":
      return `${variable}=${port} may not be opened by this user: set ${variable} to a port from 1024 on.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `HOST=${host} is not an address of this machine: set HOST=127.0.0.1, or to one that is.`;
    default:
      return `${variable}=${port} cannot be opened on ${host} (${code}): set HOST and ${variable} to others.`;
  }
}

/** @returns {Promise<number>} a port on which nothing listens on this machine now */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ host: "127.0.0.1", port: 0 }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
