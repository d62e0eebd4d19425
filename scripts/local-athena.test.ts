import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const LOCAL_ATHENA = fileURLToPath(new URL("./local-athena.mjs", import.meta.url));

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "local-athena-script-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function launch(...args: string[]) {
  const child = spawn(process.execPath, [LOCAL_ATHENA, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, NODE_ENV: "test" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].on("data", (chunk) => {
      output[name] += chunk;
    });
  }
  return { child, output, closed: once(child, "close").then(([code]) => code as number) };
}

async function run(...args: string[]) {
  const { output, closed } = launch(...args);
  return { code: await closed, ...output };
}

test("starts alone, says how to use it, refuses its folder to another, and Ctrl-C ends it", async () => {
  const first = launch("--port", "0", "--data-dir", "data", "--no-sample");
  await expect.poll(() => first.output.stdout, { timeout: 60_000 }).toContain("Stop with Ctrl-C.");
  const { stdout } = first.output;
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(stdout)?.[0] ?? "";
  expect(stdout).toContain(`export AWS_ENDPOINT_URL=${url}`);
  expect(stdout).toMatch(/export AWS_ACCESS_KEY_ID=\S+ AWS_SECRET_ACCESS_KEY=\S+/);
  expect(stdout).toContain(join(folder, "data"));
  const page = await fetch(url, { headers: { Accept: "text/html" } });
  expect(await page.text()).toContain(join(folder, "data"));
  expect((await fetch(`${url}/_athenaeum/control`)).status).toBe(404);

  const second = await run("--port", "0", "--data-dir", "data", "--no-sample");
  expect(second.code).toBe(1);
  expect(second.stderr).toBe(
    `local-athena: Another local-athena uses the data folder ${join(folder, "data")}: stop it, or give this one another folder.\n`,
  );

  first.child.kill("SIGINT");
  expect(await first.closed).toBe(0);
  expect(first.output.stderr).toBe("");
  await expect(fetch(url)).rejects.toThrow();
}, 120_000);

describe("ends with status 1 and one line", () => {
  test("a taken port", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as AddressInfo;
    const { code, stderr } = await run("--port", String(port), "--data-dir", "other");
    taken.close();
    expect([code, stderr]).toEqual([
      1,
      `--port=${port} is taken on 127.0.0.1: stop the program that listens there, or set --port to a free port.\n`,
    ]);
  });

  test.each([
    [["--port", "http"], '--port is "http": set it to a port from 0 to 65535.\n'],
    [["--port", "70000"], '--port is "70000": set it to a port from 0 to 65535.\n'],
    [["--prot", "1"], "Unknown option '--prot'"],
  ])("%j", async (args, line) => {
    const { code, stderr } = await run(...args);
    expect(code).toBe(1);
    expect(stderr.startsWith(line)).toBe(true);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});

test("--help says what it takes", async () => {
  const { code, stdout } = await run("--help");
  expect(code).toBe(0);
  for (const flag of ["--port", "--data-dir", "--no-sample", "--control", "--request-rates"])
    expect(stdout).toContain(flag);
});
