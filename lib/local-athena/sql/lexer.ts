import type { SqlError } from "./engine";
import { hiveParseFailure } from "./statements/hive-error";
import { malformed } from "./trino-parser";

export type Token = {
  kind: "word" | "name" | "text" | "number" | "symbol" | "end";
  /** Names and texts without their quotes; words as written. */
  value: string;
  start: number;
  end: number;
  line: number;
  column: number;
};

const pattern =
  /(\s+|--[^\n]*|\/\*[\s\S]*?\*\/)|([A-Za-z_][\w$]*)|(`(?:[^`]|``)*`|"(?:[^"]|"")*")|('(?:[^'\\]|\\.|'')*')|(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)|(.)/gsy;

const escapes: Record<string, string> = {
  n: "\n",
  t: "\t",
  r: "\r",
  "0": "\0",
  b: "\b",
  Z: "\x1a",
};

/** What Trino's grammar has nothing of: double quotes hold texts there, in which a backslash escapes one. */
const ofHiveOnly = /^(?:CREATE (?:EXTERNAL|DATABASE|SCHEMA)|ALTER (?:TABLE|DATABASE|SCHEMA)) /;
const hiveText = /"(?:[^"\\]|\\.)*"/sy;

/** Value of a Hive string literal: `\001` is octal, `\t` a tab, a doubled quote one quote. */
function textValue(literal: string): string {
  const quote = literal[0] ?? "";
  return literal
    .slice(1, -1)
    .replaceAll(quote + quote, quote)
    .replaceAll(/\\u([0-9a-fA-F]{4})|\\([0-7]{3})|\\(.)/gs, (_, unicode, octal, letter) => {
      if (unicode !== undefined) return String.fromCharCode(Number.parseInt(unicode, 16));
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      return escapes[letter] ?? letter;
    });
}

const isHive = (tokens: readonly Token[]) =>
  ofHiveOnly.test(
    tokens
      .slice(0, 3)
      .map(({ value }) => `${value.toUpperCase()} `)
      .join(""),
  );

/** Splits a statement into tokens, skipping blanks and comments. The last token is of kind `end`. */
export function tokenize(sql: string): Token[] {
  const tokens: Token[] = [];
  let [line, lineStart] = [1, 0];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(sql); match !== null; match = pattern.exec(sql)) {
    let [whole, blank, word, name, text, number] = match;
    if (name?.startsWith('"') && isHive(tokens)) {
      hiveText.lastIndex = match.index;
      const literal = hiveText.exec(sql)?.[0] ?? name;
      [whole, name, text] = [literal, undefined, literal];
      pattern.lastIndex = match.index + literal.length;
    }
    const [start, end] = [match.index, match.index + whole.length];
    if (blank === undefined) {
      const at = { start, end, line, column: start - lineStart + 1 };
      if (word !== undefined) tokens.push({ kind: "word", value: word, ...at });
      else if (name !== undefined)
        tokens.push({
          kind: "name",
          value: name.slice(1, -1).replaceAll(name[0]! + name[0]!, name[0]!),
          ...at,
        });
      else if (text !== undefined) tokens.push({ kind: "text", value: textValue(text), ...at });
      else if (number !== undefined) tokens.push({ kind: "number", value: number, ...at });
      else tokens.push({ kind: "symbol", value: whole, ...at });
    }
    for (let at = whole.indexOf("\n"); at !== -1; at = whole.indexOf("\n", at + 1)) {
      line++;
      lineStart = start + at + 1;
    }
  }
  tokens.push({
    kind: "end",
    value: "<EOF>",
    start: sql.length,
    end: sql.length,
    line,
    column: sql.length - lineStart + 1,
  });
  return tokens;
}

/** Reads tokens one after the other, with Athena's message for what is not expected. */
export class TokenReader {
  private at = 0;
  /** Catalogs that names have begun with so far, and where. */
  readonly catalogs: { name: string; position: string }[] = [];
  constructor(
    readonly sql: string,
    readonly tokens: Token[],
  ) {}

  get next(): Token {
    return this.tokens[this.at] as Token;
  }

  peek(offset: number): Token {
    return (this.tokens[this.at + offset] ?? this.tokens.at(-1)) as Token;
  }

  take(): Token {
    const token = this.next;
    if (token.kind !== "end") this.at++;
    return token;
  }

  /** Takes what is left, for a statement whose rest another grammar reads. */
  takeAll(): void {
    this.at = this.tokens.length - 1;
  }

  isNext(...words: string[]): boolean {
    return words.every((word, offset) => {
      const token = this.peek(offset);
      return (
        (token.kind === "word" || token.kind === "symbol") && token.value.toUpperCase() === word
      );
    });
  }

  /** Takes the words if they come next. */
  skip(...words: string[]): boolean {
    const found = this.isNext(...words);
    if (found) this.at += words.length;
    return found;
  }

  expect(...words: string[]): void {
    for (const word of words) if (!this.skip(word)) this.fail(`'${word}'`);
  }

  name(): string {
    if (this.next.kind !== "word" && this.next.kind !== "name") this.fail("<identifier>");
    return this.take().value.toLowerCase();
  }

  /** A name in a statement that Hive reads: bare or in backticks, never in double quotes. */
  hiveName(): string {
    if (this.sql[this.next.start] === '"') this.fail("<identifier>");
    return this.name();
  }

  /** What Hive's parser says of the next token, for a statement that fails when it runs. */
  hiveFailure(usersFault: boolean): SqlError {
    const { line, column } = this.next;
    const near = [0, 1, 2].map((offset) => {
      const { start, end } = this.peek(offset);
      return `'${this.sql.slice(start, end) || "<EOF>"}'`;
    });
    const detail = `line ${line}:${column - 1} cannot recognize input near ${near.join(" ")}`;
    return hiveParseFailure(detail, usersFault);
  }

  /** `name` or `database.name` in a statement that Hive reads. */
  hiveTable(): { database: string | undefined; name: string } {
    return this.relation(() => this.hiveName());
  }

  /** `name` of a database, also with a leading catalog. */
  databaseName(): string {
    const [name = ""] = this.dotted(() => this.name(), 1);
    return name;
  }

  private relation(part: () => string): { database: string | undefined; name: string } {
    const [name = "", database] = this.dotted(part, 2);
    return { database, name };
  }

  /** Parts of a name, the last first; a catalog, which stands before `below` others, is noted. */
  private dotted(part: () => string, below: number): string[] {
    const { line, column } = this.next;
    const parts = [part()];
    while (this.skip(".")) parts.unshift(part());
    const catalog = parts[below];
    if (catalog !== undefined)
      this.catalogs.push({ name: catalog, position: `line ${line}:${column}` });
    return parts;
  }

  /** A string literal, in single quotes or in double ones, as Hive has them. */
  text(): string {
    const { kind, start, end } = this.next;
    const isQuoted = kind === "name" && this.sql[start] === '"';
    if (kind !== "text" && !isQuoted) this.fail("<string>");
    const { value } = this.take();
    return isQuoted ? textValue(this.sql.slice(start, end)) : value;
  }

  /** `name` or `database.name`, also with a leading catalog. */
  qualifiedName(): { database: string | undefined; name: string } {
    return this.relation(() => this.name());
  }

  /** Accepts the statement's end, with a semicolon or without. */
  end(): void {
    this.skip(";");
    if (this.next.kind !== "end") this.fail("<EOF>");
  }

  fail(expected: string, token = this.next): never {
    const shown = this.sql.slice(token.start, token.end) || "<EOF>";
    throw malformed(
      `line ${token.line}:${token.column}: mismatched input '${shown}'. Expecting: ${expected}`,
    );
  }
}
