import { ColumnRefContext, TrinoSqlParser } from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";

type Parser = TrinoSqlParser;
type Interpreter = Parser["interpreter"];
type Tokens = Parser["tokenStream"];

const {
  T__0: OPEN,
  T__1: CLOSE,
  T__2: COMMA,
  T__3: DOT,
  T__6: ARROW,
  ASTERISK,
  IDENTIFIER,
  QUOTED_IDENTIFIER,
  EOF,
} = TrinoSqlParser;

const names = new Set([IDENTIFIER, QUOTED_IDENTIFIER]);

const queryStarts = new Set([
  TrinoSqlParser.KW_SELECT,
  TrinoSqlParser.KW_WITH,
  TrinoSqlParser.KW_VALUES,
  TrinoSqlParser.KW_TABLE,
]);

/** What follows a query in parentheses when all of it is one query. */
const queryContinuations = new Set([
  CLOSE,
  TrinoSqlParser.KW_UNION,
  TrinoSqlParser.KW_INTERSECT,
  TrinoSqlParser.KW_EXCEPT,
  TrinoSqlParser.KW_ORDER,
  TrinoSqlParser.KW_LIMIT,
  TrinoSqlParser.KW_OFFSET,
  TrinoSqlParser.KW_FETCH,
]);

/** Where an item of a SELECT ends at the latest. */
const itemEnds = new Set([
  COMMA,
  CLOSE,
  EOF,
  TrinoSqlParser.SEMICOLON,
  TrinoSqlParser.KW_FROM,
  TrinoSqlParser.KW_SELECT,
]);

const columnEnds = new Set([...itemEnds, ...names, TrinoSqlParser.KW_AS]);

/** Words and signs that begin an expression but no column. */
const expressionStarts = new Set([
  OPEN,
  TrinoSqlParser.KW_CASE,
  TrinoSqlParser.KW_CAST,
  TrinoSqlParser.KW_NOT,
  TrinoSqlParser.KW_EXISTS,
  TrinoSqlParser.KW_NULL,
  TrinoSqlParser.KW_TRUE,
  TrinoSqlParser.KW_FALSE,
  TrinoSqlParser.PLUS,
  TrinoSqlParser.MINUS,
  TrinoSqlParser.STRING,
  TrinoSqlParser.INTEGER_VALUE,
  TrinoSqlParser.DECIMAL_VALUE,
  TrinoSqlParser.DOUBLE_VALUE,
  TrinoSqlParser.QUESTION_MARK,
]);

/** The closing parenthesis of each opening one, by their places among the parser's tokens. */
function pairs(tokens: Tokens): Map<number, number> {
  const found = new Map<number, number>();
  const open: number[] = [];
  for (let index = 0; ; index++) {
    const type = tokens.get(index).type;
    if (type === EOF) return found;
    if (type === OPEN) open.push(index);
    const opening = type === CLOSE ? open.pop() : undefined;
    if (opening !== undefined) found.set(opening, index);
  }
}

/** The rules' own numbers of their alternatives, as the grammar lists them. */
const ITEM = { expression: 1, allColumns: 2, all: 3 } as const;
const COLUMN = { name: 1, expression: 2 } as const;
const PRIMARY = { row: 11, lambda: 18, subquery: 19, parentheses: 42 } as const;

/**
 * Tells the parser what its own prediction finds by reading to the end of the statement, again for each level:
 * the grammar's columns may be empty and its statements need no semicolon, so that nearly all could follow anything.
 * Anything else, and every statement that is refused, is left to it.
 */
export class TrinoPredictions {
  private closing: Map<number, number> | undefined;

  constructor(
    private readonly tokens: Tokens,
    private readonly interpreter: Interpreter,
  ) {}

  /** The alternative of a decision that is plain to see. */
  of(decision: number, context: unknown): number | undefined {
    const next = this.tokens.LA(1);
    if (context instanceof ColumnRefContext && names.has(next)) return 1;
    const state = this.interpreter.atn.decisionToState[decision];
    const alternatives = state?.transitions.length;
    if (state?.ruleIndex === TrinoSqlParser.RULE_selectItem) {
      if (alternatives === 3) return this.item(next);
      if (alternatives === 2 && state === this.columnOrExpression()) return this.column(next);
    }
    if (
      next === OPEN &&
      state?.ruleIndex === TrinoSqlParser.RULE_primaryExpression &&
      (alternatives ?? 0) >= PRIMARY.parentheses
    )
      return this.primary();
    return undefined;
  }

  private column(next: number): number | undefined {
    if (expressionStarts.has(next)) return COLUMN.expression;
    return names.has(next) && columnEnds.has(this.tokens.LA(2)) ? COLUMN.name : undefined;
  }

  private columnOrExpression() {
    return this.interpreter.atn.decisionToState.find(
      (state) => state.ruleIndex === TrinoSqlParser.RULE_selectItem,
    );
  }

  private closingOf(index: number): number | undefined {
    this.closing ??= pairs(this.tokens);
    return this.closing.get(index);
  }

  /** The next token that matters: blanks and comments are on another channel. */
  private after(index: number): number {
    let at = index + 1;
    while (this.tokens.get(at).channel !== 0) at++;
    return at;
  }

  private typeAt(index: number): number {
    return this.tokens.get(index).type;
  }

  private item(next: number): number | undefined {
    if (next === ASTERISK) return ITEM.all;
    let afterDot = false;
    for (let at = this.tokens.index; ; at = this.after(at)) {
      const type = this.typeAt(at);
      if (afterDot && type === ASTERISK) return ITEM.allColumns;
      if (itemEnds.has(type)) return at === this.tokens.index ? undefined : ITEM.expression;
      afterDot = type === DOT;
      if (type !== OPEN) continue;
      const close = this.closingOf(at);
      if (close === undefined) return undefined;
      at = close;
    }
  }

  private primary(): number | undefined {
    const open = this.tokens.index;
    const close = this.closingOf(open);
    if (close === undefined) return undefined;
    if (this.typeAt(this.after(close)) === ARROW) return PRIMARY.lambda;
    const first = this.after(open);
    if (first === close) return undefined;
    if (this.isQuery(first)) return PRIMARY.subquery;
    for (let at = first; at < close; at = this.after(at)) {
      const type = this.typeAt(at);
      if (type === COMMA) return PRIMARY.row;
      if (type === OPEN) at = this.closingOf(at) ?? close;
    }
    return PRIMARY.parentheses;
  }

  /** Whether a query begins here, perhaps in parentheses of its own, and goes to the end of these. */
  private isQuery(first: number): boolean {
    let at = first;
    while (this.typeAt(at) === OPEN) {
      const close = this.closingOf(at);
      if (close === undefined || !queryContinuations.has(this.typeAt(this.after(close))))
        return false;
      at = this.after(at);
    }
    return queryStarts.has(this.typeAt(at));
  }
}
