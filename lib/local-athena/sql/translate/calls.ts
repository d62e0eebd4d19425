import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import type { Tree } from "../trino-parser";
import { jodaFormat, mysqlFormat } from "./formats";
import { isKnownFunction, templateOf } from "./function-table";
import { lambdaCall } from "./lambdas";
import { concatenation, typeMismatch } from "./predicates";
import { localTime } from "./time-zones";
import { notSupported, on, type Translator, userError } from "./translator";
import { childrenOf, core, positionOf, quoteText, stringValue } from "./tree";

const units: Record<string, (n: string) => string> = {
  millisecond: (n) => `to_milliseconds(CAST(${n} AS BIGINT))`,
  second: (n) => `to_seconds(CAST(${n} AS BIGINT))`,
  minute: (n) => `to_minutes(CAST(${n} AS BIGINT))`,
  hour: (n) => `to_hours(CAST(${n} AS BIGINT))`,
  day: (n) => `to_days(CAST(${n} AS INTEGER))`,
  week: (n) => `to_days(CAST(7 * ${n} AS INTEGER))`,
  month: (n) => `to_months(CAST(${n} AS INTEGER))`,
  quarter: (n) => `to_months(CAST(3 * ${n} AS INTEGER))`,
  year: (n) => `to_years(CAST(${n} AS INTEGER))`,
};

const ofLocalTime = new Set(
  "year quarter month week week_of_year year_of_week yow day day_of_month day_of_week dow day_of_year doy hour minute second millisecond date to_iso8601".split(
    " ",
  ),
);

function literal(node: Tree | undefined): string | undefined {
  const inner = node === undefined ? undefined : core(node);
  return inner instanceof G.BasicStringLiteralContext ? stringValue(inner.getText()) : undefined;
}

type Rule = (args: G.ExpressionContext[], t: Translator, node: G.FunctionCallContext) => string;

function unitOf(args: Tree[], node: Tree): string {
  const unit = literal(args[0])?.toLowerCase();
  if (unit === undefined) throw notSupported("A computed date unit", node);
  if (!(unit in units)) {
    throw userError(
      "INVALID_FUNCTION_ARGUMENT",
      1106,
      `${positionOf(node)}: '${unit}' is not a valid TIME field`,
    );
  }
  return unit;
}

function formatted(
  kind: "strftime" | "strptime",
  convert: (format: string) => string | undefined,
): Rule {
  return (args, t, node) => {
    const [value, format] = args;
    const text = literal(format);
    if (value === undefined || text === undefined)
      throw notSupported("A computed date format", node);
    const converted = convert(text);
    if (converted === undefined) throw notSupported(`The date format '${text}'`, node);
    if (kind === "strptime") return `strptime(${t.emit(value)}, ${quoteText(converted)})`;
    return `strftime(CAST(${localTime(value, t)} AS TIMESTAMP), ${quoteText(converted)})`;
  };
}

