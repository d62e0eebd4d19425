import type { Expression } from "../plan/plan";
import { call } from "./call";
import { numberLiteral } from "./literal";
import { primary, withPostfix } from "./primary";
import type { SqlReader } from "./sql-reader";

const truth = (value: boolean): Expression => ({ expr: "literal", value, type: "boolean" });

/** Operators between values, by how strongly they bind, and the functions that they are. */
const binary: Readonly<Record<string, { strength: number; name: string }>> = {
  "=": { strength: 1, name: "==" },
  "==": { strength: 1, name: "==" },
  "<=>": { strength: 1, name: "<=>" },
  "<": { strength: 1, name: "<" },
  ">": { strength: 1, name: ">" },
  "<=": { strength: 1, name: "<=" },
  ">=": { strength: 1, name: ">=" },
  "<>": { strength: 1, name: "!=" },
  "!=": { strength: 1, name: "!=" },
  "|": { strength: 2, name: "|" },
  "^": { strength: 3, name: "^" },
  "&": { strength: 4, name: "&" },
  "+": { strength: 5, name: "+" },
  "-": { strength: 5, name: "-" },
  "||": { strength: 5, name: "concat" },
  "*": { strength: 6, name: "*" },
  "/": { strength: 6, name: "/" },
  "%": { strength: 6, name: "%" },
  DIV: { strength: 6, name: "div" },
};

const prefixes: Readonly<Record<string, string>> = { "-": "negative", "+": "positive", "~": "~" };

function unary(reader: SqlReader): Expression {
  if (reader.at("-") && reader.peek(1).kind === "number") {
    reader.next();
    return withPostfix(reader, numberLiteral(reader, "-"));
  }
  const sign = reader.acceptOne("-", "+", "~");
  if (sign !== undefined) return call(prefixes[sign] ?? sign, unary(reader));
  return primary(reader);
}

/** An expression without AND, OR, NOT and predicates, whose operators bind at least so strongly. */
function value(reader: SqlReader, strength = 1): Expression {
  let left = unary(reader);
  for (;;) {
    const operator = binary[reader.peek().match];
    if (operator === undefined || operator.strength < strength) return left;
    reader.next();
    const right = value(reader, operator.strength + 1);
    left =
      operator.name === "!="
        ? call("not", call("==", left, right))
        : call(operator.name, left, right);
  }
}

function inList(reader: SqlReader, left: Expression): Expression {
  if (!reader.at("(")) throw reader.mismatch("(");
  const plan = reader.queryInParentheses();
  if (plan !== undefined) {
    const values = left.expr === "call" && left.name === "struct" ? left.args : [left];
    return { expr: "subquery", kind: "in", plan, values };
  }
  const items = reader.inParentheses(() => reader.expression());
  if (items.length === 0) throw reader.mismatch("expression");
  return call("in", left, ...items);
}

function like(reader: SqlReader, name: "like" | "ilike", left: Expression): Expression {
  const quantifier = reader.acceptOne("ANY", "SOME", "ALL");
  if (quantifier !== undefined) {
    const patterns = reader.inParentheses(() => value(reader));
    const tests = patterns.map((pattern): Expression => call(name, left, pattern));
    const [first, ...others] = tests;
    if (first === undefined) throw reader.mismatch("expression");
    const joined = quantifier === "ALL" ? "and" : "or";
    return others.reduce((test, other) => call(joined, test, other), first);
  }
  const pattern = value(reader);
  if (!reader.accept("ESCAPE")) return call(name, left, pattern);
  const token = reader.peek();
  const mark = reader.string();
  if (mark.length !== 1)
    throw reader.refuse(
      "Invalid escape string. Escape string must contain only one character.",
      token,
    );
  return call(name, left, pattern, { expr: "literal", value: mark, type: "string" });
}

/** What IS says of a value. */
function isPredicate(reader: SqlReader, left: Expression): Expression {
  const isNot = reader.accept("NOT");
  if (reader.accept("NULL")) return call(isNot ? "isnotnull" : "isnull", left);
  const word = reader.acceptOne("TRUE", "FALSE", "UNKNOWN", "DISTINCT");
  if (word === undefined) throw reader.mismatch("DISTINCT", "FALSE", "NULL", "TRUE", "UNKNOWN");
  if (word === "UNKNOWN") return call(isNot ? "isnotnull" : "isnull", left);
  if (word === "DISTINCT") {
    reader.expect("FROM");
    const same = call("<=>", left, value(reader));
    return isNot ? same : call("not", same);
  }
  const same = call("<=>", left, truth(word === "TRUE"));
  return isNot ? call("not", same) : same;
}

function predicate(reader: SqlReader): Expression {
  const left = value(reader);
  if (reader.accept("IS")) return isPredicate(reader, left);
  const mark = reader.mark();
  const isNot = reader.accept("NOT") || reader.accept("!");
  const word = reader.acceptOne("BETWEEN", "IN", "LIKE", "ILIKE", "RLIKE", "REGEXP");
  if (word === undefined) {
    reader.back(mark);
    return left;
  }
  const test = (): Expression => {
    if (word === "IN") return inList(reader, left);
    if (word === "LIKE") return like(reader, "like", left);
    if (word === "ILIKE") return like(reader, "ilike", left);
    if (word !== "BETWEEN") return call("rlike", left, value(reader));
    const lower = value(reader);
    reader.expect("AND");
    return call("and", call(">=", left, lower), call("<=", left, value(reader)));
  };
  return isNot ? call("not", test()) : test();
}

function negation(reader: SqlReader): Expression {
  if (reader.accept("NOT") || reader.accept("!")) return call("not", negation(reader));
  if (reader.at("EXISTS", "(")) {
    const mark = reader.mark();
    reader.next();
    const plan = reader.queryInParentheses();
    if (plan !== undefined) return { expr: "subquery", kind: "exists", plan };
    reader.back(mark);
  }
  return predicate(reader);
}

function conjunction(reader: SqlReader): Expression {
  let left = negation(reader);
  while (reader.accept("AND")) left = call("and", left, negation(reader));
  return left;
}

/** Reads an expression. Errors: ParseException. */
export function readExpression(reader: SqlReader): Expression {
  let left = conjunction(reader);
  while (reader.accept("OR")) left = call("or", left, conjunction(reader));
  return left;
}
