import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import type { Tree } from "../trino-parser";
import { duckType, parseType } from "../types";
import { typeMismatch } from "./predicates";
import { localTime, zoneOf } from "./time-zones";
import { notSupported, on, pass, type Translator, userError } from "./translator";
import {
  childrenOf,
  core,
  identifierText,
  isLeaf,
  positionOf,
  quoteName,
  quoteText,
  stringValue,
} from "./tree";

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
  G.SubqueryExpressionContext,
  G.ExistsContext,
  G.FunctionNameContext,
  G.IntervalLiteralContext,
  G.CoalesceContext,
);

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
  const catalogued = names[0] === "awsdatacatalog" ? 1 : 0;
  const qualified = t.relations.has(`${names[catalogued]}.${names[catalogued + 1]}`);
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
  const isText = index instanceof G.StringContext || index instanceof G.StringLiteralContext;
  return isText || t.asMaps ? `athena_key(${base}, ${key})` : `athena_subscript(${base}, ${key})`;
});

on(G.IntegerLiteralContext, (node) => {
  const value = BigInt(node.getText().replaceAll("_", ""));
  if (value > 9223372036854775807n || value < -9223372036854775808n) {
    throw userError(
      "INVALID_LITERAL",
      1006,
      `${positionOf(node)}: Invalid numeric literal: ${node.getText()}`,
    );
  }
  const small = value <= 2147483647n && value >= -2147483648n;
  return `CAST(${value} AS ${small ? "INTEGER" : "BIGINT"})`;
});
// Athena reads 1.5 as a double, where Trino would read a decimal.
on(G.DecimalLiteralContext, (node) => `CAST(${node.getText()} AS DOUBLE)`);
on(G.DoubleLiteralContext, (node) => `CAST(${node.getText()} AS DOUBLE)`);
// Typed, so that DuckDB does not silently read '2020' as a number or a date where Athena refuses to.
on(
  G.BasicStringLiteralContext,
  (node) => `CAST(${quoteText(stringValue(node.getText()))} AS VARCHAR)`,
);
on(G.BinaryLiteralContext, (node) => `unhex(${node.getText().slice(1)})`);

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

