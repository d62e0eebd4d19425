export type SqlTokenKind =
  | "keyword"
  | "function"
  | "string"
  | "number"
  | "comment"
  | "identifier"
  | "operator"
  | "space";
export type SqlToken = { text: string; kind: SqlTokenKind };

const KEYWORDS = new Set(
  `add all alter analyze and any array as asc at between by bucketed by case cast catalog clustered column columns
  comment commit constraint create cross cube current current_date current_time current_timestamp data database
  databases deallocate delete delimited desc describe distinct drop else end escape except execute exists explain
  external extract false fetch fields filter first following for format from full functions grouping group having
  if ignore in inner insert intersect interval into is join json last lateral left like limit lines location map
  matched merge msck natural next not null nulls offset on only optimize or order ordinality outer over partition
  partitioned partitions preceding prepare properties range recursive rename repair replace respect rewrite right
  rollup row rows schema schemas select serde serdeproperties set sets show stored table tables tablesample tblproperties
  terminated then time timestamp to true try_cast unbounded union unload unnest update using vacuum validate values
  view views when where window with within without zone`.split(/\s+/),
);

// Order matters: comments and quoted text first, so that nothing inside them is read as SQL.
const TOKEN =
  /(?<comment>--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|(?<string>'(?:[^']|'')*(?:'|$))|(?<quoted>"(?:[^"]|"")*(?:"|$)|`[^`]*(?:`|$))|(?<number>\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b)|(?<word>[A-Za-z_][A-Za-z0-9_$@]*)|(?<space>\s+)|(?<operator>.)/gsu;

/** Splits SQL for highlighting: lossless (the texts joined are the input) and tolerant of unfinished SQL. */
export function tokenizeSql(sql: string): SqlToken[] {
  const tokens: SqlToken[] = [];
  for (const match of sql.matchAll(TOKEN)) {
    const text = match[0];
    tokens.push({ text, kind: kindOf(match, sql) });
  }
  return tokens;
}

function kindOf(match: RegExpExecArray, sql: string): SqlTokenKind {
  const groups = match.groups ?? {};
  if (groups.comment !== undefined) return "comment";
  if (groups.string !== undefined) return "string";
  if (groups.quoted !== undefined) return "identifier";
  if (groups.number !== undefined) return "number";
  if (groups.space !== undefined) return "space";
  if (groups.word === undefined) return "operator";
  const before = sql[match.index - 1];
  const after = sql[match.index + match[0].length];
  // `properties.mag` and `t.date` are names, whatever the word means elsewhere.
  const isPartOfName = before === "." || after === ".";
  if (!isPartOfName && KEYWORDS.has(match[0].toLowerCase())) return "keyword";
  return after === "(" ? "function" : "identifier";
}

/** The statement in one line for lists: comments dropped, white space folded, cut at `lengthMax` with an ellipsis. */
export function summarizeSql(sql: string, lengthMax = 240): string {
  // Long statements are cut before they are read: a list never pays for 256 kB of SQL.
  const head = sql.slice(0, lengthMax * 20);
  const line = tokenizeSql(head)
    .map((token) => (token.kind === "comment" || token.kind === "space" ? " " : token.text))
    .join("")
    .replace(/\s+/g, " ")
    .trim();
  if (line === "") return sql.trim().slice(0, lengthMax);
  return line.length > lengthMax || head.length < sql.length
    ? `${line.slice(0, lengthMax)}…`
    : line;
}
