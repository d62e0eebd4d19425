import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import { childrenOf, core, identifierText, walk } from "../translate/tree";
import type { Tree } from "../trino-parser";

/** How a relation is named where a condition is written. */
export type ConditionName = {
  database: string | undefined;
  name: string;
  alias: string | undefined;
};

/** A condition that every row needs which a relation gives to the result. */
export type Condition = {
  /** In the user's words. */
  text: string;
  named: ConditionName;
  /** Names that the condition may use for columns, and what each is called in the relation that is asked about. */
  columns: ReadonlyMap<string, string>;
};

/** Rows are needed when all conditions of any one of these hold. */
export type Alternatives = readonly (readonly Condition[])[];

const unfiltered: Alternatives = [[]];

/** Conditions whose value another evaluation might not repeat, or that DuckDB would have to compute from other rows. */
const unusable = /\b(rand|random|uuid|shuffle|now|current_\w+|localtime\w*)\b/i;

type Spanning = Tree & Pick<G.ProgramContext, "start" | "stop">;

const isSpanning = (node: Tree): node is Spanning => "start" in node;

function textOf(node: Tree): string | undefined {
  if (!isSpanning(node)) return undefined;
  const { start, stop } = node;
  if (!start || !stop) return undefined;
  return start.inputStream?.getText(start.start, stop.stop);
}

function conjuncts(node: Tree): Tree[] {
  const inner = core(node);
  if (inner instanceof G.AndContext) return inner.booleanExpression().flatMap(conjuncts);
  if (inner instanceof G.ParenthesizedExpressionContext) return conjuncts(inner.expression());
  return [inner];
}

function isUsable(node: Tree): boolean {
  for (const part of walk(node))
    if (
      part instanceof G.QueryContext ||
      part instanceof G.LambdaContext ||
      part instanceof G.OverContext
    )
      return false;
  return !unusable.test(textOf(node) ?? "");
}

function texts(node: Tree | null | undefined): string[] {
  if (!node) return [];
  return conjuncts(node)
    .filter(isUsable)
    .flatMap((part) => textOf(part) ?? []);
}

type Place = {
  specification: G.QuerySpecificationContext;
  named: ConditionName;
  conditions: string[];
};

/** The SELECT in whose FROM a relation stands, and the conditions of its joins and WHERE that the relation's rows need. */
function placeOf(relation: Tree, named: Omit<ConditionName, "alias">): Place | undefined {
  const conditions: string[] = [];
  let alias: string | undefined;
  let isNullable = false;
  let below = relation;
  for (
    let node = relation.parent as Tree | null;
    node !== null;
    node = node.parent as Tree | null
  ) {
    if (node instanceof G.AliasedRelationContext) {
      if (node.columnAliases() !== null) return undefined;
      const identifier = node.identifier();
      if (identifier !== null) alias = identifierText(identifier);
    }
    if (node instanceof G.JoinRelationContext) {
      if (node.KW_NATURAL() !== null) return undefined;
      const isLeft =
        below === node._left || (node._left === undefined && below === node.relation(0));
      const type = node.joinType();
      const outer = type?.KW_FULL()
        ? "both"
        : type?.KW_LEFT()
          ? "right"
          : type?.KW_RIGHT()
            ? "left"
            : "none";
      const own = isLeft ? "left" : "right";
      const criteria = node.joinCriteria()?.booleanExpression();
      if (!isNullable && (outer === "none" || outer === own)) conditions.push(...texts(criteria));
      if (outer === own || outer === "both") isNullable = true;
    }
    if (node instanceof G.QuerySpecificationContext) {
      if (!isNullable) conditions.push(...texts(node.whereClause()?.booleanExpression()));
      return isNullable && conditions.length === 0
        ? undefined
        : { specification: node, named: { ...named, alias }, conditions };
    }
    if (node instanceof G.QueryContext) return undefined;
    below = node;
  }
  return undefined;
}

/** `day` of `day`, `l.day` and `db.logs.day`, when what stands before it is the relation's name. */
function columnOf(text: string, named: ConditionName): string | undefined {
  const parts = text.replaceAll('"', "").toLowerCase().split(".");
  const own = (named.alias ?? named.name).toLowerCase();
  return parts.length === 1 || parts.at(-2) === own ? parts.at(-1) : undefined;
}

