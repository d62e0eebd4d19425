import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Env, httpOrigin, isLoopback, readEnv, type Source } from "./env.mjs";

const SECRET = "s".repeat(32);
const OIDC: Source = {
  OIDC_ISSUER: "https://id.example.com",
  OIDC_CLIENT_ID: "console",
  OIDC_CLIENT_SECRET: "not-to-be-shown",
};
const AWS: Source = {
  ATHENAEUM_BACKEND: "aws",
  AWS_REGION: "eu-west-1",
  NEXTAUTH_URL: "https://athenaeum.example.com",
  NEXTAUTH_SECRET: SECRET,
  ...OIDC,
};

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "env-"));
  writeFileSync(join(folder, "policy.json"), "{}");
});
afterAll(() => rmSync(folder, { recursive: true }));

function envOf(source: Source): Env {
  const result = readEnv(source);
  if ("problems" in result) throw new Error(result.problems.join("\n"));
  return result.env;
}

function problemsOf(source: Source): string[] {
  const result = readEnv(source);
  return "problems" in result ? result.problems : [];
}

const LOCAL_DEFAULTS: Env = {
  backend: "local",
  host: "127.0.0.1",
  port: 3000,
  localAthenaPort: 4570,
  dataDir: ".athenaeum",
  databaseUrl: undefined,
  region: "us-east-1",
  athenaEndpoint: "http://127.0.0.1:4570",
  s3Endpoint: "http://127.0.0.1:4570",
  stsEndpoint: "http://127.0.0.1:4570",
  assumeRoles: {},
  nextAuthUrl: "http://127.0.0.1:3000",
  nextAuthSecret: undefined,
  oidc: undefined,
  oidcGroupsClaim: "groups",
  accessPolicyFile: undefined,
  logLevel: "info",
  sparkUsdPerDpuHour: 0.35,
  capacityUsdPerDpuHour: 0.3,
  sparkIdleAlarmMs: 600_000,
  demoSignIn: true,
};

describe("good environments", () => {
  test("nothing set: the local backend on loopback", () => {
    expect(envOf({})).toEqual(LOCAL_DEFAULTS);
  });

  test("empty and blank values count as not set", () => {
    expect(envOf({ HOST: "", PORT: " ", DATABASE_URL: "", OIDC_ISSUER: "" })).toEqual(
      LOCAL_DEFAULTS,
    );
  });

  test("aws with all that it needs", () => {
    expect(envOf(AWS)).toEqual({
      ...LOCAL_DEFAULTS,
      backend: "aws",
      region: "eu-west-1",
      athenaEndpoint: undefined,
      s3Endpoint: undefined,
      stsEndpoint: undefined,
      nextAuthUrl: "https://athenaeum.example.com",
      nextAuthSecret: SECRET,
      oidc: {
        issuer: "https://id.example.com",
        clientId: "console",
        clientSecret: "not-to-be-shown",
      },
      demoSignIn: false,
    });
  });

  const good: [string, Source, Partial<Env>][] = [
    [
      "the ports move the addresses made of them",
      { PORT: "3210", LOCAL_ATHENA_PORT: "4670" },
      {
        port: 3210,
        localAthenaPort: 4670,
        nextAuthUrl: "http://127.0.0.1:3210",
        athenaEndpoint: "http://127.0.0.1:4670",
        s3Endpoint: "http://127.0.0.1:4670",
        stsEndpoint: "http://127.0.0.1:4670",
      },
    ],
    [
      "local with OIDC on loopback keeps the demo people",
      { ...OIDC, OIDC_GROUPS_CLAIM: "roles" },
      { demoSignIn: true, oidcGroupsClaim: "roles" },
    ],
    [
      "local with OIDC on a wildcard address has no demo people",
      { ...OIDC, HOST: "0.0.0.0", NEXTAUTH_URL: "https://a.example.com/" },
      { demoSignIn: false, host: "0.0.0.0", nextAuthUrl: "https://a.example.com" },
    ],
    [
      "loopback behind a public address has no demo people",
      { NEXTAUTH_URL: "https://a.example.com" },
      { demoSignIn: false, host: "127.0.0.1" },
    ],
    [
      "another name of this machine keeps the demo people",
      { NEXTAUTH_URL: "http://localhost:3000" },
      { demoSignIn: true },
    ],
    [
      "prices and alarms of Spark sessions",
      { SPARK_USD_PER_DPU_HOUR: "0.4125", SPARK_IDLE_ALARM_MINUTES: "0" },
      { sparkUsdPerDpuHour: 0.4125, sparkIdleAlarmMs: 0 },
    ],
    [
      "the price of reserved capacity",
      { CAPACITY_USD_PER_DPU_HOUR: "0.25" },
      { capacityUsdPerDpuHour: 0.25 },
    ],
    ["localhost is loopback", { HOST: "localhost" }, { demoSignIn: true }],
    [
      "IPv6 loopback gets brackets in its address",
      { HOST: "::1" },
      { demoSignIn: true, nextAuthUrl: "http://[::1]:3000" },
    ],
    [
      "own endpoints",
      { ATHENA_ENDPOINT: "https://vpce.example.com", S3_ENDPOINT: "http://127.0.0.1:9000/" },
      { athenaEndpoint: "https://vpce.example.com", s3Endpoint: "http://127.0.0.1:9000" },
    ],
    [
      "STS elsewhere, and a role to assume for one role of ours",
      {
        STS_ENDPOINT: "https://sts.example.com",
        ASSUME_ROLE_ANALYST: "arn:aws-us-gov:iam::123456789012:role/teams/analyst",
      },
      {
        stsEndpoint: "https://sts.example.com",
        assumeRoles: { analyst: "arn:aws-us-gov:iam::123456789012:role/teams/analyst" },
      },
    ],
    [
      "PostgreSQL by either scheme",
      { DATABASE_URL: "postgresql://u:p@db/athenaeum" },
      { databaseUrl: "postgresql://u:p@db/athenaeum" },
    ],
    ["PostgreSQL by socket", { DATABASE_URL: "postgres:///a?host=/run/postgresql" }, {}],
    ["a GovCloud region", { AWS_REGION: "us-gov-west-1" }, { region: "us-gov-west-1" }],
    ["AWS_DEFAULT_REGION is not read", { AWS_DEFAULT_REGION: "x" }, { region: "us-east-1" }],
    ["log level", { LOG_LEVEL: "debug" }, { logLevel: "debug" }],
    ["both ports alike do no harm on aws", { ...AWS, PORT: "4570" }, { port: 4570 }],
  ];
  test.each(good)("%s", (_name, source, expected) => {
    expect(envOf(source)).toMatchObject(expected);
  });

  test("a policy file that can be read", () => {
    const path = join(folder, "policy.json");
    expect(envOf({ ACCESS_POLICY_FILE: path }).accessPolicyFile).toBe(path);
  });
});

