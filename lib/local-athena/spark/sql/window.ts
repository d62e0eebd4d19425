import type {
  Expression,
  FrameBoundary,
  SortOrder,
  WindowExpression,
  WindowFrame,
} from "../plan/plan";
import type { SqlReader } from "./sql-reader";

type WindowSpecification = Pick<WindowExpression, "partitionBy" | "orderBy" | "frame">;

/** `expression [ASC|DESC] [NULLS FIRST|LAST]`. */
export function sortOrder(reader: SqlReader): SortOrder {
  const child = reader.expression();
  const direction = reader.acceptOne("ASC", "DESC");
  const order: SortOrder = { expr: "sortOrder", child, ascending: direction !== "DESC" };
  if (!reader.accept("NULLS")) return order;
  const place = reader.acceptOne("FIRST", "LAST");
  if (place === undefined) throw reader.mismatch("FIRST", "LAST");
  return { ...order, nullsFirst: place === "FIRST" };
}

function boundary(reader: SqlReader): FrameBoundary {
  if (reader.accept("CURRENT", "ROW")) return "currentRow";
  const isUnbounded = reader.accept("UNBOUNDED");
  const token = reader.peek();
  const sign = !isUnbounded && reader.accept("-") ? -1 : 1;
  const offset = isUnbounded ? 0 : sign * frameOffset(reader);
  const side = reader.acceptOne("PRECEDING", "FOLLOWING");
  if (side === undefined) throw reader.mismatch("FOLLOWING", "PRECEDING");
  if (isUnbounded) return side === "PRECEDING" ? "unboundedPreceding" : "unboundedFollowing";
  if (!Number.isSafeInteger(offset))
    throw reader.refuse("Frame bound value must be a literal.", token);
  return side === "PRECEDING" ? -offset : offset;
}

function frameOffset(reader: SqlReader): number {
  const token = reader.peek();
  if (token.kind !== "number")
    throw reader.refuse("Frame bound value must be a whole number in local-athena.", token);
  return reader.integer();
}

function frame(reader: SqlReader): WindowFrame | undefined {
  const unit = reader.acceptOne("ROWS", "RANGE");
  if (unit === undefined) return undefined;
  const kind = unit === "ROWS" ? "rows" : "range";
  if (!reader.accept("BETWEEN"))
    return { unit: kind, lower: boundary(reader), upper: "currentRow" };
  const lower = boundary(reader);
  reader.expect("AND");
  return { unit: kind, lower, upper: boundary(reader) };
}

/** What stands in the parentheses of OVER or of a named window. */
export function windowSpecification(reader: SqlReader): WindowSpecification {
  reader.expect("(");
  let partitionBy: Expression[] = [];
  let orderBy: SortOrder[] = [];
  if (reader.accept("CLUSTER", "BY")) partitionBy = reader.list(() => reader.expression());
  else {
    if (reader.accept("PARTITION", "BY") || reader.accept("DISTRIBUTE", "BY"))
      partitionBy = reader.list(() => reader.expression());
    if (reader.accept("ORDER", "BY") || reader.accept("SORT", "BY"))
      orderBy = reader.list(() => sortOrder(reader));
  }
  const between = frame(reader);
  reader.expect(")");
  return { partitionBy, orderBy, ...(between !== undefined && { frame: between }) };
}

/** What follows a call: `OVER (…)`, `OVER w`. The call itself without either. */
export function over(reader: SqlReader, child: Expression): Expression {
  if (!reader.accept("OVER")) return child;
  const isInParentheses = reader.at("(") && reader.isName(1) && reader.peek(2).match === ")";
  if (reader.at("(") && !isInParentheses)
    return { expr: "window", child, ...windowSpecification(reader) };
  if (isInParentheses) reader.next();
  const token = reader.peek();
  const name = reader.name();
  if (isInParentheses) reader.next();
  const expression: WindowExpression = { expr: "window", child, partitionBy: [], orderBy: [] };
  reader.windowReferences.push({ expression, name, token });
  return expression;
}

/** Reads the WINDOW clause, if there is one, and tells each `OVER w` of the SELECT what it means. */
export function namedWindows(reader: SqlReader): void {
  const windows = new Map<string, WindowSpecification>();
  if (reader.accept("WINDOW"))
    reader.list(() => {
      const name = reader.name().toLowerCase();
      reader.expect("AS");
      windows.set(name, windowSpecification(reader));
    });
  for (const { expression, name, token } of reader.windowReferences) {
    const window = windows.get(name.toLowerCase());
    if (window === undefined)
      throw reader.refuse(
        `Window specification ${name} is not defined in the WINDOW clause.`,
        token,
      );
    Object.assign(expression, window);
  }
}
