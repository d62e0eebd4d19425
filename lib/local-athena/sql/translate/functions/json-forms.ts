import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import { duckType, parseType } from "../../types/types";
import { notSupported, on, type Translator } from "../translator";
import { core, quoteText, stringValue } from "../tree";

/** A value as JSON: text that is JSON already, or any value turned into it. */
function jsonOf(node: G.JsonValueExpressionContext, t: Translator): string {
  const value = node.expression();
  const text = t.emit(value);
  const made = core(value);
  const isJson =
    made instanceof G.JsonObjectContext ||
    made instanceof G.JsonArrayContext ||
    made instanceof G.JsonQueryContext;
  if (isJson) return text;
  if (node.KW_FORMAT() !== null) return `athena_json_canonical(${text})`;
  return `CASE WHEN ${text} IS NULL THEN NULL ELSE CAST(athena_to_json(${text}) AS VARCHAR) END`;
}

function refuseFormats(node: G.JsonObjectContext | G.JsonArrayContext | G.JsonQueryContext): void {
  const type = node.type()?.getText().toLowerCase();
  if (node.KW_FORMAT() !== null || (type !== undefined && type !== "varchar"))
    throw notSupported("JSON returned as anything but varchar", node);
}

on(G.JsonObjectContext, (node, t) => {
  refuseFormats(node);
  if (node.KW_UNIQUE() !== null && node.KW_WITH() !== null)
    throw notSupported("JSON_OBJECT … WITH UNIQUE KEYS", node);
  const members = node.jsonObjectMember();
  const keys = members.map((member) => t.emit(member.expression()));
  const values = members.map((member) => jsonOf(member.jsonValueExpression(), t));
  const list = (texts: string[]) => `CAST([${texts.join(", ")}] AS VARCHAR[])`;
  return `athena_json_object(${list(keys)}, ${list(values)}, ${node.KW_ABSENT() !== null})`;
});

on(G.JsonArrayContext, (node, t) => {
  refuseFormats(node);
  const values = node.jsonValueExpression().map((value) => jsonOf(value, t));
  const keepsNull = node.KW_NULL().length > 0;
  return `athena_json_array(CAST([${values.join(", ")}] AS VARCHAR[]), ${!keepsNull})`;
});

/** The document and the path into it, as a literal. */
function invocation(
  node: G.JsonPathInvocationContext,
  t: Translator,
): { json: string; path: string } {
  if (node.KW_PASSING() !== null) throw notSupported("PASSING in a JSON path", node);
  const json = t.emit(node.jsonValueExpression().expression());
  const path = node._path ?? node.string();
  return { json, path: quoteText(stringValue(path.getText())) };
}

/** A value made of the found items: these and the document are computed once. */
const onItems = (json: string, path: string, value: string) =>
  `list_transform([${json}], lambda athena_j: CASE WHEN athena_j IS NOT NULL THEN list_transform([athena_json_items(athena_j, ${path})], lambda athena_v: ${value})[1] END)[1]`;

const failure = (message: string, type: string) =>
  `CAST(athena_fail('PATH_EVALUATION_ERROR: ${message}') AS ${type})`;

on(G.JsonExistsContext, (node, t) => {
  const { json, path } = invocation(node.jsonPathInvocation(), t);
  const behavior = node.jsonExistsErrorBehavior()?.getText().toUpperCase() ?? "FALSE";
  const failed = behavior === "ERROR" ? failure("path evaluation failed", "BOOLEAN") : behavior;
  const otherwise = failed === "UNKNOWN" ? "NULL" : failed;
  return onItems(json, path, `coalesce(len(athena_v) > 0, ${otherwise})`);
});

function behaviorOf(
  node: G.JsonValueBehaviorContext | undefined,
  type: string,
  t: Translator,
): string {
  if (node === undefined || node.KW_NULL() !== null) return "NULL";
  const value = node.expression();
  return value === null
    ? failure("path evaluation failed", type)
    : `CAST(${t.emit(value)} AS ${type})`;
}

on(G.JsonValueContext, (node, t) => {
  const { json, path } = invocation(node.jsonPathInvocation(), t);
  const returning = node.type();
  const parsed = returning === null ? undefined : parseType(returning.getText());
  const type = returning === null ? "VARCHAR" : parsed && duckType(parsed);
  if (type === undefined || (parsed?.parts.length ?? 0) > 0)
    throw notSupported("This RETURNING type", node);
  const failed = behaviorOf(node._errorBehavior, type, t);
  const items = "athena_v";
  const first = `${items}[1]`;
  const value = `CASE WHEN ${items} IS NULL OR len(${items}) > 1 OR athena_json_kind(${first}) IN ('array', 'object') THEN ${failed}
    WHEN len(${items}) = 0 THEN ${behaviorOf(node._emptyBehavior, type, t)} WHEN athena_json_kind(${first}) = 'null' THEN NULL
    ELSE ${type === "VARCHAR" ? "" : "TRY_"}CAST(athena_json_path_scalar(${first}, '$') AS ${type}) END`;
  return onItems(json, path, value);
});

function queryBehavior(node: G.JsonQueryBehaviorContext | undefined): string {
  if (node === undefined || node.KW_NULL() !== null) return "NULL";
  if (node.KW_EMPTY() === null) return failure("path evaluation failed", "VARCHAR");
  return node.KW_OBJECT() === null ? "'[]'" : "'{}'";
}

function wrapped(
  items: string,
  wrapper: G.JsonQueryWrapperBehaviorContext | null,
  failed: string,
): string {
  const list = `'[' || array_to_string(${items}, ',') || ']'`;
  if (wrapper === null || wrapper.KW_WITHOUT() !== null)
    return `CASE WHEN len(${items}) > 1 THEN ${failed} ELSE ${items}[1] END`;
  if (wrapper.KW_CONDITIONAL() === null) return list;
  return `CASE WHEN len(${items}) = 1 AND athena_json_kind(${items}[1]) IN ('array', 'object') THEN ${items}[1] ELSE ${list} END`;
}

on(G.JsonQueryContext, (node, t) => {
  refuseFormats(node);
  const { json, path } = invocation(node.jsonPathInvocation(), t);
  const failed = queryBehavior(node._errorBehavior);
  const items = "athena_v";
  const given = wrapped(items, node.jsonQueryWrapperBehavior(), failed);
  const value = `CASE WHEN ${items} IS NULL THEN ${failed} WHEN len(${items}) = 0 THEN ${queryBehavior(node._emptyBehavior)} ELSE ${given} END`;
  const whole = onItems(json, path, value);
  if (node.KW_OMIT() === null) return whole;
  return `list_transform([${whole}], lambda athena_q: CASE WHEN athena_json_kind(athena_q) = 'string' THEN athena_json_path_scalar(athena_q, '$') ELSE athena_q END)[1]`;
});
