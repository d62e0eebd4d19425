import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import type { Tree } from "../trino-parser";
import { itemsOf, orderBy, termOrOrdinal } from "./order-by";
import { setOperation } from "./set-operations";
import { notSupported, on, pass, type Translator, userError } from "./translator";
import { childrenOf, core, identifierText, isLeaf, positionOf, quoteName, quoteText } from "./tree";
import { typedUnnest } from "./unnest";
import { groupingTerm, zonedDistinct, zonedGroups } from "./zoned-groups";

pass(
  G.StatementsContext,
  G.StatementDefaultContext,
  G.RootQueryContext,
  G.SelectListContext,
  G.SelectAllWithoutTableContext,
  G.SelectLiteralColumnNameContext,
  G.SelectExpressionColumnNameContext,
  G.QueryTermDefaultContext,
  G.QueryPrimaryDefaultContext,
  G.SubqueryContext,
  G.SetQuantifierContext,
  G.SingleGroupingSetContext,
  G.MultipleGroupingSetsContext,
  G.CubeContext,
  G.RollupContext,
  G.GroupingSetContext,
  G.RelationDefaultContext,
  G.JoinColumnReferenceContext,
  G.ParenthesizedRelationContext,
  G.ColumnAliasesContext,
  G.SubqueryRelationContext,
  G.ExpressionSourceTableContext,
  G.RelationContext,
  G.QueryContext,
  G.SampleTypeContext,
  G.WindowDefinitionContext,
  G.WindowSpecificationContext,
  G.WindowFrameContext,
  G.FrameExtentContext,
  G.OverContext,
  G.FilterContext,
  G.BoundedFrameContext,
  G.UnboundedFrameContext,
  G.CurrentRowBoundContext,
);

on(G.SingleStatementContext, (node, t) =>
  t.join(childrenOf(node).filter((child) => child.getText() !== ";")),
);

on(G.QueryStatementContext, (node, t) => {
  t.ctes.push(new Set());
  try {
    return t.join(childrenOf(node));
  } finally {
    t.ctes.pop();
  }
});

on(G.WithContext, (node, t) => {
  const recursive = node.KW_RECURSIVE() !== null;
  const names = t.ctes.at(-1) ?? new Set<string>();
  const queries = node.namedQuery().map((query) => {
    const name = identifierText(query.identifier()).toLowerCase();
    // A common table sees itself only when recursive; otherwise the name still means the catalog's table.
    if (recursive) names.add(name);
    const text = t.emit(query);
    names.add(name);
    return text;
  });
  return `WITH ${recursive ? "RECURSIVE " : ""}${queries.join(", ")}`;
});

on(G.NamedQueryContext, (node, t) => {
  const aliases = node.columnAliases();
  return `${t.emit(node.identifier())} ${aliases === null ? "" : t.emit(aliases)} AS (${t.emit(node.query())})`;
});

on(G.QueryNoWithContext, (node, t) => {
  if (node.KW_TIES() !== null) return withTies(node, t);
  const parts = [t.emit(node.queryTerm())];
  const sorts = node.sortItem();
  const query = core(node.queryTerm());
  const groups =
    query instanceof G.QuerySpecificationContext
      ? zonedGroups(query, t)
      : new Map<string, string>();
  if (sorts.length > 0 && t.checks === undefined)
    parts.push(t.withGroups(groups, () => orderBy(node.queryTerm(), sorts, t)));
  const counts = node.rowCount().map((count) => t.emit(count));
  const limit = node.limitRowCount();
  if (limit !== null && limit.rowCount() !== null) parts.push(`LIMIT ${t.emit(limit)}`);
  if (node.KW_FETCH() !== null)
    parts.push(`LIMIT ${counts[node.KW_OFFSET() === null ? 0 : 1] ?? 1}`);
  if (node.KW_OFFSET() !== null) parts.push(`OFFSET ${counts[0]}`);
  return parts.join(" ");
});

/** FETCH FIRST n ROWS WITH TIES: all rows that sort as the last one does. */
function withTies(node: G.QueryNoWithContext, t: Translator): string {
  const sorts = node.sortItem();
  const query = core(node.queryTerm());
  if (sorts.length === 0)
    throw userError(
      "MISSING_ORDER_BY",
      1006,
      `${positionOf(node)}: FETCH FIRST WITH TIES clause requires ORDER BY`,
    );
  if (!(query instanceof G.QuerySpecificationContext) || query.setQuantifier() !== null)
    throw notSupported("FETCH … WITH TIES of this query", node);
  if (t.checks !== undefined) return t.emit(query);
  const counts = node.rowCount().map((count) => Number(count.getText()));
  const offset = node.KW_OFFSET() === null ? 0 : (counts[0] ?? 0);
  const count = (node.KW_OFFSET() === null ? counts[0] : counts[1]) ?? 1;
  const order = orderBy(node.queryTerm(), sorts, t);
  if (/^ORDER BY (.*, )?\d+( |,|$)/.test(order))
    throw notSupported("FETCH … WITH TIES of positions", node);
  const kept = `rank() OVER (${order}) <= ${offset + count} AND row_number() OVER (${order}) > ${offset}`;
  return `${t.emit(query)} QUALIFY ${kept} ${order}`;
}

