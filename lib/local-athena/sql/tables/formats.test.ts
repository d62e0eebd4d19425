import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestEngine, type TestEngine } from "../test-engine.fixture";

let athena: TestEngine;
beforeAll(async () => {
  athena = await openTestEngine();
  await athena.store.createBucket("lake");
});
afterAll(() => athena.close());

let tables = 0;
type Table = {
  columns: string;
  /** What follows the columns, but for LOCATION and TBLPROPERTIES. */
  format: string;
  properties?: string;
  content: string | Buffer | Record<string, string | Buffer>;
};

async function tableOf({ columns, format, properties, content }: Table): Promise<string> {
  const name = `t${++tables}`;
  const files =
    typeof content === "string" || Buffer.isBuffer(content) ? { "a.txt": content } : content;
  for (const [key, body] of Object.entries(files))
    await athena.store.put("lake", `${name}/${key}`, Buffer.from(body));
  const tail = properties === undefined ? "" : ` TBLPROPERTIES (${properties})`;
  await athena.query(
    `CREATE EXTERNAL TABLE ${name} (${columns}) ${format} LOCATION 's3://lake/${name}/'${tail}`,
  );
  return name;
}

const openCsv = "ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde'";
const openx = "ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'";
const hiveJson = "ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe'";
const regex = "ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.RegexSerDe'";

const read: [string, Table, (string | null)[][]][] = [
  [
    "collections by the delimiters of their level",
    {
      columns:
        "tags array<string>, counts map<string,int>, place struct<city:string,zip:int>, deep array<array<int>>, by map<string,array<int>>",
      format:
        "ROW FORMAT DELIMITED FIELDS TERMINATED BY '|' COLLECTION ITEMS TERMINATED BY ',' MAP KEYS TERMINATED BY ':'",
      content: "a,b|x:1,y:2|Oslo,150|1:2,3|k:1\x042,l:3\n|||\n\\N|x|Bergen|\\N,4|\n",
    },
    [
      ["[]", "{}", "{city=, zip=null}", "[]", null],
      ["[a, b]", "{x=1, y=2}", "{city=Oslo, zip=150}", "[[1, 2], [3]]", "{k=[1, 2], l=[3]}"],
      [null, "{x=null}", "{city=Bergen, zip=null}", "[null, [4]]", "{}"],
    ],
  ],
  [
    "scalar types in text; what does not parse is NULL",
    {
      columns:
        "a tinyint, b boolean, c decimal(5,2), d timestamp, e binary, f varchar(2), g char(3), h float, i date",
      format: "ROW FORMAT DELIMITED FIELDS TERMINATED BY ','",
      content:
        "1,TRUE,1.555,2024-01-02 03:04:05.678,aGk=,abc,x  y,1.5,2024-01-02\n300,yes,12345.6,2024-01-02T03:04:05,***,é,ab,x,soon\n",
    },
    [
      ["1", "true", "1.56", "2024-01-02 03:04:05.678", "68 69", "ab", "x  ", "1.5", "2024-01-02"],
      [null, null, null, null, null, "é", "ab ", null, null],
    ],
  ],
  [
    "NULL DEFINED AS, escapes, CRLF, empty lines",
    {
      columns: "a string, b string",
      format:
        "ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\t' ESCAPED BY '\\\\' LINES TERMINATED BY '\\n' NULL DEFINED AS '-'",
      content: "-\tx\\\ty\r\n\r\nlast\t\r\n",
    },
    [
      ["", null],
      ["last", ""],
      [null, "x\ty"],
    ],
  ],
  [
    "compressed and plain objects side by side, a header in each",
    {
      columns: "id int",
      format: "ROW FORMAT DELIMITED FIELDS TERMINATED BY ','",
      properties: "'skip.header.line.count' = '1'",
      content: { "a.csv.gz": gzipSync("id\n1\n"), "b.csv": "id\n2\n", "c.csv": "id" },
    },
    [["1"], ["2"]],
  ],
  [
    "OpenCSV: types as Athena reads them",
    {
      columns:
        "a int, b bigint, c double, d boolean, e date, f timestamp, g decimal(6,2), h string",
      format: openCsv,
      content: '"1","2","1.5","TRUE","18276","1579059880123","12.345",""\n',
    },
    [["1", "2", "1.5", "true", "2020-01-15", "2020-01-15 03:44:40.123", "12.35", ""]],
  ],
  [
    "OpenCSV: other separators, quotes and escapes",
    {
      columns: "a string, b string, c string",
      format: `${openCsv} WITH SERDEPROPERTIES ('separatorChar' = '\\t', 'quoteChar' = '\\'', 'escapeChar' = '\\\\')`,
      content: "'x\ty'\t'it\\'s'\t\"z\"\n",
    },
    [["x\ty", "it's", '"z"']],
  ],
  [
    "OpenX JSON converts what it can, whatever the case of keys",
    {
      columns:
        "id int, name string, ok boolean, price double, at timestamp, tags array<string>, place struct<city:string,zip:int>, counts map<string,int>, raw string",
      format: openx,
      content: `{"ID":"7","name":5,"ok":"TRUE","Price":"1.5","at":"2024-01-02T03:04:05Z","tags":"one","place":{"City":"Oslo","zip":"150"},"counts":{"A":1,"b":null},"raw":{"x":[1,2]}}
{"id":1.9,"name":null,"at":1704164645000,"tags":["a",null,2],"place":["Bergen",5],"counts":{},"raw":"t"}
{"id":"x","at":1704164645,"place":null}
["9","list"]

`,
    },
    [
      [
        "1",
        null,
        null,
        null,
        "2024-01-02 03:04:05.000",
        "[a, null, 2]",
        "{city=Bergen, zip=5}",
        "{}",
        "t",
      ],
      [
        "7",
        "5",
        "true",
        "1.5",
        "2024-01-02 03:04:05.000",
        "[one]",
        "{city=Oslo, zip=150}",
        "{A=1, b=null}",
        '{"x":[1,2]}',
      ],
      ["9", "list", null, null, null, null, null, null, null],
      [null, null, null, null, "2024-01-02 03:04:05.000", null, null, null, null],
      [null, null, null, null, null, null, null, null, null],
    ],
  ],
  [
    "OpenX JSON: mappings, dots in keys, malformed lines ignored",
    {
      columns: "ts string, a_b string",
      format: `${openx} WITH SERDEPROPERTIES ('mapping.ts' = 'Time/Stamp', 'dots.in.keys' = 'true', 'ignore.malformed.json' = 'true')`,
      content: '{"Time/Stamp":"now","a.b":"dotted"}\n{"ts":\n',
    },
    [
      ["now", "dotted"],
      [null, null],
    ],
  ],
  [
    "JSON keys in other case deep inside, differently in each line",
    {
      columns: "a struct<b:struct<c:array<struct<d:int>>>>",
      format: hiveJson,
      content: '{"a":{"b":{"c":[{"d":1},{"D":2}]}}}\n{"A":{"B":{"C":[{"D":3}]}}}\n',
    },
    [["{b={c=[{d=1}, {d=2}]}}"], ["{b={c=[{d=3}]}}"]],
  ],
  [
    "RegexSerDe: a column a group; lines that do not match are NULL",
    {
      columns: "host string, status int, bytes bigint, missing string",
      format: `${regex} WITH SERDEPROPERTIES ('input.regex' = '([^ ]*) (?:-) \\\\[.*\\\\] ([0-9]+) (\\\\S+)')`,
      content: "h1 - [x y] 200 512\nh2 - [z] 404 -\nbroken\n",
    },
    [
      ["h1", "200", "512", null],
      ["h2", "404", null, null],
      [null, null, null, null],
    ],
  ],
];

