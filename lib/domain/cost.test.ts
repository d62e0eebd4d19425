import { describe, expect, it } from "vitest";
import { costText } from "./cost";

describe("costText", () => {
  it("says free where a success is not billed, whatever the kind of statement", () =>
    expect(costText({ state: "SUCCEEDED", costUsd: 0 })).toBe("free"));
  it("says reused where it is not billed for that reason", () =>
    expect(costText({ state: "SUCCEEDED", costUsd: 0, reusedPreviousResult: true })).toBe(
      "reused",
    ));
  it("praises no failure as free", () =>
    expect(costText({ state: "FAILED", costUsd: 0 })).toBe("$0.0000"));
  it("shows what was billed", () =>
    expect(costText({ state: "SUCCEEDED", costUsd: 0.00206 })).toBe("$0.0021"));
  it("does not guess", () => expect(costText({ state: "RUNNING" })).toBe("–"));
});
