import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const bundle = join(root, "build/local-athena.mjs");

/** Makes the bundle that `launch` starts. */
export function buildBundle(): void {
  execFileSync(process.execPath, ["scripts/build-local-athena.mjs"], { cwd: root });
}

const children: ChildProcess[] = [];

/** Ends what `launch` has started, without a word. */
export function killLaunched(): void {
  for (const child of children.splice(0)) child.kill("SIGKILL");
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  return typeof address === "object" && address ? address.port : 0;
}

/** Starts the bundle as a process of its own. */
export function launch(dataDir: string, port: number, ...args: string[]) {
  const child = spawn(process.execPath, [bundle, "--data-dir", dataDir, ...args], {
    env: {
      NODE_ENV: "production",
      LOCAL_ATHENA_PORT: String(port),
      // As npm start does: ten long queries do not leave an eleventh without a thread.
      UV_THREADPOOL_SIZE: "32",
      LOCAL_ATHENA_ACCESS_KEY_ID: "key",
      LOCAL_ATHENA_SECRET_ACCESS_KEY: "very-secret",
    },
    stdio: ["ignore", "ignore", "pipe"],
  });
  children.push(child);
  let stderr = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    stderr += chunk;
  });
  const exited = once(child, "exit");
  return { child, exited, stderr: () => stderr };
}

/** Waits until the service of the port is ready. */
export async function ready(port: number): Promise<void> {
  await expect
    .poll(
      async () => {
        const answer = await fetch(`http://127.0.0.1:${port}/_athenaeum/health`).catch(() => {});
        return answer?.ok ?? false;
      },
      { timeout: 15_000 },
    )
    .toBe(true);
}
