import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import { literalType } from "../analysis/literals";
import { isZoned } from "../analysis/type-rules";
import type { Tree } from "../trino-parser";
import { itemsOf } from "./order-by";
import type { Translator } from "./translator";
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

/**
 * Values with time zones are grouped by their instants. Texts of the expressions that a query groups by and that
 * have a zone; elsewhere in the query each stands for the value of any row of its group.
 */
export function zonedGroups(query: G.QuerySpecificationContext, t: Translator): Set<string> {
  const found = new Set<string>();
  const clause = query.groupBy();
  if (!t.hasZones || clause === null) return found;
  for (const element of clause.groupingElement()) {
    if (!(element instanceof G.SingleGroupingSetContext)) return new Set();
    for (const node of walk(element)) {
      if (!(node instanceof G.GroupingTermContext)) continue;
      const value = termValue(childrenOf(node)[0] ?? node, query);
      if (isZoned(t.typeOf(value))) found.add(t.emit(value));
    }
  }
  return found;
}

/** A term of GROUP BY, by its instant if it has a zone. */
export function groupingTerm(
  term: Tree,
  query: Tree | undefined,
  t: Translator,
): string | undefined {
  if (!t.hasZones || !(query instanceof G.QuerySpecificationContext)) return undefined;
  const value = termValue(term, query);
  if (!isZoned(t.typeOf(value))) return undefined;
  return `athena_instant(${t.withGroups(new Set(), () => t.emit(value))})`;
}

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
  if (!values.some((value) => isZoned(t.typeOf(value)))) return undefined;
  if (values.some((value) => value.getText().endsWith("*"))) return undefined;
  const keys = values.map((value) =>
    isZoned(t.typeOf(value)) ? `athena_instant(${t.emit(value)})` : t.emit(value),
  );
  return `DISTINCT ON (${keys.join(", ")})`;
}
