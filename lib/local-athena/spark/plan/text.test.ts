import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Relation, WireValue } from "./plan";
import { expr, local, type PlanWorld, planWorld } from "./plans.fixture";
import { parseSchema, parseType, simpleString, treeString } from "./type-text";

let world: PlanWorld;
const signal = new AbortController().signal;

beforeAll(async () => {
  world = await planWorld();
});
afterAll(() => world.close());

const lines = (...all: string[]): string => all.map((line) => `${line}\n`).join("");

describe("show", () => {
  const frame = local("id INT, name STRING, x DOUBLE", [
    [1, "Alice", 1.5],
    [2, null, 10_000_000],
    [3, "a name that is longer than twenty", "NaN"],
  ]);

  test("stands right and cuts at twenty characters", async () => {
    expect(await world.show(frame)).toBe(
      lines(
        "+---+--------------------+-----+",
        "| id|                name|    x|",
        "+---+--------------------+-----+",
        "|  1|               Alice|  1.5|",
        "|  2|                null|1.0E7|",
        "|  3|a name that is lo...|  NaN|",
        "+---+--------------------+-----+",
      ),
    );
  });

  test("stands left when nothing is cut", async () => {
    expect(await world.show(frame, 20, 0)).toBe(
      lines(
        "+---+---------------------------------+-----+",
        "|id |name                             |x    |",
        "+---+---------------------------------+-----+",
        "|1  |Alice                            |1.5  |",
        "|2  |null                             |1.0E7|",
        "|3  |a name that is longer than twenty|NaN  |",
        "+---+---------------------------------+-----+",
      ),
    );
  });

  test("tells that there is more", async () => {
    expect(await world.show(frame, 1)).toBe(
      lines(
        "+---+-----+---+",
        "| id| name|  x|",
        "+---+-----+---+",
        "|  1|Alice|1.5|",
        "+---+-----+---+",
        "only showing top 1 row",
      ),
    );
    expect(await world.show(frame, 2)).toMatch(/only showing top 2 rows\n$/);
  });

  test("cuts as short as asked for, without dots below four", async () => {
    expect(await world.show(local("s STRING", [["abcdef"]]), 20, 3)).toBe(
      lines("+---+", "|  s|", "+---+", "|abc|", "+---+"),
    );
    expect(await world.show(local("s STRING", [["abcdef"]]), 20, 5)).toContain("|ab...|");
  });

  test("shows records vertically", async () => {
    expect(await world.show(frame, 1, 20, true)).toBe(
      lines(
        "-RECORD 0-----",
        " id   | 1     ",
        " name | Alice ",
        " x    | 1.5   ",
        "only showing top 1 row",
      ),
    );
    const none: Relation = { rel: "filter", input: frame, condition: expr("false") };
    expect(await world.show(none, 20, 20, true)).toBe("(0 rows)\n");
  });

  test("empty frames have their names", async () => {
    expect(await world.show(local("a INT", []))).toBe(lines("+---+", "|  a|", "+---+", "+---+"));
  });

  test("full-width characters count two, line breaks are written out", async () => {
    expect(await world.show(local("s STRING", [["日本"], ["a\nb"]]))).toBe(
      lines("+----+", "|   s|", "+----+", "|日本|", "|a\\nb|", "+----+"),
    );
  });

  test("values of all types as Spark writes them", async () => {
    const all = local(
      "d DATE, t TIMESTAMP, n DECIMAL(10,2), f FLOAT, b BOOLEAN, y BINARY, a ARRAY<INT>, m MAP<STRING,DOUBLE>, s STRUCT<x:INT,y:STRING>, l BIGINT",
      [
        [
          "2024-01-31",
          "2024-01-31T10:00:00.500000Z",
          "1.50",
          0.1,
          true,
          "AQL/",
          [1, null],
          [["k", 2]],
          [1, null],
          "9223372036854775807",
        ],
      ],
    );
    expect(await world.show(all, 20, 0)).toContain(
      "|2024-01-31|2024-01-31 10:00:00.5|1.50|0.1|true|[01 02 FF]|[1, null]|{k -> 2.0}|{1, null}|9223372036854775807|",
    );
    expect(await world.rows(all)).toEqual([
      [
        "2024-01-31",
        "2024-01-31T10:00:00.5Z",
        "1.50",
        expect.closeTo(0.1, 6),
        true,
        "AQL/",
        [1, null],
        [["k", 2]],
        [1, null],
        "9223372036854775807",
      ],
    ]);
  });
});