describe("problems", () => {
  const wrong: [Source, string][] = [
    [{ ATHENAEUM_BACKEND: "azure" }, 'ATHENAEUM_BACKEND is "azure": set it to one of local, aws.'],
    [
      { ASSUME_ROLE_VIEWER: "arn:aws:iam::123456789012:user/vera" },
      'ASSUME_ROLE_VIEWER is "arn:aws:iam::123456789012:user/vera": set it to the ARN of an IAM role, for example arn:aws:iam::123456789012:role/athenaeum-viewer.',
    ],
    [{ PORT: "80a" }, 'PORT is "80a": set it to a port from 1 to 65535.'],
    [{ PORT: "0" }, 'PORT is "0": set it to a port from 1 to 65535.'],
    [
      { LOCAL_ATHENA_PORT: "70000" },
      'LOCAL_ATHENA_PORT is "70000": set it to a port from 1 to 65535.',
    ],
    [{ PORT: "4570" }, "PORT and LOCAL_ATHENA_PORT are both 4570: give one of them another port."],
    [
      { HOST: "http://127.0.0.1" },
      'HOST is "http://127.0.0.1": set it to an address or a host name without port, for example HOST=127.0.0.1.',
    ],
    [
      { HOST: "0.0.0.0", NEXTAUTH_URL: "http://10.0.0.1:3000" },
      "HOST=0.0.0.0 is reachable from other machines, where nobody may sign in without a password: set HOST=127.0.0.1, or set OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET.",
    ],
    [
      { ...OIDC, HOST: "0.0.0.0" },
      "NEXTAUTH_URL is not set: with HOST=0.0.0.0 set it to the address people open, for example NEXTAUTH_URL=https://athenaeum.example.com.",
    ],
    [
      { AWS_REGION: "Ireland" },
      'AWS_REGION is "Ireland": set it to the code of a region, for example AWS_REGION=eu-west-1.',
    ],
    [
      { ATHENA_ENDPOINT: "127.0.0.1:4570" },
      "ATHENA_ENDPOINT is not an address: set it to a URL that starts with https:// or http://.",
    ],
    [
      { S3_ENDPOINT: "s3://bucket" },
      "S3_ENDPOINT is not an address: set it to a URL that starts with https:// or http://.",
    ],
    [
      { NEXTAUTH_URL: "athenaeum.example.com" },
      "NEXTAUTH_URL is not an address: set it to a URL that starts with https:// or http://.",
    ],
    [
      { NEXTAUTH_URL: "https://example.com/athenaeum" },
      "NEXTAUTH_URL has more than a scheme, a host and a port: leave out the rest, for example NEXTAUTH_URL=https://athenaeum.example.com.",
    ],
    [
      { NEXTAUTH_SECRET: "short" },
      "NEXTAUTH_SECRET has 5 characters: set it to at least 32 random ones, for example the output of: openssl rand -base64 32",
    ],
    [
      { DATABASE_URL: "mysql://root:hunter2@db/a" },
      "DATABASE_URL is not a PostgreSQL address: set it to postgres://user:password@host:5432/database, or leave it out to use the database in the data folder.",
    ],
    [
      { ...OIDC, OIDC_CLIENT_SECRET: "" },
      "OIDC_CLIENT_SECRET is not set although another OIDC variable is: set all of OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, or none.",
    ],
    [
      { ...OIDC, OIDC_ISSUER: "id.example.com" },
      "OIDC_ISSUER is not an address: set it to a URL that starts with https:// or http://.",
    ],
    [
      { ACCESS_POLICY_FILE: "/nowhere/policy.json" },
      'ACCESS_POLICY_FILE is "/nowhere/policy.json", which is not a file that can be read: correct the path or the file\'s permissions.',
    ],
    [
      { LOG_LEVEL: "verbose" },
      'LOG_LEVEL is "verbose": set it to one of fatal, error, warn, info, debug, trace, silent.',
    ],
    [
      { ...AWS, AWS_REGION: undefined },
      "AWS_REGION is not set: on ATHENAEUM_BACKEND=aws set it to the region of your Athena, for example AWS_REGION=eu-west-1.",
    ],
    [
      { ...AWS, NEXTAUTH_SECRET: undefined },
      "NEXTAUTH_SECRET is not set: on ATHENAEUM_BACKEND=aws set it to at least 32 random characters, for example the output of: openssl rand -base64 32",
    ],
    [
      { ...AWS, NEXTAUTH_URL: undefined },
      "NEXTAUTH_URL is not set: on ATHENAEUM_BACKEND=aws set it to the address people open, for example NEXTAUTH_URL=https://athenaeum.example.com.",
    ],
    [
      { ...AWS, OIDC_ISSUER: undefined },
      "OIDC_ISSUER is not set: ATHENAEUM_BACKEND=aws needs a sign-in provider, so set OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET.",
    ],
  ];
  test.each(wrong)("%o", (source, line) => {
    expect(problemsOf(source)).toEqual([line]);
  });

  test("a folder is no policy file", () => {
    expect(problemsOf({ ACCESS_POLICY_FILE: folder })).toHaveLength(1);
  });

  test("all problems are told at once, one line each, naming the variable first", () => {
    const problems = problemsOf({ ATHENAEUM_BACKEND: "aws", PORT: "x" });
    expect(problems.map((line) => line.split(" ")[0])).toEqual([
      "PORT",
      "AWS_REGION",
      "OIDC_ISSUER",
      "OIDC_CLIENT_ID",
      "OIDC_CLIENT_SECRET",
      "NEXTAUTH_URL",
      "NEXTAUTH_SECRET",
    ]);
    for (const line of problems) expect(line).not.toContain("\n");
  });

  test("secrets are never shown", () => {
    const shown = problemsOf({
      NEXTAUTH_SECRET: "hunter2",
      DATABASE_URL: "mysql://root:hunter2@db/a",
      ATHENA_ENDPOINT: "user:hunter2@host",
      OIDC_CLIENT_SECRET: "hunter2",
    }).join("\n");
    expect(shown).not.toContain("hunter2");
    expect(shown.split("\n")).toHaveLength(5);
  });
});

test("isLoopback", () => {
  expect(["127.0.0.1", "127.1.2.3", "localhost", "::1"].every(isLoopback)).toBe(true);
  expect(["0.0.0.0", "::", "10.0.0.1", "127.example.com", "localhost.evil"].some(isLoopback)).toBe(
    false,
  );
});

test("httpOrigin", () => {
  expect(httpOrigin("127.0.0.1", 3000)).toBe("http://127.0.0.1:3000");
  expect(httpOrigin("::1", 3000)).toBe("http://[::1]:3000");
});