on(G.JoinRelationContext, (node, t) => {
  if (node.KW_NATURAL() !== null)
    throw userError("NOT_SUPPORTED", 1200, `${positionOf(node)}: Natural join not supported`);
  return t.join(childrenOf(node));
});
on(G.LimitRowCountContext, (node, t) => t.join(childrenOf(node)));
on(G.RowCountContext, (node) => node.getText());
on(G.SetOperationContext, (node, t) => setOperation(node, t));
// DuckDB joins FULL only on equalities, which a question of types has none of; its types are those of LEFT.
on(G.JoinTypeContext, (node, t) =>
  t.checks !== undefined && node.KW_FULL() !== null ? "LEFT" : t.join(childrenOf(node)),
);

on(G.GroupingTermContext, (node, t) => {
  const [term] = childrenOf(node);
  if (term === undefined) return "";
  const query = specificationOf(node);
  return t.groups.size > 0 && query !== undefined
    ? t.withGroups(new Map(), () => groupingTerm(term, query, t))
    : termOrOrdinal(term, t);
});

function specificationOf(node: Tree): G.QuerySpecificationContext | undefined {
  let at: Tree | null = node;
  while (at !== null && !(at instanceof G.QuerySpecificationContext)) at = at.parent;
  return at ?? undefined;
}

on(G.QuerySpecificationContext, (node, t) => {
  // Relations first: what they bring into scope decides how columns are written.
  const relations = node.relation().map((relation) => t.emit(relation));
  const groups = zonedGroups(node, t);
  return t.withGroups(groups, () => specification(node, relations, t));
});

function specification(
  node: G.QuerySpecificationContext,
  relations: string[],
  t: Translator,
): string {
  const renames: string[] = [];
  let position = 0;
  let starSeen = false;
  const selected = itemsOf(node).map((item) => {
    const unnamed = starSeen ? `__unnamed${position}` : `_col${position}`;
    const text = isStar(item)
      ? star(node, t.hiddenFrom(core(item)), t)
      : selectItem(item, t, { unnamed, renames });
    if (isStar(item) || /\*( EXCLUDE \(.*\))?$/.test(text)) starSeen = true;
    position++;
    return text;
  });
  const quantifier = node.setQuantifier();
  const distinct = quantifier?.KW_DISTINCT() ? zonedDistinct(node, t) : undefined;
  const set = distinct ?? (quantifier === null ? "" : t.emit(quantifier));
  const parts = ["SELECT", set, selected.join(", ")];
  if (relations.length > 0) parts.push("FROM", relations.join(", "));
  const [where, groupBy, having] = [node.whereClause(), node.groupBy(), node.havingClause()];
  if (where !== null) parts.push(t.withGroups(new Map(), () => t.emit(where)));
  if (groupBy !== null) parts.push(`GROUP BY ${t.emit(groupBy)}`);
  if (having !== null) parts.push(t.emit(having));
  const windows = node.windowDefinition();
  if (windows.length > 0) parts.push("WINDOW", windows.map((window) => t.emit(window)).join(", "));
  const query = parts.filter(Boolean).join(" ");
  // No clause but ORDER BY sees the names of the result; DuckDB would let all of them.
  return renames.length === 0 ? query : `SELECT * RENAME (${renames.join(", ")}) FROM (${query})`;
}

const isStar = (item: Tree) => core(item) instanceof G.SelectAllWithoutTableContext;

const excluding = (names: string[]) => (names.length === 0 ? "" : ` EXCLUDE (${names.join(", ")})`);

/** `*`, in which Athena puts the columns of USING before all others. */
function star(node: G.QuerySpecificationContext, hidden: string[], t: Translator): string {
  t.hasStar = true;
  const relations = node.relation();
  if (relations.length === 0)
    throw userError(
      "COLUMN_NOT_FOUND",
      1006,
      `${positionOf(node.selectList())}: SELECT * not allowed in queries without FROM clause`,
    );
  const shared = relations.flatMap((relation) => usingColumns(relation));
  if (shared.length === 0) return `*${excluding(hidden)}`;
  if (relations.length > 1) throw notSupported("SELECT * over USING and other relations", node);
  const names = [...new Set(shared.map((name) => name.toLowerCase()))].map(quoteName);
  return `${names.join(", ")}, *${excluding([...names, ...hidden])}`;
}

