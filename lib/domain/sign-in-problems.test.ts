import { describe, expect, it } from "vitest";
import { signInProblem } from "./sign-in-problems";

describe("signInProblem", () => {
  it("is silent without a code", () => expect(signInProblem(undefined)).toBeUndefined());
  it("knows a code in either spelling of next-auth", () => {
    expect(signInProblem("configuration")).toBe(signInProblem("Configuration"));
    expect(signInProblem("SessionRequired")).toContain("session has ended");
  });
  it("never repeats text from the address", () => {
    expect(signInProblem("Call 555-0100 now")).toBe("The sign-in did not work. Try again.");
    expect(signInProblem("constructor")).toBe("The sign-in did not work. Try again.");
  });
});
