import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expect, it } from "vitest";
import { imageFolder } from "./image-folder";

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

it("sessions end when their service is killed", async () => {
  const folder = mkdtempSync(join(tmpdir(), "athenaeum-orphan-"));
  let service: ChildProcess | undefined;
  try {
    const outfile = join(folder, "service.mjs");
    await build({
      entryPoints: [fileURLToPath(new URL("./orphan.fixture.ts", import.meta.url))],
      outfile,
      bundle: true,
      platform: "node",
      format: "esm",
    });
    service = spawn(process.execPath, [outfile, imageFolder()], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [told] = await once(service.stdout ?? service, "data");
    const pids: number[] = JSON.parse(String(told));
    expect(pids.map(isAlive)).toEqual([true, true, true, true]);
    service.kill("SIGKILL");
    await expect
      .poll(() => pids.map(isAlive), { timeout: 15_000 })
      .toEqual([false, false, false, false]);
  } finally {
    service?.kill("SIGKILL");
    rmSync(folder, { recursive: true });
  }
});
