import { describe, expect, it } from "vitest";
import { newSettings } from "@/lib/domain/workgroups/wire";
import { type BulkOutcome, type BulkStep, runBulk } from "./run-bulk";

const steps: BulkStep[] = ["a", "b", "c", "d"].map((name) => ({
  name,
  basedOn: name,
  settings: newSettings("sql"),
}));

function run(send: (name: string) => Promise<void>, stopAfter?: string) {
  const last = new Map<string, BulkOutcome>();
  const said: string[] = [];
  let stopped = false;
  const running = runBulk({
    steps,
    send: async ({ name }) => {
      if (name === stopAfter) stopped = true;
      await send(name);
    },
    isConflict: (error) => error instanceof RangeError,
    isStopped: () => stopped,
    report: (name, outcome) => {
      last.set(name, outcome);
      said.push(`${name} ${outcome.state}`);
    },
  });
  return running.then(() => ({ last, said }));
}

describe("a bulk change", () => {
  it("goes from one to the next, and on past those that fail", async () => {
    const { last, said } = await run(async (name) => {
      if (name === "b") throw new Error("Athena said no");
      if (name === "c") throw new RangeError("somebody else");
    });
    expect(said).toEqual([
      "a sending",
      "a done",
      "b sending",
      "b failed",
      "c sending",
      "c conflict",
      "d sending",
      "d done",
    ]);
    expect(last.get("b")).toEqual({ state: "failed", message: "Athena said no" });
    expect(last.get("c")).toEqual({ state: "conflict", message: "somebody else" });
  });

  it("is stopped: what is being sent ends, the others are not tried", async () => {
    const { last } = await run(async () => {}, "b");
    expect([...last].map(([name, { state }]) => `${name} ${state}`)).toEqual([
      "a done",
      "b done",
      "c notTried",
      "d notTried",
    ]);
  });
});