describe("types", () => {
  test("are read from DDL and written as Spark writes them", () => {
    const schema = parseSchema(
      "a INT NOT NULL COMMENT 'first', `b c` array<struct<x:decimal(5,1),y:map<string,tinyint>>>, d varchar(10)",
    );
    expect(simpleString(schema)).toBe(
      "struct<a:int,b c:array<struct<x:decimal(5,1),y:map<string,tinyint>>>,d:string>",
    );
    expect(schema.fields[0]).toEqual({
      name: "a",
      type: "integer",
      nullable: false,
      metadata: { comment: "first" },
    });
    expect(treeString(schema)).toBe(
      lines(
        "root",
        " |-- a: integer (nullable = false)",
        " |-- b c: array (nullable = true)",
        " |    |-- element: struct (containsNull = true)",
        " |    |    |-- x: decimal(5,1) (nullable = true)",
        " |    |    |-- y: map (nullable = true)",
        " |    |    |    |-- key: string",
        " |    |    |    |-- value: byte (valueContainsNull = true)",
        " |-- d: string (nullable = true)",
      ),
    );
  });

  test.each([
    ["foo", "DataType foo is not supported."],
    ["decimal(40,2)", "decimal can only support precision up to 38"],
    ["decimal(5,6)", "Decimal scale (6) cannot be greater than precision (5)."],
    ["array<int", "mismatched input '<EOF>' expecting a data type"],
  ])("%s is refused", (ddl, message) => {
    expect(() => parseType(ddl)).toThrow(message);
  });
});

describe("nullability", () => {
  test.each([
    ["SELECT count(1) FROM range(1)", [false]],
    ["SELECT id, id + 1, id / 2, sum(id) OVER () FROM range(1)", [false, false, true, true]],
    [
      "SELECT coalesce(cast('1' as int), 0), cast('1' as int), 'x', NULL",
      [false, true, false, true],
    ],
    ["SELECT a.id, b.id FROM range(1) a LEFT JOIN range(1) b ON a.id = b.id", [false, true]],
    ["SELECT array(1)[0], isnull(1), 1 IN (1, NULL)", [true, false, true]],
  ])("%s", async (query, nullable) => {
    const schema = await world.planner.schema({ rel: "sql", query }, signal);
    expect(schema.fields.map((field) => field.nullable)).toEqual(nullable);
  });
});

describe("explain", () => {
  const plan: Relation = {
    rel: "filter",
    input: { rel: "subqueryAlias", name: "r", input: { rel: "range", start: 0, end: 10, step: 1 } },
    condition: expr("r.id > 3"),
  };
  const withoutIds = (text: string): string => text.replace(/#\d+/g, "#n");

  test("shows what DuckDB is given", async () => {
    expect(withoutIds(await world.planner.explain(plan, "simple", signal))).toBe(
      lines(
        "== Physical Plan ==",
        "DuckDB",
        "+- Filter (id#n > cast(3 as bigint))",
        "   +- Range (0, 10, step=1)",
        "",
      ),
    );
  });

  test("extended: from what was asked for to what runs", async () => {
    expect(withoutIds(await world.planner.explain(plan, "extended", signal))).toBe(
      lines(
        "== Parsed Logical Plan ==",
        "'Filter r.id > 3",
        "+- 'SubqueryAlias r",
        "   +- Range (0, 10, step=1)",
        "",
        "== Analyzed Logical Plan ==",
        "id: bigint",
        "Filter (id#n > cast(3 as bigint))",
        "+- SubqueryAlias r",
        "   +- Range (0, 10, step=1)",
        "",
        "== Optimized Logical Plan ==",
        "Filter (id#n > cast(3 as bigint))",
        "+- Range (0, 10, step=1)",
        "",
        "== Physical Plan ==",
        "DuckDB",
        "+- Filter (id#n > cast(3 as bigint))",
        "   +- Range (0, 10, step=1)",
      ),
    );
  });
});

test("a local frame of many rows has the same values as one of few", async () => {
  const ddl = "i BIGINT, s STRING, x DOUBLE, b BOOLEAN, d DATE, t TIMESTAMP, n DECIMAL(20,3)";
  const few: WireValue[][] = [
    [
      "9223372036854775807",
      "it's\n",
      "NaN",
      true,
      "2024-01-31",
      "2024-01-31T10:00:00.000001Z",
      "1.500",
    ],
    [null, null, null, null, null, null, null],
    [-5, "", -0.1, false, "0001-01-01", "1969-12-31T23:59:59.5Z", "-0.001"],
  ];
  const many = Array.from({ length: 300 }, (_, at) => few[at % 3] ?? []);
  const rows = await world.rows(local(ddl, many));
  expect(rows).toHaveLength(300);
  expect(rows.slice(0, 3)).toEqual(await world.rows(local(ddl, few)));
  expect(rows.slice(297)).toEqual(rows.slice(0, 3));
  const divided = [...many, [1, "a\u001eb\u001f", 1, true, null, null, null]];
  expect((await world.rows(local(ddl, divided))).at(-1)?.[1]).toBe("a\u001eb\u001f");
});