/** Columns of USING along the left side of a chain of joins, in the order of the result. */
function usingColumns(relation: Tree): string[] {
  let join = core(relation);
  const found: string[] = [];
  while (join instanceof G.JoinRelationContext) {
    const right = join._rightRelation ?? join._right;
    if (right !== undefined && containsUsing(right))
      throw notSupported("SELECT * over a join with USING on the right of another", right);
    const criteria = join.joinCriteria();
    if (criteria?.KW_USING())
      found.push(...criteria.identifier().map((name) => identifierText(name)));
    join = core(join._left ?? join.relation()[0] ?? join);
    if (join instanceof G.ParenthesizedRelationContext) join = core(join.relation());
  }
  return found;
}

function containsUsing(node: Tree): boolean {
  if (node instanceof G.QueryContext) return false;
  if (node instanceof G.JoinCriteriaContext && node.KW_USING() !== null) return true;
  return childrenOf(node).some(containsUsing);
}

type ItemNames = { unnamed: string; renames: string[] };

function selectItem(item: Tree, t: Translator, { unnamed, renames }: ItemNames): string {
  const inner = core(item);
  if (inner instanceof G.TableAllColumnsContext) return t.emit(inner);
  if (inner instanceof G.SelectItemContext) {
    const children = childrenOf(inner);
    const alias = children.at(-1);
    const value = children[0];
    if (alias === undefined || value === undefined) return "";
    if (core(value) instanceof G.TableAllColumnsContext)
      throw notSupported("Column aliases for .*", inner);
    const name = identifierText(alias);
    t.aliases.add(name);
    if (t.checks === undefined) return `${t.emit(value)} AS ${quoteName(name)}`;
    const hidden = quoteName(t.freshAlias());
    renames.push(`${hidden} AS ${quoteName(name)}`);
    return `${t.emit(value)} AS ${hidden}`;
  }
  const text = t.emit(inner);
  const isColumn = inner instanceof G.QualifiedNameContext || inner instanceof G.IdentifierContext;
  const last = childrenOf(inner).at(-1);
  if (isColumn && t.groups.size > 0 && last !== undefined)
    return `${text} AS ${quoteName(identifierText(inner instanceof G.QualifiedNameContext ? last : inner))}`;
  if (isColumn) return text;
  if (inner instanceof G.DereferenceContext)
    return `${text} AS ${quoteName(identifierText(inner.identifier()))}`;
  return `${text} AS ${quoteName(unnamed)}`;
}

on(G.TableAllColumnsContext, (node, t) => {
  t.hasStar = true;
  const base = childrenOf(node)[0];
  return base === undefined ? "*" : `${t.emit(base)}.*${excluding(t.hiddenFrom(node))}`;
});

on(G.GroupByContext, (node, t) => {
  if (node.setQuantifier() !== null) throw notSupported("GROUP BY with a quantifier", node);
  return node
    .groupingElement()
    .map((element) => t.emit(element))
    .join(", ");
});

on(G.TableContext, (node, t) => {
  t.hasStar = true;
  return `SELECT * FROM ${relationOf(node.tableRef(), t)}`;
});

on(G.InlineTableContext, (node, t) => {
  const rows = node.expression().map((row) => {
    const inner = core(row);
    if (!(inner instanceof G.RowConstructorContext)) return [t.emit(row)];
    return inner.expression().map((value) => t.emit(value));
  });
  const width = rows[0]?.length ?? 0;
  if (rows.some((row) => row.length !== width)) {
    throw userError(
      "TYPE_MISMATCH",
      1002,
      `${positionOf(node)}: Values rows have mismatched sizes`,
    );
  }
  const names = (rows[0] ?? []).map((_, index) => quoteName(`_col${index}`)).join(", ");
  const body = rows.map((row) => `(${row.join(", ")})`).join(", ");
  return `SELECT * FROM (VALUES ${body}) AS "__values"(${names})`;
});

function relationOf(reference: Tree, t: Translator, alias?: string): string {
  const parts = childrenOf(core(reference)).filter((child) => child.getText() !== ".");
  const names = (parts.length > 0 && !isLeaf(parts[0] as Tree) ? parts : [reference]).map((part) =>
    identifierText(part),
  );
  const [first] = names;
  if (names.length === 1 && first !== undefined && t.isCte(first)) return quoteName(first);
  const found = t.scope.resolveTable(
    names.map((name) => name.toLowerCase()),
    positionOf(reference),
  );
  if (alias === undefined) t.relations.add(`${found.database}.${found.name}`);
  return alias === undefined ? `${found.source} AS ${quoteName(found.name)}` : found.source;
}

