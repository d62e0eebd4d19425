import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import "./conditionals";
import { engineError } from "../errors";
import { itemsOf } from "../translate/order-by";
import type { ResolvedRelation, Scope } from "../translate/translator";
import { childrenOf, core, identifierText, positionOf, walk } from "../translate/tree";
import type { Tree } from "../trino-parser";
import { trinoType } from "../types/types";
import { checkGrouping, checkScalar } from "./aggregation";
import { type TypeNotes, typeExpression, unify } from "./expressions";
import { emptyScope, type Field, type FoundColumn, type NameScope } from "./fields";
import { typeCondition } from "./predicates";
import { fromFields, type Relation } from "./relations";
import { commonOf, commonType, isZoned, type Known } from "./type-rules";

type Selected = { output: Relation; source: NameScope };

const isOrdinal = (node: Tree) => core(node) instanceof G.IntegerLiteralContext;

/**
 * Finds what every name of a statement means and what type every expression has, as Trino's analyzer does.
 * Where it cannot know (a function without a signature here) the type is undefined, and DuckDB's stands.
 */
export class QueryAnalysis implements TypeNotes {
  readonly types = new Map<Tree, Known>();
  readonly columns = new Map<Tree, FoundColumn>();
  readonly zoned = new Set<Tree>();
  readonly instants = new Set<Tree>();
  /** Each `*` over relations with pseudo-columns that the statement asks for by name: they are no part of it. */
  readonly starsOverPaths = new Set<Tree>();
  /** Whether a relation has values with time zones. */
  readsZones = false;
  private readonly outputs = new Map<Tree, Relation>();
  private readonly commonTables: Map<string, Relation>[] = [];

  constructor(private readonly scope: Scope) {}

  /** The type of an expression. Undefined when it is not known. */
  typeOf(node: Tree): Known {
    return this.types.get(core(node));
  }

  /** The columns of a query that has been analysed. Undefined when they are not all known. */
  columnsOf(node: Tree): Field[] | undefined {
    const output = this.outputs.get(node);
    return output === undefined || output.open ? undefined : output.fields;
  }

  resolveTable(parts: string[], position: string): ResolvedRelation {
    const found = this.scope.resolveTable(parts, position);
    this.readsZones ||= found.columns?.some((field) => isZoned(field.type)) ?? false;
    return found;
  }

  commonTable(name: string): Relation | undefined {
    return this.commonTables.findLast((tables) => tables.has(name))?.get(name);
  }

  query(node: Tree, outer: NameScope): Known[] {
    return this.output(node, outer).fields.map((field) => field.type);
  }

  /** Analyses a query. @throws SqlError for names and types that Athena refuses */
  output(node: Tree, outer: NameScope | undefined): Relation {
    const inner = core(node);
    const found = this.outputOf(inner, outer);
    this.outputs.set(inner, found);
    this.outputs.set(node, found);
    return found;
  }

  private outputOf(node: Tree, outer: NameScope | undefined): Relation {
    if (node instanceof G.QueryStatementContext) return this.statement(node, outer);
    if (node instanceof G.QueryNoWithContext) return this.sorted(node, outer);
    if (node instanceof G.SubqueryContext) return this.output(node.queryNoWith(), outer);
    if (node instanceof G.SetOperationContext) return this.setOperation(node, outer);
    if (node instanceof G.QuerySpecificationContext) {
      const selected = this.select(node, outer);
      this.grouped(node, selected, []);
      return selected.output;
    }
    if (node instanceof G.InlineTableContext) return this.values(node, outer);
    if (node instanceof G.TableContext) return fromFields(this, [node.tableRef()], outer);
    return { fields: [], open: true };
  }

  private statement(node: G.QueryStatementContext, outer: NameScope | undefined): Relation {
    this.commonTables.push(new Map());
    try {
      const clause = node.with();
      for (const table of clause?.namedQuery() ?? [])
        this.commonQuery(table, clause?.KW_RECURSIVE() !== null, outer);
      return this.output(node.queryNoWith(), outer);
    } finally {
      this.commonTables.pop();
    }
  }

  private commonQuery(
    node: G.NamedQueryContext,
    recursive: boolean,
    outer: NameScope | undefined,
  ): void {
    const name = identifierText(node.identifier()).toLowerCase();
    const tables = this.commonTables.at(-1);
    if (tables?.has(name))
      throw engineError(
        "DUPLICATE_NAMED_QUERY",
        `${positionOf(node)}: WITH query name '${name}' specified more than once`,
      );
    const aliases = node.columnAliases()?.identifier().map(identifierText);
    const rename = (relation: Relation): Relation => {
      if (aliases === undefined) return relation;
      if (!relation.open && aliases.length !== relation.fields.length)
        throw engineError(
          "MISMATCHED_COLUMN_ALIASES",
          `${positionOf(node)}: Column alias list has ${aliases.length} entries but WITH query(${name}) has ${relation.fields.length} columns`,
        );
      return {
        open: false,
        fields: aliases.map((alias, index) => ({
          name: alias.toLowerCase(),
          qualifier: [],
          type: relation.open ? undefined : relation.fields[index]?.type,
        })),
      };
    };
    const anchor = recursive ? anchorOf(node.query()) : undefined;
    if (anchor !== undefined) tables?.set(name, rename(this.output(anchor, outer)));
    tables?.set(name, rename(this.output(node.query(), outer)));
  }

