import type { Relation, SortOrder } from "../plan/plan";
import { fromClause, inlineTable, lateralViews, tableName } from "./from";
import { select } from "./select";
import type { SqlReader } from "./sql-reader";
import { sortOrder } from "./window";

function term(reader: SqlReader): Relation {
  if (reader.at("(")) {
    reader.next();
    const inner = readQuery(reader);
    reader.expect(")");
    return inner;
  }
  if (reader.at("SELECT")) return select(reader);
  if (reader.accept("VALUES")) return inlineTable(reader);
  if (reader.accept("TABLE")) return { rel: "table", name: tableName(reader) };
  if (reader.accept("FROM")) {
    // The clauses of FROM may stand before those of SELECT.
    return select(reader, lateralViews(reader, fromClause(reader)));
  }
  throw reader.mismatch("(", "FROM", "SELECT", "TABLE", "VALUES", "WITH");
}

function setOperations(reader: SqlReader, isIntersect: boolean): Relation {
  const operand = () => (isIntersect ? term(reader) : setOperations(reader, true));
  const words = isIntersect ? ["INTERSECT"] : ["UNION", "EXCEPT", "MINUS"];
  let left = operand();
  for (;;) {
    const word = reader.acceptOne(...words);
    if (word === undefined) return left;
    const all = reader.accept("ALL");
    if (!all) reader.accept("DISTINCT");
    const kind = word === "UNION" ? "union" : word === "INTERSECT" ? "intersect" : "except";
    left = { rel: "setOperation", kind, left, right: operand(), all };
  }
}

const ascending = (reader: SqlReader) =>
  reader.list(
    (): SortOrder => ({ expr: "sortOrder", child: reader.expression(), ascending: true }),
  );

/** ORDER BY and its like, LIMIT, OFFSET. */
function organized(reader: SqlReader, input: Relation): Relation {
  let found = input;
  const sorted = (order: SortOrder[]) => {
    found = { rel: "sort", input: found, order };
  };
  if (reader.accept("ORDER", "BY")) sorted(reader.list(() => sortOrder(reader)));
  if (reader.accept("CLUSTER", "BY")) sorted(ascending(reader));
  // Rows that lie together in Spark's partitions are no other rows.
  if (reader.accept("DISTRIBUTE", "BY")) reader.list(() => reader.expression());
  if (reader.accept("SORT", "BY")) sorted(reader.list(() => sortOrder(reader)));
  let limit: number | undefined;
  if (reader.accept("LIMIT") && !reader.accept("ALL")) limit = rowCount(reader, "limit");
  if (reader.accept("OFFSET"))
    found = { rel: "offset", input: found, offset: rowCount(reader, "offset") };
  return limit === undefined ? found : { rel: "limit", input: found, limit };
}

function rowCount(reader: SqlReader, clause: string): number {
  const token = reader.peek();
  const expression = reader.expression();
  if (expression.expr !== "literal" || typeof expression.value !== "number")
    throw reader.refuse(`The ${clause} expression must be a number in local-athena`, token);
  if (!Number.isInteger(expression.value))
    throw reader.refuse(`The ${clause} expression must be integer type`, token);
  if (expression.value < 0)
    throw reader.refuse(
      `The ${clause} expression must be equal to or greater than 0, but got ${expression.value}`,
      token,
    );
  return expression.value;
}

/** A query: WITH, SELECT and set operations, ORDER BY, LIMIT. Errors: ParseException. */
export function readQuery(reader: SqlReader): Relation {
  if (!reader.accept("WITH")) return organized(reader, setOperations(reader, false));
  const definitions = reader.list(() => {
    const name = reader.name();
    const names = reader.at("(") ? reader.inParentheses(() => reader.name()) : undefined;
    reader.accept("AS");
    reader.expect("(");
    const query = readQuery(reader);
    reader.expect(")");
    const plan: Relation = names === undefined ? query : { rel: "toDF", input: query, names };
    return { name, plan };
  });
  const input = organized(reader, setOperations(reader, false));
  return { rel: "with", input, definitions };
}
