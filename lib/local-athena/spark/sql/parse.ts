import type { Expression, Relation } from "../plan/plan";
import { readExpression } from "./expression";
import { namedExpression } from "./function-call";
import { readQuery } from "./query";
import { SqlReader } from "./sql-reader";

/** A reader of Spark's expressions and queries at the start of a text. Errors: ParseException. */
export const readerOf = (sql: string) =>
  new SqlReader(sql, { expression: readExpression, query: readQuery });

/** A query as an unresolved plan. Errors: SparkError ParseException. */
export function parseQuery(sql: string): Relation {
  const reader = readerOf(sql);
  const plan = readQuery(reader);
  reader.expectEnd();
  return plan;
}

/** An expression, which may have an alias. Errors: SparkError ParseException. */
export function parseExpression(text: string): Expression {
  const reader = readerOf(text);
  const expression = namedExpression(reader);
  reader.expectEnd();
  return expression;
}
