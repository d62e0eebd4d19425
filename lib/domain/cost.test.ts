import { describe, expect, it } from "vitest";
import { costText } from "./cost";

describe("costText", () => {
  it("says free only where the kind of statement costs nothing", () => {
    expect(costText({ costUsd: 0, statementType: "DDL" })).toBe("free");
    expect(costText({ costUsd: 0, statementType: "UTILITY" })).toBe("free");
    expect(costText({ costUsd: 0, statementType: "DML" })).toBe("$0.0000");
  });
  it("shows what a CTAS costs, although Athena calls it DDL", () =>
    expect(costText({ costUsd: 0.00206, statementType: "DDL" })).toBe("$0.0021"));
  it("does not guess", () => expect(costText({ statementType: "DML" })).toBe("–"));
});
