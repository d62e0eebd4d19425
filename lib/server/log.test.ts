import { closeSync, openSync } from "node:fs";
import { Writable } from "node:stream";
import { DrizzleQueryError } from "drizzle-orm/errors";
import { expect, it } from "vitest";
import { createLog, lines } from "./log";

it("keeps statements and their values out of the log", () => {
  let written = "";
  const log = createLog(
    "info",
    new Writable({
      write(chunk, _encoding, done) {
        written += chunk;
        done();
      },
    }),
  );
  const cause = Object.assign(new Error("connection refused"), { code: "ECONNREFUSED" });
  log.error({ err: new DrizzleQueryError("insert into x", ["a secret"], cause) }, "failed");
  expect(written).toContain("ECONNREFUSED");
  expect(written).not.toMatch(/insert into|a secret/);
});

it("goes on when nothing can be written", () => {
  const full = openSync("/dev/full", "w");
  const log = createLog("info", lines(full));
  for (let i = 0; i < 100; i++) log.info({ i }, "a line");
  closeSync(full);
});
