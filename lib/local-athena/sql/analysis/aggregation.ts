import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import { engineError } from "../errors";
import { isAggregate, isWindowFunction } from "../translate/function-table";
import { childrenOf, core, isLeaf, positionOf } from "../translate/tree";
import type { Tree } from "../trino-parser";
import { expressionPosition, expressionText } from "./expression-text";
import type { TypeNotes } from "./expressions";
import type { Field } from "./fields";

const nameOf = (call: G.FunctionCallContext) =>
  call.functionName().getText().toLowerCase().replaceAll('"', "");

const isAggregation = (node: Tree): boolean =>
  node instanceof G.ListAggContext ||
  (node instanceof G.FunctionCallContext && node.over() === null && isAggregate(nameOf(node)));

const isWindowed = (node: Tree): node is G.FunctionCallContext =>
  node instanceof G.FunctionCallContext && node.over() !== null;

/** The parts of an expression that fit, outermost first; those of its subqueries are no parts of it. */
function partsOf(nodes: Tree[], fits: (node: Tree) => boolean): Tree[] {
  const found: Tree[] = [];
  const waiting = [...nodes].reverse();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next instanceof G.QueryContext) continue;
    if (fits(next)) found.push(next);
    for (const child of childrenOf(next).reverse()) if (!isLeaf(child)) waiting.push(child);
  }
  return found;
}

const textsOf = (nodes: Tree[]) => `[${nodes.map(expressionText).join(", ")}]`;

/**
 * Refuses what only a query's result can have.
 * @param clause as Trino names it, such as `WHERE clause`
 * @throws SqlError EXPRESSION_NOT_SCALAR
 */
export function checkScalar(node: Tree, clause: string): void {
  const kinds = [
    isAggregation,
    isWindowed,
    (part: Tree) => part instanceof G.GroupingOperationContext,
  ];
  const found = kinds.flatMap((kind) => partsOf([node], kind));
  if (found.length > 0)
    throw engineError(
      "EXPRESSION_NOT_SCALAR",
      `${expressionPosition(node)}: ${clause} cannot contain aggregations, window functions or grouping operations: ${textsOf(found)}`,
    );
}

/**
 * Refuses a window function without OVER, and OVER after what is no window function.
 * @throws SqlError MISSING_OVER, FUNCTION_NOT_WINDOW, NESTED_WINDOW
 */
export function checkCall(node: G.FunctionCallContext, isKnown: boolean): void {
  const name = nameOf(node);
  if (node.over() === null) {
    if (isWindowFunction(name))
      throw engineError(
        "MISSING_OVER",
        `${positionOf(node)}: Window function ${name} requires an OVER clause`,
      );
    return;
  }
  if (isKnown && !isWindowFunction(name) && !isAggregate(name))
    throw engineError(
      "FUNCTION_NOT_WINDOW",
      `${positionOf(node)}: Not a window function: ${node.functionName().getText()}`,
    );
  const [inArguments] = partsOf(node.expression(), isWindowed);
  const window = node.over()?.windowSpecification() ?? undefined;
  const [inWindow] = window === undefined ? [] : partsOf([window], isWindowed);
  const nested = inArguments ?? inWindow;
  if (nested !== undefined)
    throw engineError(
      "NESTED_WINDOW",
      `${positionOf(nested)}: Cannot nest window functions or row pattern measures inside window ${inArguments === undefined ? "specification" : "function arguments"}`,
    );
}

function checkNesting(call: Tree): void {
  const inside = call.getChildCount() === 0 ? [] : childrenOf(call);
  const name = call instanceof G.FunctionCallContext ? call.functionName().getText() : "listagg";
  const kinds = [
    ["NESTED_AGGREGATION", "aggregations", isAggregation],
    ["NESTED_WINDOW", "window functions", isWindowed],
  ] as const;
  for (const [error, what, kind] of kinds) {
    const nested = partsOf(inside, kind);
    if (nested.length > 0)
      throw engineError(
        error,
        `${positionOf(call)}: Cannot nest ${what} inside aggregation '${name}': ${textsOf(nested)}`,
      );
  }
}

/** A query whose rows may be groups. */
export type GroupedQuery = {
  /** What it lists, `*` included, then what HAVING says. */
  items: Tree[];
  having: Tree | undefined;
  /** Terms of ORDER BY. */
  sorts: Tree[];
  /** Terms of GROUP BY, an ordinal as what it stands for. Undefined without the clause. */
  groups: Tree[] | undefined;
  /** Columns of FROM. */
  source: Field[];
};

const isStar = (node: Tree) =>
  node instanceof G.SelectAllWithoutTableContext || node instanceof G.TableAllColumnsContext;

/** Says of expressions whether they are the same, whatever their names are qualified with. */
class Sameness {
  private readonly numbers = new Map<string, number>();
  private readonly fields = new Map<Field, number>();

  constructor(private readonly notes: TypeNotes) {}

