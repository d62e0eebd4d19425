import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import { literalType } from "../analysis/literals";
import { isZoned } from "../analysis/type-rules";
import type { Tree } from "../trino-parser";
import { itemsOf } from "./order-by";
import { notSupported, on, type Translator } from "./translator";
import { childrenOf, core, walk } from "./tree";

const makers = /^(at_timezone|with_timezone|parse_datetime|from_unixtime|from_iso8601_timestamp)$/;

function makesZone(node: Tree): boolean {
  if (node instanceof G.AtTimeZoneContext) return true;
  if (node instanceof G.TypeConstructorContext) return isZoned(literalType(node));
  if (node instanceof G.CastContext) return /ZONE/i.test(node.type().getText());
  return (
    node instanceof G.FunctionCallContext &&
    makers.test(node.functionName().getText().toLowerCase())
  );
}

/** Whether a statement can have values in more zones than UTC; those of a view's making are not seen. */
export function hasZones(tree: Tree): boolean {
  for (const node of walk(tree)) if (makesZone(node)) return true;
  return false;
}

/** What a term of GROUP BY stands for: an ordinal for the value of an item of SELECT. */
function termValue(term: Tree, query: G.QuerySpecificationContext): Tree {
  const inner = core(term);
  if (!(inner instanceof G.IntegerLiteralContext)) return term;
  const item = itemsOf(query)[Number(inner.getText()) - 1];
  const listed = item === undefined ? undefined : core(item);
  if (listed instanceof G.SelectItemContext) return childrenOf(listed)[0] ?? term;
  return listed ?? term;
}

const instant = (text: string) => `athena_instant(${text})`;

/**
 * Values with time zones are grouped by their instants. Texts of the expressions that a query groups by and that
 * have a zone, with what each is elsewhere in the query: the value of any row of its group, or NULL where a grouping
 * set leaves it out.
 */
export function zonedGroups(
  query: G.QuerySpecificationContext,
  t: Translator,
): Map<string, string> {
  const found = new Map<string, string>();
  const clause = query.groupBy();
  if (!t.hasZones || clause === null) return found;
  const elements = clause.groupingElement();
  const plain = elements.every((element) => element instanceof G.SingleGroupingSetContext);
  for (const element of elements) {
    for (const node of walk(element)) {
      const [term] = node instanceof G.GroupingTermContext ? childrenOf(node) : [];
      const value = term === undefined ? undefined : termValue(term, query);
      if (value === undefined || !isZoned(t.typeOf(value))) continue;
      const text = t.emit(value);
      const any = `any_value(${text})`;
      found.set(text, plain ? any : `CASE WHEN grouping(${instant(text)}) = 0 THEN ${any} END`);
    }
  }
  return found;
}

/** A term of GROUP BY in a query with zoned groups: by its instant if it has a zone. */
export function groupingTerm(
  term: Tree,
  query: G.QuerySpecificationContext,
  t: Translator,
): string {
  const value = termValue(term, query);
  return isZoned(t.typeOf(value)) ? instant(t.emit(value)) : t.emit(value);
}

/** A value that tells groups of rows apart: of one with a zone its instant. */
const keyOf = (value: Tree, t: Translator): string =>
  t.hasZones && isZoned(t.typeOf(value)) ? instant(t.emit(value)) : t.emit(value);

on(G.PartitionByContext, (node, t) =>
  node
    .expression()
    .map((value) => keyOf(value, t))
    .join(", "),
);
on(G.GroupingOperationContext, (node, t) => {
  const names = node.qualifiedName().map((name) => {
    const text = t.withGroups(new Map(), () => t.emit(name));
    return t.groups.has(text) ? instant(text) : text;
  });
  return `grouping(${names.join(", ")})`;
});

/** DISTINCT over columns with time zones: which values tell rows apart. Undefined where the plain DISTINCT does. */
export function zonedDistinct(
  query: G.QuerySpecificationContext,
  t: Translator,
): string | undefined {
  if (!t.hasZones) return undefined;
  const values = itemsOf(query).map((item) => {
    const inner = core(item);
    return inner instanceof G.SelectItemContext ? (childrenOf(inner)[0] ?? inner) : inner;
  });
  const hasStar = values.some((value) => value.getText().endsWith("*"));
  if (hasStar && t.columnsOf(query)?.some(({ type }) => isZoned(type)))
    throw notSupported("SELECT DISTINCT * over timestamps with time zone", query);
  if (hasStar || !values.some((value) => isZoned(t.typeOf(value)))) return undefined;
  const keys = values.map((value) => keyOf(value, t));
  return `DISTINCT ON (${keys.join(", ")})`;
}
