import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import { isAggregate, isKnownFunction, templateOf } from "./function-table";
import { aggregate, aggregateRules, attach } from "./functions/aggregate-rules";
import { dateRules } from "./functions/date-rules";
import { jsonRules } from "./functions/json-rules";
import { regexpRules } from "./functions/regexp-rules";
import { nameOf, type Rule, unexpected } from "./functions/rule";
import { valueRules } from "./functions/value-rules";
import "./functions/special-forms";
import { lambdaCall } from "./lambdas";
import { localTime } from "./time-zones";
import { notSupported, on, type Translator, userError } from "./translator";
import { positionOf } from "./tree";
import { isAskable } from "./type-checks";
import { typedCall } from "./typed-calls";

const ofLocalTime = new Set(
  "year quarter month week week_of_year year_of_week yow day day_of_month day_of_week dow day_of_year doy hour minute second millisecond date to_iso8601".split(
    " ",
  ),
);

const rules = new Map<string, Rule>(
  Object.entries({
    ...valueRules,
    ...dateRules,
    ...regexpRules,
    ...jsonRules,
    ...aggregateRules,
  }),
);

/** An argument that DuckDB needs cast between kinds of numbers, which must not make one of a text. */
function askNumber(value: string, node: G.FunctionCallContext, t: Translator): string {
  if (t.checks === undefined || !isAskable(value)) return value;
  const same = t.checks.common([value, "CAST(NULL AS DOUBLE)"], ([type]) =>
    userError(
      "FUNCTION_NOT_FOUND",
      1303,
      `${positionOf(node)}: Unexpected parameters (${type}) for function ${nameOf(node)}`,
    ),
  );
  return `CASE WHEN ${same} THEN ${value} END`;
}

/** The macros that only name a type; elsewhere DuckDB's own refusal says enough. */
const demanded: Record<string, RegExp> = {
  athena_varbinary: /^varbinary$/,
  athena_bigint: /^(tinyint|smallint|integer|bigint)$/,
  athena_json: /^json$/,
  athena_upper: /^(varchar|char)$/,
};

function checkArguments(template: string, node: G.FunctionCallContext, t: Translator): void {
  for (const [, macro = "", index = "1"] of template.matchAll(/(athena_\w+)\(\$(\d)\)/g)) {
    const value = node.expression(Number(index) - 1);
    const type = value === null ? undefined : t.typeOf(value)?.base;
    if (type === undefined || type === "unknown") continue;
    if (demanded[macro]?.test(type) === false) throw unexpected(node, t);
  }
}

function fromTemplate(name: string, node: G.FunctionCallContext, t: Translator): string {
  const args = node.expression();
  const template = templateOf(name, args.length);
  if (template === "arity") throw unexpected(node, t);
  if (template === undefined) {
    if (isKnownFunction(name)) throw notSupported(`Function ${name}`, node);
    throw userError(
      "FUNCTION_NOT_FOUND",
      1303,
      `${positionOf(node)}: Function '${name}' not registered`,
    );
  }
  checkArguments(template, node, t);
  const values = args.map((value, index) => {
    const text = ofLocalTime.has(name) ? localTime(value, t) : t.emit(value);
    const isNumber = template.includes(`CAST($${index + 1} AS DOUBLE)`);
    return isNumber ? askNumber(text, node, t) : text;
  });
  return template.replaceAll(/\$(\d|\*)/g, (_, which: string) =>
    which === "*" ? values.join(", ") : (values[Number(which) - 1] ?? ""),
  );
}

function call(name: string, node: G.FunctionCallContext, t: Translator): string {
  const args = node.expression();
  if (name === "count" && (node.ASTERISK() !== null || args.length === 0))
    return aggregate("count", "*");
  const typed = typedCall(name, args, t);
  if (typed !== undefined) return typed;
  const withLambda = lambdaCall(name, args, t, node);
  if (withLambda !== undefined) return withLambda;
  const rule = rules.get(name);
  return rule === undefined ? fromTemplate(name, node, t) : rule(args, t, node);
}

on(G.FunctionCallContext, (node, t) => {
  if (node.processingMode() !== null) throw notSupported("A MATCH_RECOGNIZE function", node);
  const name = nameOf(node);
  const write = () => attach(call(name, node, t), node, t);
  // What an aggregate is over are rows, not groups.
  return node.over() === null && isAggregate(name) ? t.withGroups(new Map(), write) : write();
});