  private sorted(node: G.QueryNoWithContext, outer: NameScope | undefined): Relation {
    const term = core(node.queryTerm());
    const selected =
      term instanceof G.QuerySpecificationContext ? this.select(term, outer) : undefined;
    const output = selected?.output ?? this.output(term, outer);
    const source = selected?.source ?? emptyScope(outer);
    this.outputs.set(term, output);
    const seen = new Set<string>();
    const unique = output.fields.filter((field) => {
      const first = field.name !== undefined && !seen.has(field.name);
      if (field.name !== undefined) seen.add(field.name);
      return first;
    });
    const scope: NameScope = { fields: unique, open: false, outer: source };
    const terms: Tree[] = [];
    for (const sort of node.sortItem()) {
      const [item] = childrenOf(sort);
      if (item === undefined) continue;
      if (isOrdinal(item)) {
        checkOrdinal(item, output, "ORDER BY");
        continue;
      }
      typeExpression(item, scope, this);
      terms.push(item);
    }
    if (selected !== undefined && term instanceof G.QuerySpecificationContext)
      this.grouped(term, selected, terms);
    return output;
  }

  /** Refuses what has no single value for a group, where all columns are known. */
  private grouped(node: G.QuerySpecificationContext, { source }: Selected, sorts: Tree[]): void {
    if (source.open) return;
    const items = itemsOf(node);
    const clause = node.groupBy();
    const groups = clause?.groupingElement().flatMap((element) => groupingTerms(element, items));
    const having = node.havingClause()?.booleanExpression();
    checkGrouping({ items, having, sorts, groups, source: source.fields }, this);
  }

  private setOperation(node: G.SetOperationContext, outer: NameScope | undefined): Relation {
    const [left, right] = node.queryTerm().map((term) => this.output(term, outer));
    if (left === undefined || right === undefined || left.open || right.open)
      return { fields: left?.fields ?? [], open: true };
    const operation = node._operator?.text?.toUpperCase() ?? "UNION";
    if (left.fields.length !== right.fields.length)
      throw engineError(
        "TYPE_MISMATCH",
        `${positionOf(node)}: ${operation} query has different number of fields: ${left.fields.length}, ${right.fields.length}`,
      );
    return {
      open: false,
      fields: left.fields.map((field, index) => {
        const other = right.fields[index]?.type;
        if (field.type === undefined || other === undefined)
          return { name: field.name, qualifier: [], type: undefined };
        const type = commonType(field.type, other);
        if (type === undefined)
          throw engineError(
            "TYPE_MISMATCH",
            `${positionOf(node)}: column ${index + 1} in ${operation} query has incompatible types: ${trinoType(field.type)}, ${trinoType(other)}`,
          );
        return { name: field.name, qualifier: [], type };
      }),
    };
  }

  private values(node: G.InlineTableContext, outer: NameScope | undefined): Relation {
    const scope = emptyScope(outer);
    const rows = node.expression().map((row) => {
      const inner = core(row);
      return inner instanceof G.RowConstructorContext
        ? inner.expression().map((value) => typeExpression(value, scope, this))
        : [typeExpression(row, scope, this)];
    });
    const width = rows[0]?.length ?? 0;
    const fields = Array.from({ length: width }, (_, index): Field => {
      const types = rows.map((row) => row[index]);
      const type = commonOf(types);
      if (type === undefined && rows.every((row) => row[index] !== undefined)) {
        throw engineError(
          "TYPE_MISMATCH",
          `${positionOf(node)}: Values rows have mismatched types: ${rowText(rows[0])} vs ${rowText(rows.find((row) => commonOf([types[0], row[index]]) === undefined))}`,
        );
      }
      if (isZoned(type)) unify(valuesAt(node, index), this);
      return { name: undefined, qualifier: [], type };
    });
    return { fields, open: false };
  }

  private select(node: G.QuerySpecificationContext, outer: NameScope | undefined): Selected {
    const from = fromFields(this, node.relation(), outer);
    const source: NameScope = { ...from, outer };
    const output: Relation = { fields: [], open: false };
    for (const item of itemsOf(node)) this.selectItem(core(item), source, output);
    const where = node.whereClause();
    if (where !== null) this.condition(where.booleanExpression(), source, "WHERE");
    for (const element of node.groupBy()?.groupingElement() ?? [])
      this.grouping(element, source, output);
    const having = node.havingClause();
    if (having !== null) this.condition(having.booleanExpression(), source, "HAVING");
    for (const window of node.windowDefinition())
      typeExpression(window.windowSpecification(), source, this);
    return { output, source };
  }

  private condition(node: Tree, scope: NameScope, clause: "WHERE" | "HAVING"): void {
    if (clause === "WHERE") checkScalar(node, "WHERE clause");
    typeCondition(
      node,
      scope,
      this,
      (type) => `${clause} clause must evaluate to a boolean: actual type ${type}`,
    );
  }

