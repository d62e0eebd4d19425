import type { Call, Expression } from "../plan/plan";
import { call } from "./call";
import type { SqlReader } from "./sql-reader";
import { over } from "./window";

const text = (value: string): Expression => ({ expr: "literal", value, type: "string" });
const yes: Expression = { expr: "literal", value: true, type: "boolean" };
/** `expression [[AS] name]`, as items of a list and arguments of STRUCT may be. */
export function namedExpression(reader: SqlReader): Expression {
  const child = reader.expression();
  if (reader.accept("AS")) {
    if (reader.at("("))
      return { expr: "alias", child, names: reader.inParentheses(() => reader.name()) };
    return { expr: "alias", child, names: [reader.name()] };
  }
  const name = reader.bareAlias();
  return name === undefined ? child : { expr: "alias", child, names: [name] };
}

/** EXTRACT's fields and the functions that they are. */
const fields: Readonly<Record<string, string>> = {
  YEAR: "year",
  Y: "year",
  YEARS: "year",
  QUARTER: "quarter",
  QTR: "quarter",
  MONTH: "month",
  MON: "month",
  MONTHS: "month",
  WEEK: "weekofyear",
  W: "weekofyear",
  WEEKS: "weekofyear",
  DAY: "day",
  D: "day",
  DAYS: "day",
  DAYOFWEEK: "dayofweek",
  DOW: "dayofweek",
  DOY: "dayofyear",
  HOUR: "hour",
  H: "hour",
  HOURS: "hour",
  MINUTE: "minute",
  MIN: "minute",
  MINUTES: "minute",
};

/** Calls whose arguments have words between them. Undefined for all others. */
function wordyCall(reader: SqlReader, name: string): Expression | undefined {
  if (name === "EXTRACT") {
    const token = reader.peek();
    const field = reader.name();
    reader.expect("FROM");
    const source = reader.expression();
    const part = fields[field.toUpperCase()];
    if (part !== undefined) return call(part, source);
    if (/^(S|SEC|SECOND|SECONDS|DAYOFWEEK_ISO|DOW_ISO|YEAROFWEEK)$/i.test(field))
      return call("date_part", text(field.toUpperCase()), source);
    throw reader.refuse(
      `Literals of type '${field}' are currently not supported for the source type`,
      token,
    );
  }
  if (name === "TRIM") {
    const side = reader.acceptOne("BOTH", "LEADING", "TRAILING") ?? "BOTH";
    const trim = { BOTH: "trim", LEADING: "ltrim", TRAILING: "rtrim" }[side] ?? "trim";
    if (reader.accept("FROM")) return call(trim, reader.expression());
    const first = reader.expression();
    if (!reader.accept("FROM")) return undefined;
    return call(trim, first, reader.expression());
  }
  const first = reader.at(")") || reader.at("*") ? undefined : reader.expression();
  if (first === undefined) return undefined;
  if (/^SUBSTR(ING)?$/.test(name) && reader.accept("FROM")) {
    const from = reader.expression();
    return reader.accept("FOR")
      ? call("substring", first, from, reader.expression())
      : call("substring", first, from);
  }
  if (name === "OVERLAY" && reader.accept("PLACING")) {
    const args = [first, reader.expression()];
    reader.expect("FROM");
    args.push(reader.expression());
    if (reader.accept("FOR")) args.push(reader.expression());
    return call("overlay", ...args);
  }
  return undefined;
}

/** Whether these words have calls of a form of their own. */
const wordy = /^(EXTRACT|TRIM|SUBSTR|SUBSTRING|OVERLAY|POSITION)$/;

/** `a IN b` is no list in POSITION, so its text is read apart. */
function positionCall(reader: SqlReader): Expression | undefined {
  const mark = reader.mark();
  if (reader.peek().kind === "string" || reader.isName()) {
    const isText = reader.peek().kind === "string";
    const child: Expression = isText
      ? text(reader.string())
      : { expr: "attribute", name: reader.nameParts().join(".") };
    if (reader.accept("IN")) return call("locate", child, reader.expression());
  }
  reader.back(mark);
  return undefined;
}

function argument(reader: SqlReader): Expression {
  if (reader.isName() && reader.peek(1).match === "=>")
    throw reader.refuse("Named arguments of functions are not supported by local-athena");
  return namedExpression(reader);
}

/** Reads `(arguments) [FILTER (…)] [IGNORE NULLS] [OVER …]` behind a function's name. */
export function functionCall(reader: SqlReader, name: string): Expression {
  const upper = name.toUpperCase();
  reader.expect("(");
  if (wordy.test(upper)) {
    const mark = reader.mark();
    const found = upper === "POSITION" ? positionCall(reader) : wordyCall(reader, upper);
    if (found !== undefined) {
      reader.expect(")");
      return found;
    }
    reader.back(mark);
  }
  const isDistinct = reader.accept("DISTINCT");
  if (!isDistinct) reader.accept("ALL");
  const args = reader.at(")") ? [] : reader.list(() => argument(reader));
  let ignoresNulls = reader.accept("IGNORE", "NULLS");
  if (!ignoresNulls) reader.accept("RESPECT", "NULLS");
  reader.expect(")");
  let filter: Expression | undefined;
  if (reader.accept("FILTER")) {
    reader.expect("(", "WHERE");
    filter = reader.expression();
    reader.expect(")");
  }
  if (reader.accept("IGNORE", "NULLS")) ignoresNulls = true;
  else reader.accept("RESPECT", "NULLS");
  const found: Call = {
    expr: "call",
    name: name.toLowerCase(),
    args,
    ...(isDistinct && { distinct: true }),
    ...(filter !== undefined && { filter }),
  };
  if (ignoresNulls) found.args = withoutNulls(reader, found);
  return over(reader, found);
}

/** IGNORE NULLS as the argument that these functions have for it. */
function withoutNulls(reader: SqlReader, { name, args }: Call): Expression[] {
  if (/^(first|last|first_value|last_value|any_value)$/.test(name) && args.length === 1)
    return [...args, yes];
  throw reader.refuse(`Function ${name} does not support IGNORE NULLS in local-athena`);
}
