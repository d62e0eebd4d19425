import type { SparkError } from "../bridge";
import { type Token, tokensOf } from "./lexer";
import { parseError } from "./parse-error";

/** Words that end a relation or an item of a list, so that they are no alias without AS. */
const clauseWords = new Set(
  "FROM WHERE GROUP HAVING ORDER SORT CLUSTER DISTRIBUTE LIMIT OFFSET UNION EXCEPT MINUS INTERSECT LATERAL WINDOW PIVOT UNPIVOT TABLESAMPLE JOIN INNER CROSS LEFT RIGHT FULL NATURAL SEMI ANTI ON USING AS SELECT WITH SET FOR WHEN THEN ELSE END AND OR".split(
    " ",
  ),
);

/** Reads tokens one after the other and tells where a text goes wrong. */
export class TokenReader {
  private readonly tokens: Token[];
  private index = 0;

  /** @throws SparkError ParseException */
  constructor(readonly sql: string) {
    this.tokens = tokensOf(sql);
  }

  /** The token at the reader, or some tokens after it. */
  peek(ahead = 0): Token {
    const last = this.tokens.length - 1;
    const token = this.tokens[Math.min(this.index + ahead, last)];
    if (token === undefined) throw new Error("A text has at least its end");
    return token;
  }

  next(): Token {
    const token = this.peek();
    if (token.kind !== "end") this.index++;
    return token;
  }

  /** Whether these words and symbols come next. */
  at(...wanted: string[]): boolean {
    return wanted.every((match, ahead) => this.peek(ahead).match === match);
  }

  /** Takes these words and symbols when they come next. */
  accept(...wanted: string[]): boolean {
    if (!this.at(...wanted)) return false;
    this.index += wanted.length;
    return true;
  }

  /** Takes one of these words and tells which. */
  acceptOne(...wanted: string[]): string | undefined {
    return wanted.find((match) => this.accept(match));
  }

  /** @throws SparkError ParseException */
  expect(...wanted: string[]): void {
    for (const match of wanted) if (!this.accept(match)) throw this.mismatch(match);
  }

  /** @throws SparkError ParseException */
  expectEnd(): void {
    while (this.accept(";"));
    if (this.peek().kind === "end") return;
    const isLast = this.peek(1).kind === "end";
    const found = isLast ? "extraneous" : "mismatched";
    throw this.refuse(`${found} input '${this.peek().text}' expecting {<EOF>, ';'}`);
  }

  /** What is told of the next token when none of these can be it. */
  mismatch(...expected: string[]): SparkError {
    const named = expected.map((match) => (/^[<a-z]/.test(match) ? match : `'${match}'`));
    const list = named.length > 1 ? `{${named.join(", ")}}` : named.join("");
    return this.refuse(`mismatched input '${this.peek().text}' expecting ${list}`);
  }

  refuse(message: string, token = this.peek()): SparkError {
    return parseError(this.sql, token, message);
  }

  /** Where the reader is, for `back` and `textSince`. */
  mark(): number {
    return this.index;
  }

  back(mark: number): void {
    this.index = mark;
  }

  /** The text as written between a mark and the reader. */
  textSince(mark: number): string {
    const [first, last] = [this.tokens[mark], this.tokens[this.index - 1]];
    return first === undefined || last === undefined || this.index === mark
      ? ""
      : this.sql.slice(first.start, last.end);
  }

  /** All that is left, as written, without closing semicolons. */
  rest(): string {
    const text = this.sql.slice(this.peek().start).replace(/[;\s]+$/, "");
    this.index = this.tokens.length - 1;
    return text;
  }

  isName(ahead = 0): boolean {
    const { kind } = this.peek(ahead);
    return kind === "word" || kind === "quoted";
  }

  /** A name without its backticks. */
  name(): string {
    if (!this.isName()) throw this.mismatch("identifier");
    return this.next().text;
  }

  /** A name that may stand without AS: one that starts no clause. */
  bareAlias(): string | undefined {
    const { kind, match } = this.peek();
    if (kind === "quoted" || (kind === "word" && !clauseWords.has(match))) return this.next().text;
    return undefined;
  }

  /** `a.b.c` as its parts. */
  nameParts(): string[] {
    const parts = [this.name()];
    while (this.at(".") && this.isName(1)) {
      this.next();
      parts.push(this.name());
    }
    return parts;
  }

  string(): string {
    if (this.peek().kind !== "string") throw this.mismatch("STRING");
    let text = this.next().text;
    while (this.peek().kind === "string") text += this.next().text;
    return text;
  }

  integer(): number {
    const { kind, text } = this.peek();
    if (kind !== "number" || !/^\d+$/.test(text)) throw this.mismatch("INTEGER_VALUE");
    this.next();
    return Number(text);
  }

  /** `item, item, …`. */
  list<T>(item: () => T): T[] {
    const items = [item()];
    while (this.accept(",")) items.push(item());
    return items;
  }

  /** `(item, item, …)`, which may be empty. */
  inParentheses<T>(item: () => T): T[] {
    this.expect("(");
    const items = this.at(")") ? [] : this.list(item);
    this.expect(")");
    return items;
  }
}
