import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import type { Tree } from "../trino-parser";
import { localTime } from "./time-zones";
import { notSupported, on, pass, type Translator, userError } from "./translator";
import { core, identifierText, positionOf, quoteName } from "./tree";

pass(
  G.ExpressionContext,
  G.ValueExpressionDefaultContext,
  G.ArithmeticUnaryContext,
  G.NumericLiteralContext,
  G.BooleanLiteralContext,
  G.BooleanValueContext,
  G.NullLiteralContext,
  G.StringLiteralContext,
  G.ColumnReferenceContext,
  G.ColumnNameContext,
  G.ColumnRefContext,
  G.ParenthesizedExpressionContext,
  G.FunctionNameContext,
  G.IntervalLiteralContext,
  G.CoalesceContext,
);

on(G.SubqueryExpressionContext, (node, t) => t.subquery(node));
on(G.ExistsContext, (node, t) => t.subquery(node));

on(G.UnquotedIdentifierContext, (node, t) => identifier(node, t));
on(G.QuotedIdentifierContext, (node, t) => identifier(node, t));
on(G.BackQuotedIdentifierContext, (node) => {
  throw userError(
    "SYNTAX_ERROR",
    1006,
    `${positionOf(node)}: backquoted identifiers are not supported; use double quotes to quote identifiers`,
  );
});
on(G.DigitIdentifierContext, (node) => {
  throw userError(
    "SYNTAX_ERROR",
    1006,
    `${positionOf(node)}: identifiers must not start with a digit; surround the identifier with double quotes`,
  );
});

function identifier(node: Tree, t: Translator): string {
  const name = identifierText(node);
  const replaced = lambdaValue(name, t);
  if (replaced !== undefined) return replaced;
  const output = t.outputs.get(name.toLowerCase());
  if (output !== undefined && standsAlone(node)) return output;
  t.identifiers.add(name.toLowerCase());
  return quoteName(name);
}

/** Whether a name is a whole column reference, not the first part of a longer one. */
function standsAlone(node: Tree): boolean {
  let parent = node.parent;
  while (parent !== null && parent.getChildCount() === 1) parent = parent.parent;
  return !(parent instanceof G.QualifiedNameContext || parent instanceof G.DereferenceContext);
}

function lambdaValue(name: string, t: Translator): string | undefined {
  for (let index = t.lambdas.length - 1; index >= 0; index--) {
    const value = t.lambdas[index]?.get(name.toLowerCase());
    if (value !== undefined) return value;
  }
  return undefined;
}

on(G.QualifiedNameContext, (node, t) => {
  const identifiers = node.identifier();
  const names = identifiers.map((part) => identifierText(part).toLowerCase());
  // DuckDB keeps no schema for a subquery in FROM: db.table.column becomes table.column.
  const hasRelation = (at: number) => t.relations.has(`${names[at]}.${names[at + 1]}`);
  const catalogued = !hasRelation(0) && names.length > 3 ? 1 : 0;
  const qualified = hasRelation(catalogued);
  const kept =
    qualified && names.length > catalogued + 2 ? identifiers.slice(catalogued + 1) : identifiers;
  return kept
    .map((part, index) => {
      if (index === 0) return t.emit(part);
      const name = identifierText(part);
      t.identifiers.add(name.toLowerCase());
      return quoteName(name);
    })
    .join(".");
});

on(G.DereferenceContext, (node, t) => {
  const base = node.primaryExpression();
  const field = node.identifier();
  const name = identifierText(field);
  t.identifiers.add(name.toLowerCase());
  const inner = core(base);
  const plain = inner instanceof G.IdentifierContext || inner instanceof G.QualifiedNameContext;
  const text = t.emit(base);
  return `${plain ? text : `(${text})`}.${quoteName(name)}`;
});

on(G.SubscriptContext, (node, t) => {
  const index = core(node.valueExpression());
  const [base, key] = [t.emit(node.primaryExpression()), t.emit(node.valueExpression())];
  const type = t.typeOf(node.primaryExpression());
  if (type?.base === "row")
    return `struct_extract_at(${base}, ${core(node.valueExpression()).getText()})`;
  const isText = index instanceof G.StringContext || index instanceof G.StringLiteralContext;
  return (isText && type === undefined) || t.isMap(node.primaryExpression())
    ? `athena_key(${base}, ${key})`
    : `athena_subscript(${base}, ${key})`;
});

on(G.RowConstructorContext, (node, t) => {
  const values = node.expression().map((value) => t.emit(value));
  if (t.namelessRows) return `row(${values.join(", ")})`;
  return `{${values.map((value, index) => `'__field${index + 1}': ${value}`).join(", ")}}`;
});
on(
  G.ArrayConstructorContext,
  (node, t) =>
    `[${node
      .expression()
      .map((value) => t.emit(value))
      .join(", ")}]`,
);

on(G.ExtractContext, (node, t) => {
  const field = identifierText(node.identifier()).toLowerCase();
  const value = localTime(node.valueExpression(), t);
  const parts: Record<string, string> = {
    year: "year",
    quarter: "quarter",
    month: "month",
    week: "week",
    day: "day",
    day_of_month: "day",
    hour: "hour",
    minute: "minute",
    day_of_week: "isodow",
    dow: "isodow",
    day_of_year: "dayofyear",
    doy: "dayofyear",
    year_of_week: "isoyear",
    yow: "isoyear",
  };
  if (field === "timezone_hour")
    return `(athena_zone_minutes(${t.emit(node.valueExpression())}) // 60)`;
  if (field === "timezone_minute")
    return `(athena_zone_minutes(${t.emit(node.valueExpression())}) % 60)`;
  if (field === "second") return `CAST(floor(second(${value})) AS BIGINT)`;
  const name = parts[field];
  if (name === undefined) throw notSupported(`EXTRACT of ${field}`, node);
  return `${name}(${value})`;
});

on(G.SubstringContext, (node, t) => {
  const values = node.valueExpression().map((value) => t.emit(value));
  return `${values.length === 2 ? "athena_substr" : "athena_substr_n"}(${values.join(", ")})`;
});
on(G.PositionContext, (node, t) => {
  const [needle, text] = node.valueExpression().map((value) => t.emit(value));
  return `strpos(${text}, ${needle})`;
});
on(G.TrimContext, (node, t) => {
  const side = node.trimsSpecification()?.getText().toLowerCase() ?? "both";
  const name = { leading: "ltrim", trailing: "rtrim", both: "trim" }[side] ?? "trim";
  const source = node._trimSource;
  const values = node.valueExpression();
  const text = t.emit(source ?? (values.at(-1) as Tree));
  const set = node._trimChar;
  return set === undefined ? `athena_${name}(${text})` : `${name}(${text}, ${t.emit(set)})`;
});