describe("reading", () => {
  test.each(read)("%s", async (_, table, expected) => {
    const name = await tableOf(table);
    expect((await athena.query(`SELECT * FROM ${name} ORDER BY 1`)).rows).toEqual(expected);
  });

  test("Parquet: columns by name in any case, those that older objects lack, those taken away, nested ones", async () => {
    const { name } = { name: "evolved" };
    await athena.store.put("lake", "seed/a.json", Buffer.from('{"n":1}\n'));
    await athena.query(`CREATE EXTERNAL TABLE seed (n int) ${openx} LOCATION 's3://lake/seed/'`);
    for (const [folder, query] of [
      ["old", "SELECT 1 AS id, 'x' AS Gone, ARRAY[1] AS list FROM seed"],
      [
        "new",
        "SELECT 2 AS id, 'y' AS added, CAST(ROW(1, 'a') AS ROW(a integer, b varchar)) AS pair FROM seed",
      ],
    ] as const)
      await athena.query(
        `UNLOAD (${query}) TO 's3://lake/evolved/${folder}/' WITH (format = 'PARQUET')`,
      );
    await athena.query(
      `CREATE EXTERNAL TABLE ${name} (id bigint, added string, list array<int>, pair struct<a:int,b:string>) STORED AS PARQUET LOCATION 's3://lake/evolved/'`,
    );
    expect((await athena.query(`SELECT * FROM ${name} ORDER BY id`)).rows).toEqual([
      ["1", null, "[1]", null],
      ["2", "y", null, "{a=1, b=a}"],
    ]);
  });
});

const failing: [string, Table, RegExp][] = [
  [
    "OpenCSV: a text that is no number",
    { columns: "a string, b int", format: openCsv, content: "x,\n" },
    /^HIVE_BAD_DATA: Error parsing field value '' for field 1: For input string: ""$/,
  ],
  [
    "JSON: a malformed line",
    { columns: "a int", format: openx, content: '{"a":1}\n{"a":\n' },
    /^HIVE_CURSOR_ERROR: Row is not a valid JSON Object$/,
  ],
  [
    "OpenX JSON: an object where a number is wanted",
    { columns: "a int", format: openx, content: '{"a":{"b":1}}\n' },
    /^HIVE_BAD_DATA: /,
  ],
  [
    "Hive JSON: a text where a number is wanted",
    { columns: "a int", format: hiveJson, content: '{"a":"1"}\n' },
    /^HIVE_BAD_DATA: /,
  ],
  [
    "a compression that cannot be read",
    { columns: "a int", format: "", content: { "a.bz2": "x" } },
    /^NOT_SUPPORTED: The compression of s3:\/\/lake\/t\d+\/a\.bz2/,
  ],
  [
    "text whose lines end in two ways",
    { columns: "a string", format: "", content: "x\ny\r\nz\n" },
    /^HIVE_BAD_DATA: A line of the table's text cannot be read/,
  ],
  [
    "RegexSerDe without a pattern",
    { columns: "a string", format: regex, content: "x\n" },
    /^HIVE_INVALID_METADATA: .*input\.regex/,
  ],
  [
    "ORC",
    { columns: "a int", format: "STORED AS ORC", content: "x" },
    /^NOT_SUPPORTED: The SerDe .*OrcSerde/,
  ],
];

test.each(failing)("%s fails", async (_, table, reason) => {
  const name = await tableOf(table);
  expect((await athena.failure(`SELECT * FROM ${name}`)).reason).toMatch(reason);
});
