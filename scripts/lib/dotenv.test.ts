import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readDotEnv } from "./dotenv.mjs";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "dotenv-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

test("no file, no variables", () => {
  expect(readDotEnv(join(folder, "not-there"))).toEqual({});
});

test("plain, quoted, exported, commented and empty lines", () => {
  const path = join(folder, ".env");
  writeFileSync(
    path,
    [
      "# comment",
      "",
      "PORT=3210",
      "HOST = 127.0.0.1  # this machine",
      'NEXTAUTH_SECRET="with # and = inside"',
      "OIDC_CLIENT_SECRET='single \"quoted\"'",
      "export AWS_REGION=eu-west-1",
      "DATABASE_URL=postgres://u:p@db:5432/a?sslmode=require&x=y\r",
      "EMPTY=",
      "#LOG_LEVEL=debug",
      "not a line",
    ].join("\n"),
  );
  expect(readDotEnv(path)).toEqual({
    PORT: "3210",
    HOST: "127.0.0.1",
    NEXTAUTH_SECRET: "with # and = inside",
    OIDC_CLIENT_SECRET: 'single "quoted"',
    AWS_REGION: "eu-west-1",
    DATABASE_URL: "postgres://u:p@db:5432/a?sslmode=require&x=y",
    EMPTY: "",
  });
});
