import type { Expression, Relation, WindowExpression } from "../plan/plan";
import type { Token } from "./lexer";
import { TokenReader } from "./token-reader";

/** The two halves of the grammar, which hold each other. */
export type Grammar = {
  expression: (reader: SqlReader) => Expression;
  query: (reader: SqlReader) => Relation;
};

/** `OVER w`, to be filled when the WINDOW clause has been read. */
export type WindowReference = { expression: WindowExpression; name: string; token: Token };

/** Reads expressions and queries of Spark SQL. */
export class SqlReader extends TokenReader {
  /** Of the SELECT that is being read. */
  windowReferences: WindowReference[] = [];
  /** How many CASE are open: their words are names elsewhere. */
  caseDepth = 0;

  constructor(
    sql: string,
    private readonly grammar: Grammar,
  ) {
    super(sql);
  }

  expression(): Expression {
    return this.grammar.expression(this);
  }

  query(): Relation {
    return this.grammar.query(this);
  }

  /** Whether a query begins here, behind any number of parentheses. */
  atQuery(): boolean {
    let ahead = 0;
    while (this.peek(ahead).match === "(") ahead++;
    const { match } = this.peek(ahead);
    const isNext = /^(SELECT|WITH|FROM|VALUES|TABLE)$/.test(match);
    // Any of these words but SELECT may also be a column's name.
    if (match === "SELECT" || !isNext) return isNext;
    const after = this.peek(ahead + 1);
    return (
      after.kind === "word" ||
      after.kind === "quoted" ||
      (match === "VALUES" && after.match === "(")
    );
  }

  /**
   * Takes `(query)`. Undefined when none is next, and nothing is taken then: `((SELECT 1) + 1)` begins like a query.
   * @throws SparkError ParseException for what can be nothing but a query
   */
  queryInParentheses(): Relation | undefined {
    if (!this.at("(") || !this.atQuery()) return undefined;
    const isSure = this.peek(1).match !== "(";
    const mark = this.mark();
    const references = this.windowReferences.length;
    const { caseDepth } = this;
    try {
      this.next();
      const query = this.query();
      this.expect(")");
      return query;
    } catch (error) {
      if (isSure) throw error;
      this.back(mark);
      this.windowReferences.length = references;
      this.caseDepth = caseDepth;
      return undefined;
    }
  }
}
