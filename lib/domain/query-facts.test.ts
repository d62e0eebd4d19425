import { describe, expect, it } from "vitest";
import {
  engineVersionText,
  executionTitle,
  resultReuseText,
  retryableText,
  statementTypeText,
} from "./query-facts";

describe("query facts", () => {
  it("names statement types as far as they are known", () => {
    expect(statementTypeText("DML", "SELECT")).toBe("DML, SELECT");
    expect(statementTypeText("DDL", undefined)).toBe("DDL");
    expect(statementTypeText(undefined, undefined)).toBeUndefined();
  });

  it("says which engine ran, and which was chosen where that differs", () => {
    const effective = "Athena engine version 3";
    expect(engineVersionText({ selected: effective, effective })).toBe(effective);
    expect(engineVersionText({ selected: "AUTO", effective })).toBe(`${effective} (chosen: AUTO)`);
    expect(engineVersionText({ selected: "AUTO" })).toBe("AUTO");
    expect(engineVersionText(undefined)).toBeUndefined();
  });

  it("tells allowed reuse from reuse that happened", () => {
    expect(resultReuseText(undefined, undefined)).toBe("off");
    expect(resultReuseText({ enabled: false, maxAgeMinutes: 60 }, false)).toBe("off");
    expect(resultReuseText({ enabled: true, maxAgeMinutes: 10 }, false)).toBe(
      "up to 10 min old; not reused",
    );
    expect(resultReuseText({ enabled: true, maxAgeMinutes: 10 }, undefined)).toBe(
      "up to 10 min old",
    );
    expect(resultReuseText({ enabled: true }, undefined)).toBe("up to 60 min old");
    expect(resultReuseText({ enabled: true, maxAgeMinutes: 10 }, true)).toBe(
      "reused a previous result",
    );
  });

  it("puts the statement's first words and its state into the title", () => {
    expect(executionTitle("-- daily\nSELECT 1", "Running")).toBe("SELECT 1 · Running");
  });

  it("says whether a retry can help, or that nobody knows", () => {
    expect(retryableText(true)).toMatch(/^yes/);
    expect(retryableText(false)).toMatch(/^no/);
    expect(retryableText(undefined)).toBeUndefined();
  });
});
