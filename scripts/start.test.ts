import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const START = fileURLToPath(new URL("./start.mjs", import.meta.url));
const OIDC = {
  OIDC_ISSUER: "https://id.example.com",
  OIDC_CLIENT_ID: "a",
  OIDC_CLIENT_SECRET: "b",
};
const AWS = {
  ATHENAEUM_BACKEND: "aws",
  AWS_REGION: "eu-west-1",
  NEXTAUTH_URL: "https://athenaeum.example.com",
  NEXTAUTH_SECRET: "s".repeat(32),
  ...OIDC,
};

let folder = "";
let taken: Server;
let takenPort = 0;
let freePort = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "start-"));
  writeFileSync(join(folder, "file"), "");
  taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  takenPort = (taken.address() as AddressInfo).port;
  const free = createServer().listen(0, "127.0.0.1");
  await once(free, "listening");
  freePort = String((free.address() as AddressInfo).port);
  await once(free.close(), "close");
});
afterAll(() => {
  taken.close();
  rmSync(folder, { recursive: true });
});

/** Runs start.mjs with these variables alone. Every case ends before anything is installed or built. */
async function start(variables: Record<string, string>) {
  const child = spawn(process.execPath, [START], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "test",
      ATHENAEUM_DATA_DIR: join(folder, "data"),
      ...variables,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const [code] = await once(child, "close");
  return { code, stdout, stderr };
}

describe("npm start ends with status 1 and one line", () => {
  const cases: [string, () => Record<string, string>, () => string][] = [
    [
      "a taken port of the console",
      () => ({ PORT: String(takenPort) }),
      () =>
        `PORT=${takenPort} is taken on 127.0.0.1: stop the program that listens there, or set PORT to a free port.`,
    ],
    [
      "a taken port of local-athena",
      () => ({ PORT: freePort, LOCAL_ATHENA_PORT: String(takenPort) }),
      () =>
        `LOCAL_ATHENA_PORT=${takenPort} is taken on 127.0.0.1: stop the program that listens there, or set LOCAL_ATHENA_PORT to a free port.`,
    ],
    [
      "a data folder that cannot be written",
      () => ({ ATHENAEUM_DATA_DIR: join(folder, "file/data") }),
      () =>
        `ATHENAEUM_DATA_DIR is "${join(folder, "file/data")}", where nothing can be written (ENOTDIR): set it to a folder that this user may write to.`,
    ],
    [
      "an address of another machine",
      () => ({ ...OIDC, HOST: "192.0.2.1", PORT: "3000", LOCAL_ATHENA_PORT: freePort }),
      () =>
        "HOST=192.0.2.1 is not an address of this machine: set HOST=127.0.0.1, or to one that is.",
    ],
    [
      "aws without region",
      () => ({ ...AWS, AWS_REGION: "" }),
      () =>
        "AWS_REGION is not set: on ATHENAEUM_BACKEND=aws set it to the region of your Athena, for example AWS_REGION=eu-west-1.",
    ],
    [
      "aws without secret",
      () => ({ ...AWS, NEXTAUTH_SECRET: "" }),
      () =>
        "NEXTAUTH_SECRET is not set: on ATHENAEUM_BACKEND=aws set it to at least 32 random characters, for example the output of: openssl rand -base64 32",
    ],
    [
      "aws with half a sign-in provider",
      () => ({ ...AWS, OIDC_ISSUER: "" }),
      () =>
        "OIDC_ISSUER is not set: ATHENAEUM_BACKEND=aws needs a sign-in provider, so set OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET.",
    ],
  ];
  test.each(cases)("%s", async (_name, variables, line) => {
    expect(await start(variables())).toEqual({ code: 1, stdout: "", stderr: `${line()}\n` });
  });

  test("several problems, one line each", async () => {
    const { code, stderr } = await start({ PORT: "http", LOG_LEVEL: "loud" });
    expect(code).toBe(1);
    expect(stderr.trimEnd().split("\n")).toEqual([
      'PORT is "http": set it to a port from 1 to 65535.',
      'LOG_LEVEL is "loud": set it to one of fatal, error, warn, info, debug, trace, silent.',
    ]);
  });

  test("a data folder in use is named with the process that uses it", async () => {
    const dataDir = join(folder, "used");
    mkdirSync(dataDir);
    writeFileSync(join(folder, "start.mjs"), "console.log('up'); setInterval(() => {}, 1000)");
    const other = spawn(process.execPath, [join(folder, "start.mjs")], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(other.stdout, "data");
    writeFileSync(join(dataDir, "start.lock"), `${other.pid}\n`);
    const { code, stderr } = await start({ ATHENAEUM_DATA_DIR: dataDir });
    const exited = once(other, "exit");
    other.kill();
    await exited;
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `ATHENAEUM_DATA_DIR is "${dataDir}", which a running Athenaeum uses (process ${other.pid}): stop that one, or set ATHENAEUM_DATA_DIR to another folder.\n`,
    });
  });

  test("a failed start gives the data folder back", async () => {
    const dataDir = join(folder, "given-back");
    await start({ ATHENAEUM_DATA_DIR: dataDir, PORT: String(takenPort) });
    expect(existsSync(join(dataDir, "logs"))).toBe(true);
    expect(existsSync(join(dataDir, "start.lock"))).toBe(false);
  });
});