// FOR … AS OF is the scope's: it knows the relation by its place.
on(G.TableNameContext, (node, t) => relationOf(node.tableOrViewName(), t));

on(G.LateralContext, (node, t) => `LATERAL (${t.emit(node.query())})`);

on(G.SampledRelationContext, (node, t) => {
  const sample = node.sampleType();
  const relation = t.emit(node.patternRecognition());
  const percentage = node.expression();
  if (sample === null || percentage === null) return relation;
  const number = core(percentage).getText();
  if (!/^[\d.]+$/.test(number)) throw notSupported("TABLESAMPLE of a computed percentage", node);
  return `${relation} TABLESAMPLE ${sample.getText()} (${number} PERCENT)`;
});

on(G.PatternRecognitionContext, (node, t) => {
  if (node.KW_MATCH_RECOGNIZE() !== null) throw notSupported("MATCH_RECOGNIZE", node);
  return t.emit(node.aliasedRelation());
});

on(G.AliasedRelationContext, (node, t) => {
  const primary = core(node.relationPrimary());
  const alias = node.identifier();
  const columns = node.columnAliases();
  const columnNames =
    columns === null ? [] : columns.identifier().map((name) => identifierText(name));
  if (primary instanceof G.UnnestContext) {
    const name = alias === null ? "__unnest" : identifierText(alias);
    return `LATERAL (${unnest(primary, columnNames, t)}) AS ${quoteName(name)}`;
  }
  const named = alias === null ? "" : ` AS ${t.emit(alias)}`;
  const aliased = columns === null ? "" : t.emit(columns);
  if (alias === null) return t.emit(node.relationPrimary());
  if (primary instanceof G.TableNameContext) {
    return relationOf(primary.tableOrViewName(), t, identifierText(alias)) + named + aliased;
  }
  // A table name alone is a chain of one-child rules, whose core is the name itself.
  const isName =
    primary instanceof G.TableRefContext ||
    primary instanceof G.ViewRefContext ||
    primary instanceof G.IdentifierContext;
  if (isName) {
    return relationOf(primary, t, identifierText(alias)) + named + aliased;
  }
  return t.emit(node.relationPrimary()) + named + aliased;
});

/** One SELECT whose parallel unnest() calls give a row for each element; shorter arrays end in NULL. */
function unnest(node: G.UnnestContext, names: string[], t: Translator): string {
  const types = node.expression().map((value) => t.typeOf(value));
  if (types.every((type) => type !== undefined)) return typedUnnest(node, types, names, t);
  const values = node.expression().map((value) => t.emit(value));
  const ordinality = node.KW_ORDINALITY() !== null;
  const wanted = names.length === 0 ? values.length : names.length - (ordinality ? 1 : 0);
  const columnName = (index: number) => quoteName(names[index] ?? `_col${index}`);
  const longest = `greatest(${values.map((value) => `coalesce(len(${value}), 0)`).join(", ")})`;
  const count = ordinality
    ? `, unnest(range(1, CAST(${longest} + 1 AS BIGINT))) AS ${columnName(wanted)}`
    : "";
  if (wanted === values.length && !t.asMaps) {
    const rows = quoteText(
      names.length === 0
        ? `NOT_SUPPORTED: ${positionOf(node)}: UNNEST of rows without column aliases is not supported by local-athena`
        : `MISMATCHED_COLUMN_ALIASES: ${positionOf(node)}: UNNEST of rows gives a column for each field, and each needs an alias`,
    );
    const columns = values.map(
      (value, index) => `unnest(athena_no_rows(${value}, ${rows})) AS ${columnName(index)}`,
    );
    return `SELECT ${columns.join(", ")}${count}`;
  }
  const [only] = values;
  if (values.length !== 1 || only === undefined) {
    throw notSupported("UNNEST of several maps or arrays of rows", node);
  }
  if (ordinality && t.asMaps) throw notSupported("UNNEST of a map WITH ORDINALITY", node);
  const list = t.asMaps ? `map_entries(${only})` : only;
  const aliases = Array.from({ length: wanted + (ordinality ? 1 : 0) }, (_, index) =>
    columnName(index),
  );
  const renamed = names.length === 0 ? "" : `(${aliases.join(", ")})`;
  return `SELECT * FROM (SELECT unnest(${list}, max_depth := 2)${count}) AS "__entries"${renamed}`;
}
