import type { Call, Expression, JoinType, Relation } from "../plan/plan";
import { namedExpression } from "./function-call";
import type { SqlReader } from "./sql-reader";

/** Formats whose files a query names in the place of a table. */
const fileFormats = /^(csv|json|parquet|text|orc|avro)$/i;

const quoted = (name: string) => (/^\w+$/.test(name) ? name : `\`${name.replaceAll("`", "``")}\``);

/** A table's name as written: parts that are no plain words in backticks. */
export function tableName(reader: SqlReader): string {
  return reader.nameParts().map(quoted).join(".");
}

function aliased(reader: SqlReader, input: Relation): Relation {
  const name = reader.accept("AS") ? reader.name() : reader.bareAlias();
  if (name === undefined) return input;
  const names = reader.at("(") ? reader.inParentheses(() => reader.name()) : undefined;
  const named: Relation = names === undefined ? input : { rel: "toDF", input, names };
  return { rel: "subqueryAlias", input: named, name };
}

function sampled(reader: SqlReader, input: Relation): Relation {
  if (!reader.accept("TABLESAMPLE")) return input;
  reader.expect("(");
  const token = reader.peek();
  if (token.kind !== "number")
    throw reader.refuse("This way of TABLESAMPLE is not supported by local-athena", token);
  reader.next();
  const amount = Number(token.text);
  const unit = reader.acceptOne("PERCENT", "ROWS");
  if (unit === undefined || Number.isNaN(amount))
    throw reader.refuse("This way of TABLESAMPLE is not supported by local-athena", token);
  reader.expect(")");
  if (unit === "ROWS") return { rel: "limit", input, limit: amount };
  if (amount > 100)
    throw reader.refuse(`Sampling fraction (${amount / 100}) must be on interval [0, 1]`, token);
  return { rel: "sample", input, fraction: amount / 100, seed: 0 };
}

/** `VALUES (1, 'a'), (2, 'b')`. */
export function inlineTable(reader: SqlReader): Relation {
  const rows = reader.list(() => {
    const row = reader.expression();
    const isRow = row.expr === "call" && (row.name === "struct" || row.name === "named_struct");
    return isRow ? row.args : [row];
  });
  if (rows.some((row) => row.length !== rows[0]?.length))
    throw reader.refuse("expected the same number of columns in every row of an inline table");
  return { rel: "values", rows };
}

const generators =
  /^(explode|explode_outer|posexplode|posexplode_outer|inline|inline_outer|stack)$/;

/** A function in the place of a table. */
function tableFunction(reader: SqlReader): Relation {
  const token = reader.peek();
  const name = reader.name().toLowerCase();
  const args = reader.inParentheses(() => reader.expression());
  if (name === "range") {
    const numbers = args.slice(0, 3).map((arg) => {
      if (arg.expr === "literal" && typeof arg.value === "number") return arg.value;
      throw reader.refuse("The arguments of range must be numbers in local-athena", token);
    });
    const [first = 0, end, step = 1] = numbers;
    if (numbers.length === 0) throw reader.refuse("range needs its end", token);
    return end === undefined
      ? { rel: "range", start: 0, end: first, step: 1 }
      : { rel: "range", start: first, end, step };
  }
  if (generators.test(name)) {
    const generator: Expression = { expr: "call", name, args };
    return { rel: "project", input: { rel: "values", rows: [[]] }, expressions: [generator] };
  }
  throw reader.refuse(`could not resolve \`${name}\` to a table-valued function`, token);
}

function primaryRelation(reader: SqlReader): Relation {
  if (reader.at("LATERAL"))
    throw reader.refuse("LATERAL subqueries are not supported by local-athena");
  const query = reader.queryInParentheses();
  if (query !== undefined) return aliased(reader, sampled(reader, query));
  if (reader.at("(")) {
    reader.next();
    const inner = relation(reader);
    reader.expect(")");
    return aliased(reader, sampled(reader, inner));
  }
  if (reader.at("VALUES") && reader.peek(1).kind !== "end" && reader.peek(1).match !== ".") {
    reader.next();
    return aliased(reader, inlineTable(reader));
  }
  if (reader.isName() && reader.peek(1).match === "(")
    return aliased(reader, tableFunction(reader));
  if (!reader.isName()) throw reader.mismatch("identifier", "(", "VALUES");
  const [format, path] = [reader.peek(), reader.peek(2)];
  if (fileFormats.test(format.text) && reader.peek(1).match === "." && path.kind === "quoted") {
    const paths = [path.text];
    for (let taken = 0; taken < 3; taken++) reader.next();
    const read: Relation = { rel: "read", format: format.text.toLowerCase(), paths, options: {} };
    return aliased(reader, sampled(reader, read));
  }
  const table: Relation = { rel: "table", name: tableName(reader) };
  if (reader.at("FOR") || reader.at("VERSION") || reader.at("TIMESTAMP", "AS"))
    throw reader.refuse("Time travel is not supported by local-athena's Spark");
  return aliased(reader, sampled(reader, table));
}

const joinTypes: [words: string[], how: JoinType][] = [
  [["INNER"], "inner"],
  [["CROSS"], "cross"],
  [["LEFT", "OUTER"], "left"],
  [["LEFT", "SEMI"], "leftsemi"],
  [["LEFT", "ANTI"], "leftanti"],
  [["LEFT"], "left"],
  [["SEMI"], "leftsemi"],
  [["ANTI"], "leftanti"],
  [["RIGHT", "OUTER"], "right"],
  [["RIGHT"], "right"],
  [["FULL", "OUTER"], "full"],
  [["FULL"], "full"],
];

function joinType(reader: SqlReader): JoinType | undefined {
  if (reader.accept("JOIN")) return "inner";
  const found = joinTypes.find(([words]) => reader.at(...words, "JOIN"));
  if (found === undefined) return undefined;
  reader.accept(...found[0], "JOIN");
  return found[1];
}

function relation(reader: SqlReader): Relation {
  let left = primaryRelation(reader);
  for (;;) {
    const natural = reader.accept("NATURAL");
    const how = joinType(reader);
    if (how === undefined) {
      if (natural) throw reader.mismatch("JOIN");
      return left;
    }
    const right = primaryRelation(reader);
    const join: Relation = { rel: "join", left, right, how };
    if (natural) left = { ...join, natural };
    else if (reader.accept("ON")) left = { ...join, condition: reader.expression() };
    else if (reader.accept("USING"))
      left = { ...join, using: reader.inParentheses(() => reader.name()) };
    // Spark takes a join without a condition for a cross join.
    else left = how === "inner" ? { ...join, how: "cross" } : join;
  }
}

/** LATERAL VIEW, as often as it follows. */
export function lateralViews(reader: SqlReader, input: Relation): Relation {
  let found = input;
  while (reader.accept("LATERAL", "VIEW")) {
    const outer = reader.accept("OUTER");
    const name = reader.nameParts().join(".").toLowerCase();
    const generator: Call = {
      expr: "call",
      name,
      args: reader.inParentheses(() => reader.expression()),
    };
    const table = reader.at("AS") ? "" : (reader.bareAlias() ?? "");
    reader.accept("AS");
    const columns: string[] = [];
    const first = reader.bareAlias();
    if (first !== undefined) {
      columns.push(first);
      while (reader.accept(",")) columns.push(reader.name());
    }
    found = { rel: "lateralView", input: found, generator, outer, table, columns };
  }
  return found;
}

/** `PIVOT (aggregates FOR column IN (values))`, if it follows. */
function pivoted(reader: SqlReader, input: Relation): Relation {
  if (!reader.accept("PIVOT")) return input;
  reader.expect("(");
  const aggregates = reader.list(() => namedExpression(reader));
  reader.expect("FOR");
  if (reader.at("("))
    throw reader.refuse("PIVOT over several columns is not supported by local-athena");
  const column: Expression = { expr: "attribute", name: reader.nameParts().join(".") };
  reader.expect("IN");
  const token = reader.peek();
  const values = reader.inParentheses(() => {
    const value = namedExpression(reader);
    const [child, name] =
      value.expr === "alias" ? [value.child, value.names[0]] : [value, undefined];
    if (child.expr !== "literal")
      throw reader.refuse("Literal expressions required for pivot values", token);
    return { literal: child, name: name ?? null };
  });
  reader.expect(")");
  const pivot = {
    column,
    values: values.map(({ literal }) => literal),
    names: values.map(({ name }) => name),
  };
  return aliased(reader, {
    rel: "aggregate",
    input,
    kind: "pivot",
    grouping: [],
    implicitGroups: true,
    pivot,
    aggregates,
  });
}

/** What follows FROM, up to the clause after it. Errors: ParseException. */
export function fromClause(reader: SqlReader): Relation {
  let left = relation(reader);
  while (reader.accept(",")) left = { rel: "join", left, right: relation(reader), how: "cross" };
  return pivoted(reader, lateralViews(reader, left));
}
