import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import type { Tree } from "../trino-parser";
import { isAggregate, isWindowFunction } from "./function-table";
import { comparedValue } from "./time-zones";
import { on, type Translator, userError } from "./translator";
import { childrenOf, core, identifierText, positionOf, walk } from "./tree";

/** What a SELECT lists. */
export const itemsOf = (node: G.QuerySpecificationContext): Tree[] =>
  childrenOf(node.selectList()).filter((child) => child.getText() !== ",");

/** An integer in ORDER BY or GROUP BY is a position, not a value. */
export function termOrOrdinal(node: Tree, t: Translator): string {
  const inner = core(node);
  return inner instanceof G.IntegerLiteralContext ? inner.getText() : t.emit(node);
}

on(G.SortItemContext, (node, t) => {
  const [term, ...order] = childrenOf(node);
  // Rows of one instant are peers in a window.
  if (term !== undefined && t.hasZones && node.parent instanceof G.WindowSpecificationContext)
    return [comparedValue(term, t), t.join(order)].join(" ");
  return term === undefined ? "" : [termOrOrdinal(term, t), t.join(order)].join(" ");
});

const isName = (node: Tree) => core(node) instanceof G.IdentifierContext;

/** The name that a listed expression has in the result. Undefined for `*` and for the unnamed. */
function outputOf(item: Tree): { name: string; value: Tree; renamed: boolean } | undefined {
  const inner = core(item);
  if (inner instanceof G.SelectItemContext) {
    const children = childrenOf(inner);
    const [value, alias] = [children[0], children.at(-1)];
    return value === undefined || alias === undefined
      ? undefined
      : { name: identifierText(alias).toLowerCase(), value, renamed: true };
  }
  const last =
    inner instanceof G.QualifiedNameContext || inner instanceof G.DereferenceContext
      ? childrenOf(inner).at(-1)
      : inner;
  return last instanceof G.IdentifierContext
    ? { name: identifierText(last).toLowerCase(), value: inner, renamed: false }
    : undefined;
}

function isAggregateCall(node: Tree): boolean {
  if (!(node instanceof G.FunctionCallContext)) return false;
  const name = node.functionName().getText().toLowerCase();
  return isAggregate(name) || isWindowFunction(name);
}

/** SELECT DISTINCT leaves no other columns to sort by; DuckDB would take those of any row. */
function refuseHidden(query: G.QuerySpecificationContext, terms: Tree[], t: Translator): void {
  const items = itemsOf(query);
  if (items.some((item) => item.getText().endsWith("*"))) return;
  const names = new Set(items.map((item) => outputOf(item)?.name));
  const written = new Set(items.map((item) => t.emit(outputOf(item)?.value ?? core(item))));
  for (const term of terms) {
    const inner = core(term);
    if (inner instanceof G.IntegerLiteralContext) continue;
    const listed = isName(inner)
      ? names.has(identifierText(inner).toLowerCase())
      : written.has(t.emit(inner)) || names.has(outputOf(inner)?.name);
    if (!listed)
      throw userError(
        "EXPRESSION_NOT_IN_DISTINCT",
        1006,
        `${positionOf(term)}: For SELECT DISTINCT, ORDER BY expressions must appear in select list`,
      );
  }
}

/** ORDER BY, where the names of the result come before those of the tables, also inside an expression. */
export function orderBy(queryTerm: Tree, sorts: G.SortItemContext[], t: Translator): string {
  const query = core(queryTerm);
  const terms = sorts.map((sort) => childrenOf(sort)[0] ?? sort);
  const outputs = new Map<string, string>();
  if (query instanceof G.QuerySpecificationContext) {
    if (query.setQuantifier()?.KW_DISTINCT()) refuseHidden(query, terms, t);
    for (const item of itemsOf(query)) {
      const output = outputOf(item);
      if (output?.renamed) outputs.set(output.name, `(${t.emit(output.value)})`);
    }
  }
  const written = sorts.map((sort, index) => {
    const parts = [...walk(terms[index] ?? sort)];
    // Inside an aggregate, names are those of the tables; a subquery has names of its own.
    const own = parts.some((part) => isAggregateCall(part) || part instanceof G.QueryContext);
    return isName(sort) || isName(terms[index] ?? sort) || own
      ? t.emit(sort)
      : t.withOutputs(outputs, () => t.emit(sort));
  });
  return `ORDER BY ${written.join(", ")}`;
}