/** What a SELECT calls the columns that it hands on as they are. Undefined when a filter on them is not one on its rows. */
function handedOn(
  { specification, named }: Place,
  columns: ReadonlyMap<string, string>,
): Map<string, string> | undefined {
  if ([...walk(specification.selectList())].some((node) => node instanceof G.OverContext))
    return undefined;
  if (/ROLLUP|CUBE|GROUPING/i.test(specification.groupBy()?.getText() ?? "")) return undefined;
  const found = new Map<string, string>();
  for (const item of specification.selectList().selectItem()) {
    const name = columnOf(childrenOf(item)[0]?.getText() ?? "", named);
    if (name === "*") for (const [own, column] of columns) found.set(own, column);
    const column = name === undefined ? undefined : columns.get(name);
    const alias = item.identifier();
    const output = alias === null ? name : identifierText(alias).toLowerCase();
    if (column !== undefined && output !== undefined) found.set(output, column);
  }
  return found;
}

/** The query that is nothing but this SELECT, without LIMIT. */
function queryOf(specification: G.QuerySpecificationContext): Tree | undefined {
  let node = specification.parent as Tree | null;
  while (node !== null && !(node instanceof G.QueryNoWithContext)) {
    if (node.getChildCount() > 1) return undefined;
    node = node.parent as Tree | null;
  }
  if (node === null || node.KW_OFFSET() !== null || node.KW_FETCH() !== null) return undefined;
  return node.limitRowCount() === null ? node : undefined;
}

/** Where a common table may be read: by its name, after it. Another table of that name only adds to these. */
function usesOf(query: G.NamedQueryContext): { relation: Tree; name: string }[] {
  const name = identifierText(query.identifier());
  const holder = query.parent;
  if (!(holder instanceof G.WithContext) || !holder.parent || query.columnAliases() !== null)
    return [];
  if (holder.KW_RECURSIVE() !== null) return [];
  const end = query.stop?.stop ?? Number.POSITIVE_INFINITY;
  return [...walk(holder.parent)].flatMap((relation) =>
    (relation instanceof G.TableNameContext || relation instanceof G.TableContext) &&
    (relation.start?.start ?? 0) > end &&
    identifierText(core(relation)).toLowerCase() === name.toLowerCase()
      ? [{ relation, name }]
      : [],
  );
}

/**
 * What the rows of a relation must satisfy to matter to the result, as far as WHERE and ON around it tell, through
 * subqueries that only hand its columns on.
 * @param columns names that the relation's columns have for who asks
 * @param ofResult conditions on the statement's own result, when it is a view's
 */
export function conditionsOver(
  relation: Tree,
  named: Omit<ConditionName, "alias">,
  columns: ReadonlyMap<string, string>,
  ofResult: Alternatives = unfiltered,
): Alternatives {
  const place = placeOf(relation, named);
  if (place === undefined) return unfiltered;
  const own = place.conditions.map((text) => ({ text, named: place.named, columns }));
  const query = queryOf(place.specification);
  const outputs = query === undefined ? undefined : handedOn(place, columns);
  if (query === undefined || outputs === undefined) return [own];
  let holder = query.parent as Tree | null;
  while (holder instanceof G.QueryContext || holder instanceof G.SubqueryContext) {
    // A WITH before it changes nothing: its names stand for other relations.
    holder = holder.parent as Tree | null;
  }
  let further = unfiltered;
  if (holder instanceof G.SubqueryRelationContext)
    further = conditionsOver(holder, { database: undefined, name: "" }, outputs, ofResult);
  else if (holder instanceof G.RootQueryContext) further = throughResult(ofResult, outputs);
  else if (holder instanceof G.NamedQueryContext)
    further = throughCommonTable(holder, outputs, ofResult);
  return further.map((conditions) => [...own, ...conditions]);
}

function throughCommonTable(
  query: G.NamedQueryContext,
  outputs: ReadonlyMap<string, string>,
  ofResult: Alternatives,
): Alternatives {
  const uses = usesOf(query);
  if (uses.length === 0) return unfiltered;
  return uses.flatMap(({ relation, name }) => [
    ...conditionsOver(relation, { database: undefined, name }, outputs, ofResult),
  ]);
}

/** Conditions on a view's columns as conditions on the columns that these stand for. */
function throughResult(ofResult: Alternatives, outputs: ReadonlyMap<string, string>): Alternatives {
  return ofResult.map((conditions) =>
    conditions.map((condition) => {
      const known = [...condition.columns].flatMap(([name, output]): [string, string][] => {
        const column = outputs.get(output);
        return column === undefined ? [] : [[name, column]];
      });
      return { ...condition, columns: new Map(known) };
    }),
  );
}
