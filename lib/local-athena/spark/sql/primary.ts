import type { Expression } from "../plan/plan";
import { call } from "./call";
import { readDataType } from "./data-type";
import { functionCall, namedExpression } from "./function-call";
import { intervalLiteral } from "./interval";
import type { Token } from "./lexer";
import { numberLiteral, typedLiteral } from "./literal";
import type { SqlReader } from "./sql-reader";

/** Functions that are called without parentheses. */
const bareFunctions = /^(CURRENT_DATE|CURRENT_TIMESTAMP|CURRENT_USER)$/;

/** A part of a name as an attribute has it: in backticks when it was written so. */
const written = ({ kind, text }: Token) =>
  kind === "quoted" ? `\`${text.replaceAll("`", "``")}\`` : text;

function caseExpression(reader: SqlReader): Expression {
  reader.caseDepth++;
  const subject = reader.at("WHEN") ? undefined : reader.expression();
  const args: Expression[] = [];
  while (reader.accept("WHEN")) {
    const condition = reader.expression();
    reader.expect("THEN");
    args.push(
      subject === undefined ? condition : call("==", subject, condition),
      reader.expression(),
    );
  }
  if (args.length === 0) throw reader.mismatch("WHEN");
  if (reader.accept("ELSE")) args.push(reader.expression());
  reader.expect("END");
  reader.caseDepth--;
  return call("when", ...args);
}

function castExpression(reader: SqlReader, isTry: boolean): Expression {
  reader.expect("(");
  const child = reader.expression();
  reader.expect("AS");
  const type = readDataType(reader).text;
  reader.expect(")");
  return { expr: "cast", child, type, ...(isTry && { try: true }) };
}

/** `x -> …` and `(x, y) -> …`. Undefined when none is next. */
function lambda(reader: SqlReader): Expression | undefined {
  const mark = reader.mark();
  const parameters: string[] = [];
  if (reader.isName() && reader.peek(1).match === "->") parameters.push(reader.name());
  else if (reader.accept("(")) {
    while (reader.isName()) {
      parameters.push(reader.name());
      if (!reader.accept(",")) break;
    }
    if (!reader.at(")", "->")) {
      reader.back(mark);
      return undefined;
    }
    reader.next();
  } else return undefined;
  reader.expect("->");
  return { expr: "lambda", parameters, body: reader.expression() };
}

function inParentheses(reader: SqlReader): Expression {
  const plan = reader.queryInParentheses();
  if (plan !== undefined) return { expr: "subquery", kind: "scalar", plan };
  reader.expect("(");
  const items = reader.list(() => namedExpression(reader));
  reader.expect(")");
  const [only] = items;
  return items.length === 1 && only !== undefined ? only : call("struct", ...items);
}

/** A name: a column, `t.*`, or a function that is called. */
function named(reader: SqlReader): Expression {
  const first = reader.next();
  const parts = [first];
  while (reader.at(".")) {
    if (reader.peek(1).match === "*") {
      reader.next();
      reader.next();
      return { expr: "star", target: parts.map(written).join(".") };
    }
    if (!reader.isName(1)) break;
    reader.next();
    parts.push(reader.next());
  }
  if (reader.at("(")) return functionCall(reader, parts.map(({ text }) => text).join("."));
  if (parts.length === 1 && bareFunctions.test(first.match)) return call(first.match.toLowerCase());
  return { expr: "attribute", name: parts.map(written).join(".") };
}

/** `base[index]` and `base.field`, as often as they follow. */
export function withPostfix(reader: SqlReader, base: Expression): Expression {
  let found = base;
  for (;;) {
    if (reader.accept("[")) {
      found = call("getitem", found, reader.expression());
      reader.expect("]");
    } else if (reader.at(".") && reader.isName(1)) {
      reader.next();
      found = call("getitem", found, { expr: "literal", value: reader.name(), type: "string" });
    } else return found;
  }
}

/** Whether a word is that of a clause, and no name: Spark keeps no word for itself. */
function startsClause(reader: SqlReader): boolean {
  const { match } = reader.peek();
  if (match === "GROUP" || match === "ORDER") return reader.peek(1).match === "BY";
  if (/^(WHEN|THEN|ELSE|END)$/.test(match)) return reader.caseDepth > 0;
  return /^(FROM|WHERE|HAVING|UNION|AND|OR|ON|SELECT)$/.test(match);
}

function base(reader: SqlReader): Expression {
  const token = reader.peek();
  if (token.kind === "number") return numberLiteral(reader, "");
  if (token.kind === "string") return { expr: "literal", value: reader.string(), type: "string" };
  if (token.match === "*") {
    reader.next();
    return { expr: "star" };
  }
  const function_ = lambda(reader);
  if (function_ !== undefined) return function_;
  if (token.match === "(") return inParentheses(reader);
  const literal = typedLiteral(reader) ?? intervalLiteral(reader);
  if (literal !== undefined) return literal;
  if (token.kind === "word") {
    if (reader.accept("NULL")) return { expr: "literal", value: null, type: "void" };
    if (reader.accept("TRUE")) return { expr: "literal", value: true, type: "boolean" };
    if (reader.accept("FALSE")) return { expr: "literal", value: false, type: "boolean" };
    const next = reader.peek(1).match;
    if (next !== "." && reader.accept("CASE")) return caseExpression(reader);
    if (/^(TRY_)?CAST$/.test(token.match) && next === "(") {
      reader.next();
      return castExpression(reader, token.match === "TRY_CAST");
    }
  }
  if (!reader.isName() || startsClause(reader)) throw reader.mismatch("expression");
  return named(reader);
}

/** Reads what operators stand between. Errors: ParseException. */
export function primary(reader: SqlReader): Expression {
  return withPostfix(reader, base(reader));
}
