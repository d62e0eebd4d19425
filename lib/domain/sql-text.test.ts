import { describe, expect, it } from "vitest";
import { summarizeSql, tokenizeSql } from "./sql-text";

describe("tokenizeSql", () => {
  it.each([
    "SELECT 'it''s', \"a b\", `x` -- end\nFROM t /* c */ WHERE n >= 1.5e3",
    "SELECT 'unfinished",
    "/* unfinished",
    "",
    "sélect ✓ 💥",
  ])("loses nothing of %j", (sql) => {
    expect(
      tokenizeSql(sql)
        .map((token) => token.text)
        .join(""),
    ).toBe(sql);
  });

  it("tells keywords, functions, strings and comments apart", () => {
    const kinds = tokenizeSql("SELECT count(*) FROM t -- FROM x\nWHERE a = 'SELECT'")
      .filter((token) => token.kind !== "space")
      .map((token) => `${token.kind}:${token.text}`);
    expect(kinds).toEqual([
      "keyword:SELECT",
      "function:count",
      "operator:(",
      "operator:*",
      "operator:)",
      "keyword:FROM",
      "identifier:t",
      "comment:-- FROM x",
      "keyword:WHERE",
      "identifier:a",
      "operator:=",
      "string:'SELECT'",
    ]);
  });
});

it("takes the parts of a dotted name for names", () => {
  const words = tokenizeSql("SELECT properties.mag, t.date").filter((token) =>
    /\w/.test(token.text),
  );
  expect(words.map((token) => token.kind)).toEqual([
    "keyword",
    "identifier",
    "identifier",
    "identifier",
    "identifier",
  ]);
});

describe("summarizeSql", () => {
  it("drops comments and folds white space", () => {
    expect(summarizeSql("-- daily report\n\nSELECT a,\n       b /* note */\nFROM t")).toBe(
      "SELECT a, b FROM t",
    );
  });
  it("keeps comment marks inside strings", () => {
    expect(summarizeSql("SELECT '--x'")).toBe("SELECT '--x'");
  });
  it("shows a statement that is only a comment", () => {
    expect(summarizeSql("-- nothing else")).toBe("-- nothing else");
  });
  it("cuts long statements with an ellipsis", () => {
    const summary = summarizeSql(`SELECT ${"x, ".repeat(50_000)} y`, 40);
    expect(summary).toHaveLength(41);
    expect(summary.endsWith("…")).toBe(true);
  });
});
