import { describe, expect, it } from "vitest";
import { asideName, decodeKey, encodeKey, keyProblem } from "./key-path";

const long = `${"ä".repeat(150)}${"x".repeat(300)}`;

const keys = [
  "flights/flights.parquet",
  "year=2024/month=01/x.csv",
  "city=a%3Ab/100%.csv",
  "../../etc/passwd",
  "a/../b",
  "a/./b",
  "..",
  ".",
  "/etc/passwd",
  "//",
  "a//b",
  "a/",
  "%2e%2e/%2E%2E/x",
  "a\0b",
  "a\\..\\b",
  "tab\tnewline\n\x7f",
  "c1\u0085\u009f",
  "%~x",
  "%+x/y",
  "%@x",
  "%~%25",
  "日本/😀",
  "...",
  ".hidden",
  " space ",
  long,
  `${long}/tail`,
  `${long}..`,
  `${"\n".repeat(400)}/`,
];

describe("encodeKey", () => {
  it.each(keys)("is undone by decodeKey and gives safe names: %j", (key) => {
    const parts = encodeKey(key);
    expect(decodeKey(parts)).toBe(key);
    for (const part of parts) {
      expect(part).not.toMatch(/^\.{0,2}$|[/\\]|\p{Cc}/u);
      expect(Buffer.byteLength(part)).toBeLessThanOrEqual(200);
    }
  });

  it("gives every key a path of its own", () => {
    expect(new Set(keys.map((key) => encodeKey(key).join("/"))).size).toBe(keys.length);
  });

  it("leaves ordinary keys, and what Hive escapes, as they are", () => {
    expect(encodeKey("t/city=a%3Ab/x y.csv")).toEqual(["t", "city=a%3Ab", "x y.csv"]);
  });
});

describe("decodeKey", () => {
  it("reads a file that stepped aside as the object of its own name", () => {
    expect(decodeKey(["a", asideName("b")])).toBe("a/b");
  });

  it.each([[["%~plain"]], [["a", "%+piece"]], [["%~%2e"]], [[]], [[".."]], [["a", ""]]])(
    "finds no key in names that encodeKey never gives: %j",
    (parts) => {
      expect(decodeKey(parts)).toBeUndefined();
    },
  );
});

describe("keyProblem", () => {
  it("counts bytes, not characters, and refuses half a character", () => {
    expect(keyProblem("ä".repeat(512))).toBeUndefined();
    expect(keyProblem("ä".repeat(513))).toBe("KeyTooLongError");
    expect(keyProblem("a\ud800")).toBe("InvalidKey");
    expect(keyProblem("")).toBe("InvalidKey");
  });
});
