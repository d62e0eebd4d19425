import { type Place, parseError } from "./parse-error";

export type Token = Place & {
  kind: "word" | "quoted" | "string" | "number" | "symbol" | "end";
  /** As written; the name of a quoted one, the value of a string. */
  text: string;
  /** In upper case for words, as written for symbols, empty otherwise: what the grammar compares. */
  match: string;
  /** Offsets in the SQL text. */
  start: number;
  end: number;
};

const number = /(?:\d+\.\d*|\.\d+|\d+)(?:[eE][+-]?\d+)?(?:[lLsSyYdDfF]|[bB][dD])?/y;
const word = /\w+/y;
const symbol = /<=>|<=|>=|<>|!=|==|\|\||->|=>|[-=<>+*/%~&|^:,.;()[\]!?{}]/y;

const escapes: Readonly<Record<string, string>> = {
  "0": "\0",
  b: "\b",
  n: "\n",
  r: "\r",
  t: "\t",
  Z: "\x1a",
  "%": "\\%",
  _: "\\_",
};

/** The value of a string literal without its quotes, as Spark undoes backslashes. */
function unescaped(body: string): string {
  return body.replaceAll(
    /\\(?:u([0-9a-fA-F]{4})|([0-3][0-7]{2})|([\s\S]))/g,
    (_, unicode?: string, octal?: string, other = "") => {
      if (unicode !== undefined) return String.fromCharCode(Number.parseInt(unicode, 16));
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      return escapes[other] ?? other;
    },
  );
}

/** Where a comment that starts here ends: bracketed ones may stand within each other. */
function commentEnd(sql: string, from: number): number | undefined {
  if (sql.startsWith("--", from)) {
    for (let at = from; ; ) {
      const line = sql.indexOf("\n", at);
      if (line === -1) return sql.length;
      if (sql[line - 1] !== "\\") return line + 1;
      at = line + 1;
    }
  }
  if (!sql.startsWith("/*", from)) return undefined;
  let depth = 1;
  for (let at = from + 2; at < sql.length; at++) {
    if (sql.startsWith("/*", at)) {
      depth++;
      at++;
    } else if (sql.startsWith("*/", at)) {
      depth--;
      at++;
      if (depth === 0) return at + 1;
    }
  }
  return sql.length;
}

/**
 * The tokens of a SQL text, the last one of kind `end`. Comments and hints are left out.
 * @throws SparkError ParseException for a character that starts no token and a quote that nothing closes
 */
export function tokensOf(sql: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  let lineStart = 0;
  let at = 0;
  const moveTo = (end: number) => {
    for (let index = at; index < end; index++) {
      if (sql[index] !== "\n") continue;
      line++;
      lineStart = index + 1;
    }
    at = end;
  };
  const add = (kind: Token["kind"], end: number, text = sql.slice(at, end)) => {
    const match = kind === "word" ? text.toUpperCase() : kind === "symbol" ? text : "";
    tokens.push({ kind, text, match, start: at, end, line, position: at - lineStart });
    moveTo(end);
  };
  const endOf = (pattern: RegExp) => {
    pattern.lastIndex = at;
    return pattern.test(sql) ? pattern.lastIndex : at;
  };
  const unclosed = (start: string) =>
    parseError(
      sql,
      { line, position: at - lineStart },
      `extraneous input '${start}' expecting <EOF>`,
    );
  while (at < sql.length) {
    const first = sql[at] ?? "";
    const skipped = /\s/.test(first) ? at + 1 : commentEnd(sql, at);
    if (skipped !== undefined) {
      moveTo(skipped);
      continue;
    }
    if (first === "'" || first === '"') {
      let end = at + 1;
      while (end < sql.length && sql[end] !== first) end += sql[end] === "\\" ? 2 : 1;
      if (end >= sql.length) throw unclosed(first);
      add("string", end + 1, unescaped(sql.slice(at + 1, end)));
    } else if (first === "`") {
      let end = at + 1;
      while (end < sql.length && (sql[end] !== "`" || sql[end + 1] === "`"))
        end += sql[end] === "`" ? 2 : 1;
      if (end >= sql.length) throw unclosed("`");
      add("quoted", end + 1, sql.slice(at + 1, end).replaceAll("``", "`"));
    } else {
      const [numberEnd, wordEnd] = [endOf(number), endOf(word)];
      if (numberEnd > at && numberEnd >= wordEnd) add("number", numberEnd);
      else if (wordEnd > at) add("word", wordEnd);
      else if (endOf(symbol) > at) add("symbol", endOf(symbol));
      else throw unclosed(first);
    }
  }
  add("end", at, "<EOF>");
  return tokens;
}
