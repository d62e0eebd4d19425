import { describe, expect, it } from "vitest";
import { foldsInto, NOTEBOOK_NAME, nameFromFile } from "./notebooks";

describe("foldsInto", () => {
  const first = { kind: "saved", actorId: "ana", savedAt: 1_000 } as const;
  const later = (ms: number, more: object = {}) => ({ ...first, savedAt: 1_000 + ms, ...more });

  it("joins the saves of one person within five minutes", () => {
    expect(foldsInto(first, later(299_999))).toBe(true);
    expect(foldsInto(first, later(300_000))).toBe(false);
    expect(foldsInto(undefined, first)).toBe(false);
  });

  it("never joins what someone else did, or something else than a save", () => {
    expect(foldsInto(first, later(1, { actorId: "bo" }))).toBe(false);
    for (const kind of ["created", "imported", "restored", "outside"] as const) {
      expect(foldsInto(first, later(1, { kind }))).toBe(false);
      expect(foldsInto({ ...first, kind }, later(1))).toBe(false);
    }
  });
});

it("a file's name becomes a name that Athena takes", () => {
  expect(nameFromFile("Flights 2024.ipynb")).toBe("Flights 2024");
  expect(nameFromFile("a:b\\c.IPYNB")).toBe("a-b-c");
  expect(nameFromFile(".ipynb")).toBe("Notebook");
  for (const name of ["a:b.ipynb", "x".repeat(400), ".ipynb"])
    expect(nameFromFile(name)).toMatch(NOTEBOOK_NAME);
});