  private numberOf(text: string): number {
    const found = this.numbers.get(text) ?? this.numbers.size;
    this.numbers.set(text, found);
    return found;
  }

  fieldNumber(field: Field): number {
    const found = this.fields.get(field) ?? this.fields.size;
    this.fields.set(field, found);
    return this.numberOf(`#${found}`);
  }

  of(node: Tree): number {
    const inner = core(node);
    if (inner instanceof G.ParenthesizedExpressionContext) return this.of(inner.expression());
    const column = this.notes.columns.get(inner);
    if (column !== undefined) {
      const field = this.fieldNumber(column.field);
      return column.rest.length === 0 ? field : this.numberOf(`${field}.${column.rest.join(".")}`);
    }
    if (isLeaf(inner)) {
      const text = inner.getText();
      return this.numberOf(/^['"]/.test(text) ? text : text.toLowerCase());
    }
    return this.numberOf(
      `(${childrenOf(inner)
        .map((child) => this.of(child))
        .join(" ")})`,
    );
  }
}

class Grouping {
  private readonly sameness: Sameness;
  private readonly keys: ReadonlySet<number>;
  private readonly source: ReadonlySet<Field>;

  constructor(
    query: GroupedQuery,
    private readonly notes: TypeNotes,
  ) {
    this.sameness = new Sameness(notes);
    this.keys = new Set((query.groups ?? []).map((group) => this.sameness.of(group)));
    this.source = new Set(query.source);
  }

  private demand(node: Tree, what = ""): void {
    if (this.holds(node)) return;
    throw engineError(
      "EXPRESSION_NOT_AGGREGATE",
      `${expressionPosition(node)}: ${what}'${expressionText(node)}' must be an aggregate expression or appear in GROUP BY clause`,
    );
  }

  /** Refuses an expression whose value differs within a group. */
  check(node: Tree): void {
    const inner = core(node);
    if (!isStar(inner)) {
      this.demand(inner instanceof G.SelectItemContext ? (childrenOf(inner)[0] ?? inner) : inner);
      return;
    }
    const of =
      inner instanceof G.TableAllColumnsContext ? childrenOf(inner)[0]?.getText() : undefined;
    const name = of?.replaceAll('"', "").toLowerCase().split(".").at(-1);
    for (const field of this.source) {
      const listed =
        field.hidden !== true && (name === undefined || field.qualifier.at(-1) === name);
      if (!listed || this.keys.has(this.sameness.fieldNumber(field))) continue;
      const column = [field.qualifier.at(-1), field.name].filter(Boolean).join(".");
      throw engineError(
        "EXPRESSION_NOT_AGGREGATE",
        `${positionOf(inner)}: Column '${column}' not in GROUP BY clause`,
      );
    }
  }

  /** Whether an expression has one value for a group. */
  private holds(node: Tree): boolean {
    const inner = core(node);
    if (isLeaf(inner) || inner instanceof G.QueryContext) return true;
    if (this.keys.has(this.sameness.of(inner))) return true;
    const column = this.notes.columns.get(inner);
    if (column !== undefined)
      return (
        !this.source.has(column.field) || this.keys.has(this.sameness.fieldNumber(column.field))
      );
    if (inner instanceof G.QualifiedNameContext || inner instanceof G.IdentifierContext)
      return true;
    if (isAggregation(inner)) {
      checkNesting(inner);
      return true;
    }
    const window = isWindowed(inner) ? inner.over()?.windowSpecification() : undefined;
    if (isWindowed(inner) && window) {
      for (const term of window.partitionBy()?.expression() ?? [])
        this.demand(term, "PARTITION BY expression ");
      for (const sort of window.sortItem())
        this.demand(childrenOf(sort)[0] ?? sort, "ORDER BY expression ");
      return inner.expression().every((argument) => this.holds(argument));
    }
    return childrenOf(inner).every((child) => this.holds(child));
  }
}

/**
 * Refuses expressions of a grouped query that have no single value for a group, and calls within calls.
 * @throws SqlError EXPRESSION_NOT_AGGREGATE, NESTED_AGGREGATION, NESTED_WINDOW, positioned
 */
export function checkGrouping(query: GroupedQuery, notes: TypeNotes): void {
  const { items, having, sorts, groups } = query;
  for (const group of groups ?? []) checkScalar(group, "GROUP BY clause");
  const [window] = having === undefined ? [] : partsOf([having], isWindowed);
  if (window !== undefined)
    throw engineError(
      "NESTED_WINDOW",
      `${positionOf(window)}: HAVING clause cannot contain window functions or row pattern measures`,
    );
  const all = [...items, ...(having === undefined ? [] : [having]), ...sorts];
  const isGrouped =
    groups !== undefined || having !== undefined || partsOf(all, isAggregation).length > 0;
  if (!isGrouped) return;
  const grouping = new Grouping(query, notes);
  for (const node of all) grouping.check(node);
}
