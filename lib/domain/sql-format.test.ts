import { format } from "sql-formatter";
import { describe, expect, it } from "vitest";
import { joinShortClauses } from "./sql-format";

const formatted = (sql: string) => joinShortClauses(format(sql, { language: "trino" }));
const words = (sql: string) => sql.split(/\s+/).filter(Boolean);

describe("joinShortClauses", () => {
  it("puts clauses of one line on one line", () => {
    expect(
      formatted(
        "SELECT origin, count(*) AS n FROM flights GROUP BY origin ORDER BY n DESC LIMIT 5",
      ),
    ).toBe(
      "SELECT\n  origin,\n  count(*) AS n\nFROM flights\nGROUP BY origin\nORDER BY n DESC\nLIMIT 5",
    );
  });

  it("keeps clauses of several lines, also inside of subqueries", () => {
    expect(formatted("select * from (select a from t where b = 1 and c = 2) where a > 1")).toBe(
      "select *\nfrom\n  (\n    select a\n    from t\n    where\n      b = 1\n      and c = 2\n  )\nwhere a > 1",
    );
  });

  it("changes nothing but white space", () => {
    const sql =
      "WITH x AS (SELECT 1 AS a UNION ALL SELECT 2) SELECT CASE WHEN a = 1 THEN 'one' ELSE 'it''s' END FROM x -- last\nJOIN y ON x.a = y.a WHERE y.b IN (SELECT b FROM z)";
    expect(words(formatted(sql))).toEqual(words(format(sql, { language: "trino" })));
  });

  it("leaves SQL alone whose strings or comments span lines", () => {
    const sql = "SELECT\n  'from\n  t'\nFROM\n  x";
    expect(joinShortClauses(sql)).toBe(sql);
    const comment = "/* where\n  a\n*/\nSELECT\n  1";
    expect(joinShortClauses(comment)).toBe(comment);
  });
});