/** A macro repeats its arguments, so that one inside another grows without bound: there they are values first. */
function twice(macro: string, a: string, b: string): string {
  const nested = `${a} ${b}`.match(/athena_(divide|modulo|minus)\(/g) ?? [];
  const heavy = nested.length > 3 || nested.some((name) => !name.startsWith("athena_minus"));
  if (!heavy) return `${macro}(${a}, ${b})`;
  return `list_transform([{'a': ${a}, 'b': ${b}}], lambda athena_o: ${macro}(athena_o.a, athena_o.b))[1]`;
}

/** DuckDB adds days to a date; Athena wants an interval. */
function checkSum(
  node: G.ArithmeticBinaryContext,
  a: string,
  b: string,
  sum: string,
  t: Translator,
): string {
  const operator = node.getChild(1);
  if (t.checks === undefined || operator === null) return sum;
  const same = t.checks.common([a, b], (types) =>
    types.some((type) => /^interval/.test(type))
      ? undefined
      : typeMismatch(operator, `Cannot apply operator: ${types.join(` ${operator.getText()} `)}`),
  );
  return `CASE WHEN ${same} THEN ${sum} END`;
}

/** Whether an expression is written as an interval: `INTERVAL '1' DAY`, also several of them. */
function isInterval(node: Tree): boolean {
  const inner = core(node);
  if (inner instanceof G.ParenthesizedExpressionContext) return isInterval(inner.expression());
  if (inner instanceof G.ArithmeticUnaryContext) return isInterval(inner.valueExpression());
  if (inner instanceof G.ArithmeticBinaryContext) {
    const sides = inner.valueExpression().map(isInterval);
    return /^[*/]$/.test(inner.getChild(1)?.getText() ?? "")
      ? sides.some(Boolean)
      : sides.every(Boolean);
  }
  return inner instanceof G.IntervalContext;
}

on(G.ArithmeticBinaryContext, (node, t) => {
  const [left, operator, right] = childrenOf(node);
  if (left === undefined || operator === undefined || right === undefined) return "";
  const [a, b, sign] = [t.emit(left), t.emit(right), operator.getText()];
  const interval = [left, right].map(isInterval);
  const number = core(right) instanceof G.NumberContext;
  const zero = number && Number(core(right).getText()) === 0;
  if (interval[1] && !interval[0] && (sign === "+" || sign === "-"))
    return `cast_to_type(${a} ${sign} ${b}, ${a})`;
  if (interval[0] && !interval[1] && sign === "+") return `cast_to_type(${b} + ${a}, ${b})`;
  if (sign === "/") return twice("athena_divide", a, b);
  if (sign === "%") return number && !zero ? `(${a} % ${b})` : twice("athena_modulo", a, b);
  if (sign === "-" && !number && !(core(left) instanceof G.NumberContext))
    return checkSum(node, a, b, twice("athena_minus", a, b), t);
  return checkSum(node, a, b, `(${a} ${sign} ${b})`, t);
});

/** `2024-02-29`, if the calendar has it. */
function isDay(text: string): boolean {
  const parts = /^(\d{4,})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (parts === null) return false;
  const [year = 0, month = 0, day = 0] = parts.slice(1).map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

on(G.TypeConstructorContext, (node) => {
  const type =
    node.identifier()?.getText().toLowerCase() ?? node.getChild(0)?.getText().toLowerCase() ?? "";
  const value = stringValue(node.string().getText());
  const invalid = () =>
    userError(
      "INVALID_LITERAL",
      1006,
      `${positionOf(node)}: '${value}' is not a valid ${type} literal`,
    );
  if (type === "date") {
    if (!isDay(value.trim())) throw invalid();
    return `CAST(${quoteText(value)} AS DATE)`;
  }
  if (type === "timestamp") {
    const parts =
      /^(\d{4,}-\d{1,2}-\d{1,2}(?: \d{1,2}:\d{2}(?::\d{2}(?:\.(\d+))?)?)?)(?: ?([A-Za-z][\w/+-]*|[+-]\d{2}:\d{2}))?$/.exec(
        value.trim(),
      );
    if (parts === null || !isDay(parts[1]?.split(" ")[0] ?? "")) throw invalid();
    if ((parts[2] ?? "").length > 3)
      throw notSupported("A timestamp literal finer than milliseconds", node);
    const zone = parts[3];
    if (zone !== undefined) return zonedLiteral(parts[1] ?? "", zone, node);
    return `CAST(${quoteText(parts[1] ?? "")} AS ${parts[2] === undefined ? "TIMESTAMP_S" : "TIMESTAMP"})`;
  }
  if (type === "time") return `CAST(${quoteText(value)} AS TIME)`;
  if (type === "decimal") {
    const digits = /^[+-]?(\d*)(?:\.(\d*))?$/.exec(value);
    if (digits === null) throw invalid();
    const whole = (digits[1] ?? "").replace(/^0+/, "").length;
    const scale = (digits[2] ?? "").length;
    return `CAST(${quoteText(value)} AS DECIMAL(${Math.max(1, whole + scale)}, ${scale}))`;
  }
  const parsed = parseType(type);
  const duck = parsed === undefined ? undefined : duckType(parsed);
  if (duck === undefined) throw notSupported(`A literal of type ${type}`, node);
  if (type === "json") return `athena_json_parse(${quoteText(value)})`;
  return `CAST(${quoteText(value)} AS ${duck})`;
});

function zonedLiteral(local: string, zone: string, node: Tree): string {
  if (!/^(UTC|Z|GMT|Etc\/UTC|[+-]00:00)$/i.test(zone)) {
    throw notSupported("A timestamp literal in a zone other than UTC", node);
  }
  return `CAST(${quoteText(`${local}+00`)} AS TIMESTAMPTZ)`;
}

on(G.IntervalContext, (node) => {
  const fields = node.intervalField().map((field) => field.getText().toUpperCase());
  const value = stringValue(node.string().getText());
  if (fields.length !== 1) throw notSupported("An INTERVAL … TO …", node);
  if (!/^[+-]?\d+(\.\d+)?$/.test(value)) {
    throw userError(
      "INVALID_LITERAL",
      1006,
      `${positionOf(node)}: '${value}' is not a valid interval literal`,
    );
  }
  return `INTERVAL '${node.MINUS() === null ? "" : "-"}${value}' ${fields[0]}`;
});

on(G.CastContext, (node, t) => {
  const text = typeText(node.type());
  const type = parseType(text);
  const duck = type === undefined ? undefined : duckType(type);
  if (type === undefined || duck === undefined)
    throw userError("TYPE_MISMATCH", 1002, `${positionOf(node.type())}: Unknown type: ${text}`);
  const trying = node.KW_TRY_CAST() !== null;
  const local = type.base === "date" || type.base === "timestamp";
  const value = t.withNamelessRows(() =>
    local ? localTime(node.expression(), t) : t.emit(node.expression()),
  );
  if (/^(tinyint|smallint|integer|bigint)$/.test(type.base)) {
    const whole = trying
      ? `athena_try_integer(${value})`
      : `athena_to_integer(${value}, ${quoteText(duck === "INTEGER" ? "INT" : duck)})`;
    return type.base === "bigint" ? whole : `${trying ? "TRY_CAST" : "CAST"}(${whole} AS ${duck})`;
  }
  if (type.base === "char") throw notSupported("CAST to char", node);
  if (type.base === "varchar") {
    const whole = trying ? `TRY(athena_varchar(${value}))` : `athena_varchar(${value})`;
    return type.numbers[0] === undefined ? whole : `left(${whole}, ${type.numbers[0]})`;
  }
  if (type.base === "json") return `to_json(${value})`;
  const checked = { boolean: "athena_boolean", date: "athena_date", timestamp: "athena_timestamp" }[
    type.base
  ];
  if (checked !== undefined) return trying ? `TRY(${checked}(${value}))` : `${checked}(${value})`;
  return `${trying ? "TRY_CAST" : "CAST"}(${value} AS ${duck})`;
});

/** The text of a type with its blanks, which the tree does not keep. */
export function typeText(node: Tree): string {
  if (isLeaf(node)) return node.getText();
  return childrenOf(node).map(typeText).join(" ");
}

on(G.AtTimeZoneContext, (node, t) => {
  const zone = zoneOf(node, t);
  throw notSupported(`A value kept in the time zone ${zone?.zone ?? ""}`, node);
});

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

on(G.CurrentDateContext, () => "current_date");
on(G.CurrentTimestampContext, () => "date_trunc('milliseconds', now())");
on(G.LocalTimestampContext, () => "CAST(date_trunc('milliseconds', now()) AS TIMESTAMP)");
on(
  G.GroupingOperationContext,
  (node, t) =>
    `grouping(${node
      .qualifiedName()
      .map((name) => t.emit(name))
      .join(", ")})`,
);