/** `$.a["b c"][0]` in DuckDB's path syntax; wildcards and filters have no equal there. */
function jsonPath(node: Tree | undefined, call: Tree): string {
  const path = literal(node);
  if (path === undefined) throw notSupported("A computed JSON path", call);
  if (!path.startsWith("$") || /[*?@]|\.\./.test(path))
    throw notSupported(`The JSON path '${path}'`, call);
  const steps = path.slice(1).match(/\.[^.[\]]+|\["(?:[^"\\])*"\]|\['[^'\\]*'\]|\[\d+\]/g) ?? [];
  if (steps.join("") !== path.slice(1)) {
    throw userError(
      "INVALID_FUNCTION_ARGUMENT",
      1106,
      `${positionOf(call)}: Invalid JSON path: '${path}'`,
    );
  }
  const written = steps.map((step) => {
    if (/^\[\d/.test(step)) return step;
    const name = step.startsWith(".") ? step.slice(1) : step.slice(2, -2);
    return `."${name.replace(/^"|"$/g, "")}"`;
  });
  return quoteText(`$${written.join("")}`);
}

const rules: Record<string, Rule> = {
  if: ([condition, yes, no], t, node) => {
    if (condition === undefined || yes === undefined) throw arity(node);
    return `CASE WHEN ${t.emit(condition)} THEN ${t.emit(yes)}${no === undefined ? "" : ` ELSE ${t.emit(no)}`} END`;
  },
  try: ([value], t, node) => {
    if (value === undefined) throw arity(node);
    return `TRY(${t.emit(value)})`;
  },
  concat: (args, t, node) =>
    args
      .map((value) => t.emit(value))
      .reduce((whole, value) => concatenation(node, [whole, value], t)),
  nullif: ([value, other], t, node) => {
    if (value === undefined || other === undefined) throw arity(node);
    const [a, b] = [t.emit(value), t.emit(other)];
    if (t.checks === undefined) return `nullif(${a}, ${b})`;
    const same = t.checks.common([a, b], ([left, right]) =>
      typeMismatch(node, `Types are not comparable with NULLIF: ${left} vs ${right}`),
    );
    return `CASE WHEN ${same} THEN ${a} END`;
  },
  // NULL among the arguments makes the result NULL; DuckDB would skip it.
  greatest: (args, t) =>
    extreme(
      "greatest",
      args.map((value) => t.emit(value)),
    ),
  least: (args, t) =>
    extreme(
      "least",
      args.map((value) => t.emit(value)),
    ),
  date_add: (args, t, node) => {
    const unit = unitOf(args, node);
    const [, count, value] = args;
    if (count === undefined || value === undefined) throw arity(node);
    const to = t.emit(value);
    return `cast_to_type(${to} + ${units[unit]?.(t.emit(count))}, ${to})`;
  },
  date_diff: (args, t, node) => {
    const unit = unitOf(args, node);
    const [, from, to] = args;
    if (from === undefined || to === undefined) throw arity(node);
    return `date_sub('${unit}', ${t.emit(from)}, ${t.emit(to)})`;
  },
  date_trunc: (args, t, node) => {
    const unit = unitOf(args, node);
    const value = args[1];
    if (value === undefined) throw arity(node);
    const text = t.emit(value);
    return `cast_to_type(date_trunc('${unit}', ${text}), ${text})`;
  },
  date_format: formatted("strftime", mysqlFormat),
  format_datetime: formatted("strftime", jodaFormat),
  date_parse: formatted("strptime", mysqlFormat),
  regexp_replace: (args, t, node) => {
    const [text, pattern, replacement] = args;
    if (text === undefined || pattern === undefined) throw arity(node);
    const by = replacement === undefined ? "" : literal(replacement);
    if (by === undefined) throw notSupported("regexp_replace with a computed replacement", node);
    const escaped = by
      .replaceAll(/\\(?!\$)/g, "\\\\")
      .replaceAll(/(?<!\\)\$(\d)/g, "\\$1")
      .replaceAll("\\$", "$");
    return `regexp_replace(${t.emit(text)}, ${t.emit(pattern)}, ${quoteText(escaped)}, 'g')`;
  },
  json_extract: ([value, path], t, node) => {
    if (value === undefined) throw arity(node);
    return `athena_json_extract(${t.emit(value)}, ${jsonPath(path, node)})`;
  },
  json_extract_scalar: ([value, path], t, node) => {
    if (value === undefined) throw arity(node);
    return `athena_json_scalar(${t.emit(value)}, ${jsonPath(path, node)})`;
  },
  element_at: ([value, key], t, node) => {
    if (value === undefined || key === undefined) throw arity(node);
    return `(${t.emit(value)})[${t.emit(key)}]`;
  },
  cardinality: ([value], t, node) => {
    if (value === undefined) throw arity(node);
    return t.asMaps ? `CAST(cardinality(${t.emit(value)}) AS BIGINT)` : `len(${t.emit(value)})`;
  },
  typeof: ([value], t, node) => {
    if (value === undefined) throw arity(node);
    const text = literal(value);
    return text === undefined
      ? `athena_type_name(typeof(${t.emit(value)}))`
      : `CAST('varchar(${text.length})' AS VARCHAR)`;
  },
};

function extreme(name: string, args: string[]): string {
  return `CASE WHEN ${args.map((value) => `${value} IS NULL`).join(" OR ")} THEN NULL ELSE ${name}(${args.join(", ")}) END`;
}

function arity(node: G.FunctionCallContext) {
  const name = node.functionName().getText().toLowerCase();
  return userError(
    "FUNCTION_NOT_FOUND",
    1303,
    `${positionOf(node)}: Unexpected parameters for function ${name}`,
  );
}

/** The number of percentiles must be known when DuckDB binds the call. */
function percentile(
  args: G.ExpressionContext[],
  t: Translator,
  node: G.FunctionCallContext,
): string {
  const [value, fraction] = args;
  if (value === undefined || fraction === undefined || args.length !== 2)
    throw notSupported("approx_percentile with weights", node);
  const inner = core(fraction);
  const numbers =
    inner instanceof G.ArrayConstructorContext ? inner.expression().map(core) : [inner];
  if (!numbers.every((number) => number instanceof G.NumberContext))
    throw notSupported("A computed percentile", node);
  const floats = numbers.map((number) => `CAST(${number.getText()} AS FLOAT)`);
  const wanted = inner instanceof G.ArrayConstructorContext ? `[${floats.join(", ")}]` : floats[0];
  return attach(`{{approx_quantile|${t.emit(value)}, ${wanted}}}`, node, t);
}

/** An argument that DuckDB needs cast between kinds of numbers, which must not make one of a text. */
function askNumber(value: string, node: G.FunctionCallContext, t: Translator): string {
  if (t.checks === undefined) return value;
  const same = t.checks.common([value, "CAST(NULL AS DOUBLE)"], ([type]) =>
    userError(
      "FUNCTION_NOT_FOUND",
      1303,
      `${positionOf(node)}: Unexpected parameters (${type}) for function ${node.functionName().getText().toLowerCase()}`,
    ),
  );
  return `CASE WHEN ${same} THEN ${value} END`;
}

/**
 * A sum or a mean beside another aggregate that only tells its type and is never computed: the median has
 * the type that Athena's mean has, the minimum that of the values.
 */
function typedAggregate(
  name: "avg" | "sum",
  typedBy: "median" | "min",
  args: G.ExpressionContext[],
  t: Translator,
  node: G.FunctionCallContext,
): string {
  const [value] = args;
  if (value === undefined || args.length !== 1) throw arity(node);
  const text = t.emit(value);
  const [result, typed] = [`{{${name}|${text}}}`, `{{${typedBy}|${text}}}`].map((call) =>
    attach(call, node, t),
  );
  return `athena_${name}(${result}, ${typed})`;
}

/** Puts DISTINCT, ORDER BY, FILTER, IGNORE NULLS and OVER where DuckDB wants them. */
function attach(template: string, node: G.FunctionCallContext, t: Translator): string {
  const over = node.over();
  const filter = node.filter();
  const quantifier = node.setQuantifier();
  const nulls = node.nullTreatment();
  const sorts = node.sortItem();
  const call = /\{\{([a-z_]+)\|(.*)\}\}/s.exec(template);
  if (call === null) {
    if (over !== null || filter !== null || quantifier !== null || sorts.length > 0) {
      throw userError(
        "FUNCTION_NOT_FOUND",
        1303,
        `${positionOf(node)}: ${node.functionName().getText()} is not an aggregate or window function`,
      );
    }
    return template;
  }
  const inside = [
    quantifier === null ? "" : t.emit(quantifier),
    call[2] ?? "",
    sorts.length === 0 ? "" : `ORDER BY ${sorts.map((sort) => t.emit(sort)).join(", ")}`,
    nulls === null
      ? ""
      : childrenOf(nulls)
          .map((word) => word.getText())
          .join(" "),
  ];
  const outside = [filter, over].map((part) => (part === null ? "" : ` ${t.emit(part)}`)).join("");
  const written = `${call[1]}(${inside.filter(Boolean).join(" ")})${outside}`;
  return template.slice(0, call.index) + written + template.slice(call.index + call[0].length);
}

on(G.FunctionCallContext, (node, t) => {
  const name = node.functionName().getText().toLowerCase().replaceAll('"', "");
  const args = node.expression();
  if (node.processingMode() !== null) throw notSupported("A MATCH_RECOGNIZE function", node);
  if (name === "count" && (node.ASTERISK() !== null || args.length === 0))
    return attach("{{count|*}}", node, t);
  if (name === "avg") return typedAggregate("avg", "median", args, t, node);
  if (name === "sum") return typedAggregate("sum", "min", args, t, node);
  if (name === "approx_percentile") return percentile(args, t, node);
  const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
  if (rule !== undefined) return attach(rule(args, t, node), node, t);
  const withLambda = lambdaCall(name, args, t, node);
  if (withLambda !== undefined) return attach(withLambda, node, t);
  const template = templateOf(name, args.length);
  if (template === "arity") throw arity(node);
  if (template === undefined) {
    if (isKnownFunction(name)) throw notSupported(`Function ${name}`, node);
    throw userError(
      "FUNCTION_NOT_FOUND",
      1303,
      `${positionOf(node)}: Function '${name}' not registered`,
    );
  }
  const values = args.map((value, index) => {
    const text = ofLocalTime.has(name) ? localTime(value, t) : t.emit(value);
    const isNumber = template.includes(`CAST($${index + 1} AS DOUBLE)`);
    return isNumber ? askNumber(text, node, t) : text;
  });
  const filled = template.replaceAll(/\$(\d|\*)/g, (_, which: string) =>
    which === "*" ? values.join(", ") : (values[Number(which) - 1] ?? ""),
  );
  return attach(filled, node, t);
});

on(G.ListAggContext, (node, t) => {
  if (node.KW_OVERFLOW() !== null) throw notSupported("LISTAGG … ON OVERFLOW", node);
  const separator = node.string();
  const order = node
    .sortItem()
    .map((sort) => t.emit(sort))
    .join(", ");
  const distinct = node.setQuantifier()?.KW_DISTINCT() ? "DISTINCT " : "";
  const filter = node.filter();
  const by = separator === null ? "''" : quoteText(stringValue(separator.getText()));
  return `string_agg(${distinct}${t.emit(node.expression())}, ${by} ORDER BY ${order})${filter === null ? "" : ` ${t.emit(filter)}`}`;
});
