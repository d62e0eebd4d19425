import type { ErrorListener } from "dt-sql-parser";
import type { ProgramContext } from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import { TrinoSQL } from "dt-sql-parser/dist/parser/trino/index";
import { TrinoErrorListener } from "dt-sql-parser/dist/parser/trino/trinoErrorListener";
import { SqlError } from "./engine";
import { TrinoPredictions } from "./trino-predictions";

export type Tree = NonNullable<ProgramContext["children"]>[number];

const statementStarts =
  "'ALTER', 'ANALYZE', 'CALL', 'COMMENT', 'COMMIT', 'CREATE', 'DEALLOCATE', 'DELETE', 'DENY', 'DESC', 'DESCRIBE', 'DROP', 'EXECUTE', 'EXPLAIN', 'GRANT', 'INSERT', 'MERGE', 'PREPARE', 'REFRESH', 'RESET', 'REVOKE', 'ROLLBACK', 'SET', 'SHOW', 'START', 'TRUNCATE', 'UPDATE', 'USE', <query>";

/** Keeps only ANTLR's own message: the library's listener computes suggestions, which costs far more than parsing. */
class QuietListener extends TrinoErrorListener {
  private readonly report: ErrorListener;

  constructor(...options: ConstructorParameters<typeof TrinoErrorListener>) {
    super(...options);
    this.report = options[0];
  }

  override syntaxError(...error: Parameters<TrinoErrorListener["syntaxError"]>): void {
    const [recognizer, offendingSymbol, line, charPositionInLine, msg, e] = error;
    const startColumn = charPositionInLine + 1;
    this.report(
      { startLine: line, endLine: line, startColumn, endColumn: startColumn + 1, message: msg },
      { recognizer, offendingSymbol, line, charPositionInLine, msg, e },
    );
  }
}

/** ANTLR's PredictionMode.LL: sees the whole context, where the library's SLL refuses some valid statements. */
const FULL_CONTEXT = 1;

class QuietTrino extends TrinoSQL {
  constructor(private readonly fullContext: boolean) {
    super();
  }

  override createParser(...input: Parameters<TrinoSQL["createParser"]>) {
    const parser = super.createParser(...input);
    const { interpreter } = parser;
    if (this.fullContext) interpreter.predictionMode = FULL_CONTEXT;
    const predict = interpreter.adaptivePredict.bind(interpreter);
    const predictions = new TrinoPredictions(parser.tokenStream, interpreter);
    interpreter.adaptivePredict = (tokens, decision, context) =>
      predictions.of(decision, context) ?? predict(tokens, decision, context);
    return parser;
  }

  protected override createErrorListener(listener: ErrorListener): QuietListener {
    return new QuietListener(listener, this, this.preferredRules);
  }
}

/** A statement refused before an execution exists; the text is what StartQueryExecution answers. */
export function malformed(message: string): SqlError & { errorCode: string } {
  return Object.assign(new SqlError(message, 2, 1006), { errorCode: "MALFORMED_QUERY" });
}

function expectation(message: string, atStart: boolean): string {
  if (atStart) return ` Expecting: ${statementStarts}`;
  const listed = /expecting (?:\{(.*)\}|('.*'|<EOF>))$/s.exec(message);
  const names = (listed?.[1] ?? listed?.[2] ?? "").split(/, (?=['<A-Z])/).filter(Boolean);
  if (names.length === 0) return "";
  if (names.includes("'SELECT'") && names.includes("'SHOW'")) return " Expecting: <EOF>";
  if (names.length > 20) return " Expecting: <expression>";
  return ` Expecting: ${names.sort().join(", ")}`;
}

function parseProgram(sql: string, fullContext = false): ProgramContext {
  let failure: string | undefined;
  const program = new QuietTrino(fullContext).parse(sql, (error, original) => {
    if (failure !== undefined) return;
    const where = `line ${error.startLine}:${error.startColumn}`;
    const token = original.offendingSymbol?.text ?? /at: '(.*)'$/s.exec(error.message)?.[1] ?? "";
    const atStart = sql.slice(0, original.offendingSymbol?.start ?? 0).trim() === "";
    const lexical = /^rule columnRef failed|^token recognition/.test(error.message);
    failure = lexical
      ? `${where}: mismatched input '${token}'. Expecting: <expression>`
      : `${where}: mismatched input '${token}'.${expectation(error.message, atStart)}`;
  });
  if (failure === undefined) return program;
  if (!fullContext) return parseProgram(sql, true);
  throw malformed(failure);
}

/** Undoes the column of the opening parenthesis. A token's text comes from its offsets, so these stay. */
function shiftLeft(node: Tree): void {
  if ("symbol" in node) {
    const { symbol } = node as Tree & { symbol: { line: number; column: number } };
    if (symbol.line === 1) symbol.column--;
  }
  for (let index = 0; index < node.getChildCount(); index++) {
    const child = node.getChild(index);
    if (child !== null) shiftLeft(child);
  }
}

/**
 * The grammar lets statements follow each other without a semicolon, and then takes the ALL of `> ALL (SELECT …)`
 * for a column that ends the first one. In parentheses it cannot.
 */
function parseInParentheses(sql: string): Tree | undefined {
  try {
    const program = parseProgram(`(${sql.replace(/;\s*$/, "")}\n)`, true);
    shiftLeft(program);
    return program.statements().length === 1 ? (program.statements()[0] ?? undefined) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Parses one statement with the Trino grammar; a final semicolon is allowed.
 * @throws SqlError `line L:C: mismatched input 'x'. Expecting: …` with errorCode MALFORMED_QUERY
 */
export function parseTrino(sql: string): Tree {
  const statements = parseProgram(sql).statements();
  const only = statements[0];
  if (only === undefined)
    throw malformed(`line 1:1: mismatched input '<EOF>'. Expecting: ${statementStarts}`);
  if (statements.length === 1) return only;
  const whole = parseInParentheses(sql);
  if (whole === undefined) throw malformed(`Only one sql statement is allowed. Got: ${sql.trim()}`);
  return whole;
}

/** Whether the text is a whole Trino expression, as an execution parameter must be. */
export function isExpression(text: string): boolean {
  let ok = true;
  const program = new QuietTrino(true).parse(`SELECT (${text})`, () => {
    ok = false;
  });
  return ok && program.statements().length === 1;
}