  private grouping(element: Tree, source: NameScope, output: Relation): void {
    for (const node of childrenOf(element)) {
      if (node.getChildCount() === 0) continue;
      if (node instanceof G.ExpressionContext || element instanceof G.GroupingTermContext) {
        if (isOrdinal(node)) checkOrdinal(node, output, "GROUP BY");
        else typeExpression(node, source, this);
      } else this.grouping(node, source, output);
    }
  }

  private selectItem(item: Tree, source: NameScope, output: Relation): void {
    if (
      item instanceof G.SelectAllWithoutTableContext ||
      item instanceof G.TableAllColumnsContext
    ) {
      this.star(item, source, output);
      return;
    }
    const [value = item, ...rest] = item instanceof G.SelectItemContext ? childrenOf(item) : [item];
    if (core(value) instanceof G.TableAllColumnsContext) {
      output.open = true;
      return;
    }
    const alias = rest.at(-1);
    const type = typeExpression(value, source, this);
    const name = alias === undefined ? ownName(core(value)) : identifierText(alias);
    output.fields.push({ name: name?.toLowerCase(), qualifier: [], type });
  }

  private star(item: Tree, source: NameScope, output: Relation): void {
    const base = item instanceof G.TableAllColumnsContext ? childrenOf(item)[0] : undefined;
    if (source.open) output.open = true;
    const isPath = (field: Field) => field.name === "$path";
    if (base === undefined) {
      if (source.fields.some(isPath)) this.starsOverPaths.add(item);
      output.fields.push(...unqualified(source.fields.filter((field) => field.hidden !== true)));
      return;
    }
    const parts = base.getText().replaceAll('"', "").toLowerCase().split(".");
    const end = parts.join(".");
    const found = source.fields.filter(({ qualifier }) =>
      `.${qualifier.join(".")}`.endsWith(`.${end}`),
    );
    if (found.some(isPath)) this.starsOverPaths.add(item);
    if (found.length === 0) output.open = true;
    output.fields.push(...unqualified(found.filter((field) => !field.name?.startsWith("$"))));
  }
}

function checkOrdinal(node: Tree, output: Relation, clause: string): void {
  const position = Number(core(node).getText());
  if (output.open || (position >= 1 && position <= output.fields.length)) return;
  throw engineError(
    "INVALID_COLUMN_REFERENCE",
    `${positionOf(node)}: ${clause} position ${position} is not in select list`,
  );
}

/** The expressions of an element of GROUP BY; an ordinal is the listed expression that it stands for. */
function groupingTerms(element: Tree, items: Tree[]): Tree[] {
  return childrenOf(element).flatMap((node) => {
    if (node.getChildCount() === 0) return [];
    const isTerm = node instanceof G.ExpressionContext || element instanceof G.GroupingTermContext;
    if (!isTerm) return groupingTerms(node, items);
    if (!isOrdinal(node)) return [node];
    const item = core(items[Number(core(node).getText()) - 1] ?? node);
    return [item instanceof G.SelectItemContext ? (childrenOf(item)[0] ?? item) : item];
  });
}

/** The expressions of a column of VALUES. */
const valuesAt = (node: G.InlineTableContext, index: number): Tree[] =>
  node.expression().flatMap((row) => {
    const inner = core(row);
    return inner instanceof G.RowConstructorContext ? (inner.expression()[index] ?? []) : [row];
  });

const unqualified = (fields: Field[]): Field[] =>
  fields.map(({ name, type }) => ({ name, qualifier: [], type }));

const rowText = (types: Known[] | undefined) =>
  `row(${(types ?? []).map((type) => (type === undefined ? "unknown" : trinoType(type))).join(", ")})`;

/** The name that a listed expression has without an alias. */
function ownName(node: Tree): string | undefined {
  const last =
    node instanceof G.QualifiedNameContext || node instanceof G.DereferenceContext
      ? childrenOf(node).at(-1)
      : node;
  return last instanceof G.IdentifierContext ? identifierText(last) : undefined;
}

/** The part of a recursive query that does not read itself. */
function anchorOf(query: Tree): Tree | undefined {
  for (const node of walk(query)) {
    if (node instanceof G.SetOperationContext) return node.queryTerm()[0] ?? undefined;
  }
  return undefined;
}

/**
 * Analyses the query of a statement.
 * @returns its types, and its result's columns where all of them are known
 * @throws SqlError COLUMN_NOT_FOUND, AMBIGUOUS_NAME, TYPE_MISMATCH, TABLE_NOT_FOUND and their kin, positioned
 */
export function analyzeStatement(
  tree: Tree,
  scope: Scope,
): { analysis: QueryAnalysis; columns: Field[] | undefined } {
  const analysis = new QueryAnalysis(scope);
  for (const node of walk(tree)) {
    if (!(node instanceof G.QueryContext)) continue;
    analysis.output(node, undefined);
    return { analysis, columns: analysis.columnsOf(node) };
  }
  return { analysis, columns: undefined };
}
