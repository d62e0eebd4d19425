import { quoteText } from "../../sql/translate/tree";
import { numberSql, wholeSql, wordSql } from "./checked-sql";
import { type CompileContext, columnName, expressionSql, orderSql } from "./compile-expressions";
import { literalSql } from "./compile-literals";
import { columnarRowsSql } from "./compile-rows";
import { duckType } from "./duck-types";
import type { TableSource } from "./environment";
import { fused, unionSides } from "./fuse-projections";
import { withSmallProducts } from "./limit-products";
import { analysisError } from "./names";
import {
  type Column,
  type Computed,
  childrenOf,
  inputsOf,
  isAggregateCall,
  type Resolved,
  some,
  type Typed,
  type TypedWindow,
} from "./resolved";

type Node<N extends Resolved["node"]> = Extract<Resolved, { node: N }>;

/** SQL of the sources of a plan, opened for one run. */
export type OpenSources = ReadonlyMap<TableSource, string>;

/** All sources of a plan, those of subqueries too. */
export function sourcesOf(plan: Resolved, into = new Set<TableSource>()): Set<TableSource> {
  if (plan.node === "source") into.add(plan.source);
  for (const input of inputsOf(plan)) sourcesOf(input, into);
  for (const expression of expressionsOf(plan)) subquerySources(expression, into);
  return into;
}

function subquerySources(expression: Typed, into: Set<TableSource>): void {
  if (expression.kind === "subquery") sourcesOf(expression.plan, into);
  for (const child of childrenOf(expression)) subquerySources(child, into);
}

/** The expressions that a node computes. */
export function expressionsOf(plan: Resolved): Typed[] {
  switch (plan.node) {
    case "project":
      return plan.items.map((item) => item.value);
    case "filter":
      return [plan.condition];
    case "aggregate":
      return [...plan.groups, ...plan.aggregates].map((item) => item.value);
    case "join":
      return plan.condition ? [plan.condition] : [];
    case "sort":
      return plan.order.map((order) => order.child);
    case "generate":
      return [plan.generator];
    case "values":
      return plan.rows.flat();
    default:
      return [];
  }
}

/** As many are quick to read one by one. */
const fewRows = 100;

const setWords = { union: "UNION", intersect: "INTERSECT", except: "EXCEPT" };
const rowName = "_row";
const numbered = (sql: string, name = rowName): string =>
  `SELECT *, row_number() OVER () AS ${name} FROM (${sql})`;

/** Names once each: a list may show a column twice, a table may not have it twice. */
function names(columns: readonly Column[]): string[] {
  return [...new Set(columns.map(columnName))];
}

const isSubquery = (part: Typed): boolean => part.kind === "subquery";

const listOf = (items: readonly string[]): string =>
  items.length > 0 ? items.join(", ") : "0 AS _none";

function windowsOf(expression: Typed): TypedWindow[] {
  if (expression.kind === "window") return [expression];
  return childrenOf(expression).flatMap(windowsOf);
}

/**
 * Writes DuckDB SQL of resolved plans. Where `ordered` is asked for, rows come in an order that is the same each time:
 * that of the input, of the groups, or of the left side first. Else any order will do.
 */
export class PlanCompiler {
  private readonly context: CompileContext;

  constructor(
    private readonly sources: OpenSources,
    query: Pick<CompileContext, "nowMicros" | "currentDatabase" | "setting">,
  ) {
    this.context = { ...query, plan: (plan) => this.whole(plan, false) };
  }

  /** The plan with exactly its output's columns, named by their ids. */
  whole(plan: Resolved, ordered: boolean): string {
    return `SELECT ${listOf(plan.output.map(columnName))} FROM (${this.sql(plan, ordered)})`;
  }

  private sql(plan: Resolved, ordered: boolean): string {
    switch (plan.node) {
      case "source": {
        const sql = this.sources.get(plan.source);
        if (sql === undefined) throw new Error("A source was not opened");
        return `SELECT * FROM (${sql}) AS s(${plan.output.map(columnName).join(", ") || "_none"})`;
      }
      case "rows":
        return this.rows(plan);
      case "values":
        return this.values(
          plan.rows.map((row) => row.map((value) => expressionSql(value, this.context))),
          plan.output,
        );
      case "range":
        return `SELECT range AS ${plan.output.map(columnName).join()} FROM range(${[plan.start, plan.end, plan.step].map(wholeSql).join(", ")})`;
      case "project":
        return this.project(plan, ordered);
      case "filter":
        return this.filter(plan, ordered);
      case "renamed":
        return `SELECT ${listOf(this.renames(plan.input.output, plan.output))} FROM (${this.sql(plan.input, ordered)})`;
      case "aggregate":
        return this.aggregate(plan, ordered);
      case "join":
        return this.join(plan, ordered);
      case "setOperation":
        return this.setOperation(plan, ordered);
      case "sort":
        return this.sort(plan, ordered);
      case "limit": {
        const limit = plan.limit === undefined ? "" : ` LIMIT ${wholeSql(plan.limit)}`;
        const offset = plan.offset > 0 ? ` OFFSET ${wholeSql(plan.offset)}` : "";
        const input =
          plan.limit === undefined
            ? plan.input
            : withSmallProducts(plan.input, plan.limit + plan.offset);
        return `SELECT * FROM (${this.sql(input, true)})${limit}${offset}`;
      }
      case "tail": {
        const rows = numbered(this.sql(plan.input, true));
        return `SELECT * EXCLUDE (${rowName}, _count) FROM (SELECT *, count(*) OVER () AS _count FROM (${rows})) WHERE ${rowName} > _count - ${wholeSql(plan.limit)} ORDER BY ${rowName}`;
      }
      case "distinct":
        return this.distinct(plan, ordered);
      case "sample":
        return this.sample(plan);
      case "generate":
        return this.generate(plan, ordered);
    }
  }

  /** DuckDB makes joins of subqueries, which lose the order of rows. */
  private filter(plan: Node<"filter">, ordered: boolean): string {
    if (!ordered || !some(plan.condition, isSubquery))
      return `SELECT * FROM ${this.from(plan, ordered)}`;
    const condition = expressionSql(plan.condition, this.context);
    const rows = numbered(this.sql(plan.input, true));
    return `SELECT * EXCLUDE (${rowName}) FROM (${rows}) WHERE ${condition} ORDER BY ${rowName}`;
  }

  /** What stands after FROM: filters become one WHERE, so that long chains stay flat. */
  private from(plan: Resolved, ordered: boolean): string {
    const conditions: string[] = [];
    let input = plan;
    for (; input.node === "filter"; input = input.input) {
      if (ordered && some(input.condition, isSubquery)) break;
      conditions.unshift(expressionSql(input.condition, this.context));
    }
    const where = conditions.length > 0 ? ` WHERE ${conditions.join(" AND ")}` : "";
    return `(${this.sql(input, ordered)})${where}`;
  }

  private renames(from: readonly Column[], to: readonly Column[]): string[] {
    return to.map((column, at) => `${columnName(from[at] ?? column)} AS ${columnName(column)}`);
  }

  private rows({ schema, rows, output }: Node<"rows">): string {
    const names = output.map(columnName);
    const columnar = rows.length > fewRows ? columnarRowsSql(schema, rows, names) : undefined;
    if (columnar !== undefined) return columnar;
    const typed = rows.map((row) =>
      schema.fields.map((field, at) => literalSql(row[at] ?? null, field.type)),
    );
    return this.values(typed, output);
  }

  private values(rows: readonly string[][], output: readonly Column[]): string {
    if (output.length === 0) return `SELECT 0 AS _none FROM range(${rows.length})`;
    if (rows.length === 0) {
      const nothing = output.map(
        (column) => `CAST(NULL AS ${duckType(column.type)}) AS ${columnName(column)}`,
      );
      return `SELECT ${nothing.join(", ")} WHERE false`;
    }
    const list = rows.map((row) => `(${row.join(", ")})`).join(", ");
    return `SELECT * FROM (VALUES ${list}) AS v(${output.map(columnName).join(", ")})`;
  }

  private items(items: readonly Computed[], context = this.context): string[] {
    const seen = new Set<number>();
    return items.flatMap(({ column, value }) => {
      if (seen.has(column.id)) return [];
      seen.add(column.id);
      const sql = expressionSql(value, context);
      const name = columnName(column);
      return [sql === name ? name : `${sql} AS ${name}`];
    });
  }

  private project(written: Node<"project">, ordered: boolean): string {
    const plan = fused(written);
    const windows = plan.items.flatMap((item) => windowsOf(item.value));
    const last = windows.at(-1);
    if (!last && ordered && plan.items.some(({ value }) => some(value, isSubquery))) {
      const rows = numbered(this.sql(plan.input, true));
      return `SELECT ${listOf(this.items(plan.items))} FROM (${rows}) ORDER BY ${rowName}`;
    }
    if (!last) {
      return `SELECT ${listOf(this.items(plan.items))} FROM ${this.from(plan.input, ordered)}`;
    }
    const context = { ...this.context, row: rowName };
    const select = `SELECT ${listOf(this.items(plan.items, context))} FROM (${numbered(this.sql(plan.input, true))})`;
    if (!ordered) return select;
    // As Spark leaves them: together by partition, each in the window's order.
    const partitions = last.partitionBy.map(
      (part) => `${expressionSql(part, context)} NULLS FIRST`,
    );
    return `${select} ORDER BY ${[...partitions, ...orderSql(last.orderBy, context), rowName].join(", ")}`;
  }

  private aggregate(plan: Node<"aggregate">, ordered: boolean): string {
    const isRowOrdered = plan.aggregates.some(({ value }) =>
      some(value, (part) => isAggregateCall(part) && part.definition.ordered === true),
    );
    const input = this.sql(plan.input, isRowOrdered);
    const context = isRowOrdered ? { ...this.context, row: rowName } : this.context;
    const from = isRowOrdered ? numbered(input) : input;
    const aggregates = this.items(plan.aggregates, context);
    const keys = plan.groups.map((group) => columnName(group.column));
    const order =
      ordered && keys.length > 0
        ? ` ORDER BY ${keys.map((key) => `${key} NULLS FIRST`).join(", ")}`
        : "";
    if (plan.sets && plan.groupingId) {
      return `${this.groupingSets(plan, plan.sets, plan.groupingId, aggregates, from)}${order}`;
    }
    if (keys.length === 0)
      return `SELECT ${listOf(aggregates)} FROM (${from})${aggregates.length > 0 ? "" : " LIMIT 1"}`;
    const groups = this.items(plan.groups);
    const positions = groups.map((_, at) => at + 1).join(", ");
    return `SELECT * FROM (SELECT ${listOf([...groups, ...aggregates])} FROM (${from}) GROUP BY ${positions})${order}`;
  }

  /** Groups that no set has are NULL in every row, and count as left out. */
  private groupingSets(
    plan: Node<"aggregate">,
    sets: readonly number[][],
    groupingId: Column,
    aggregates: readonly string[],
    from: string,
  ): string {
    const inner = plan.groups.map(
      (group) => `${expressionSql(group.value, this.context)} AS ${columnName(group.column)}`,
    );
    const used = new Set(sets.flat());
    const last = plan.groups.length - 1;
    const keys = plan.groups.map(({ column }, at) =>
      used.has(at)
        ? columnName(column)
        : `CAST(NULL AS ${duckType(column.type)}) AS ${columnName(column)}`,
    );
    const bits = plan.groups.map(({ column }, at) =>
      used.has(at) ? `(GROUPING(${columnName(column)}) << ${last - at})` : String(2 ** (last - at)),
    );
    const id = `CAST(${bits.join(" + ") || "0"} AS BIGINT) AS ${columnName(groupingId)}`;
    const lists = sets.map((set) => `(${set.map((at) => keys[at]).join(", ")})`);
    return `SELECT * FROM (SELECT ${listOf([...keys, ...aggregates, id])} FROM (SELECT *, ${listOf(inner)} FROM (${from})) GROUP BY GROUPING SETS (${lists.join(", ")}))`;
  }

  private join(plan: Node<"join">, ordered: boolean): string {
    const { how } = plan;
    const condition = plan.condition ? ` ON ${expressionSql(plan.condition, this.context)}` : "";
    const keepsLeft = how === "leftsemi" || how === "leftanti";
    const words = {
      inner: plan.condition ? "JOIN" : "CROSS JOIN",
      cross: plan.condition ? "JOIN" : "CROSS JOIN",
      left: "LEFT JOIN",
      right: "RIGHT JOIN",
      full: "FULL JOIN",
      leftsemi: "SEMI JOIN",
      leftanti: "ANTI JOIN",
    };
    const word = wordSql(words, how);
    const side = (input: Resolved, row: string) =>
      ordered ? numbered(this.sql(input, true), row) : this.sql(input, false);
    const outputs = names([...plan.output, ...(plan.hidden ?? [])]);
    const sql = `SELECT ${listOf(outputs)} FROM (${side(plan.left, "_left")}) ${word} (${side(plan.right, "_right")})${condition}`;
    if (!ordered) return sql;
    const [first, second] = how === "right" ? ["_right", "_left"] : ["_left", "_right"];
    return `${sql} ORDER BY ${first} NULLS LAST${keepsLeft ? "" : `, ${second} NULLS LAST`}`;
  }

  private setOperation(plan: Node<"setOperation">, ordered: boolean): string {
    const isUnionAll = plan.kind === "union" && plan.all;
    const sides = isUnionAll ? unionSides(plan) : [plan.left, plan.right];
    const all = sides.map((side) => `(${this.whole(side, ordered && isUnionAll)})`);
    const kind = wordSql(setWords, plan.kind);
    const word = `${kind}${plan.all ? " ALL" : ""}`;
    const columns = plan.output.map(columnName);
    const sql = `SELECT * FROM (${all.join(` ${word} `)}) AS u(${listOf(columns).replace("0 AS _none", "_none")})`;
    if (!ordered || isUnionAll || columns.length === 0) return sql;
    return `${sql} ORDER BY ${columns.map((column) => `${column} NULLS FIRST`).join(", ")}`;
  }

  private sort(plan: Node<"sort">, ordered: boolean): string {
    if (!ordered) return this.sql(plan.input, false);
    const rows = numbered(this.sql(plan.input, true));
    const keys = [...orderSql(plan.order, this.context), rowName];
    return `SELECT * EXCLUDE (${rowName}) FROM (${rows}) ORDER BY ${keys.join(", ")}`;
  }

  private distinct(plan: Node<"distinct">, ordered: boolean): string {
    if (plan.columns) {
      const keys = plan.columns.map(columnName).join(", ");
      const rows = numbered(this.sql(plan.input, true));
      const first = `SELECT * FROM (${rows}) QUALIFY row_number() OVER (PARTITION BY ${keys} ORDER BY ${rowName}) = 1`;
      return `SELECT * EXCLUDE (${rowName}) FROM (${first})${ordered ? ` ORDER BY ${rowName}` : ""}`;
    }
    const columns = names(plan.output);
    const sql = `SELECT DISTINCT ${listOf(columns)} FROM (${this.sql(plan.input, false)})`;
    if (!ordered || columns.length === 0) return sql;
    return `SELECT * FROM (${sql}) ORDER BY ${columns.map((column) => `${column} NULLS FIRST`).join(", ")}`;
  }

  private sample(plan: Node<"sample">): string {
    if (plan.withReplacement)
      throw analysisError("sample with replacement is not supported by local-athena");
    const rows = numbered(this.sql(plan.input, true));
    const chance = `(hash(xor(hash(${rowName}), hash(${quoteText(String(plan.seed))}))) / 18446744073709551616.0::DOUBLE)`;
    return `SELECT * EXCLUDE (${rowName}) FROM (${rows}) WHERE ${chance} < ${numberSql(plan.fraction)}::DOUBLE`;
  }

  private generate(plan: Node<"generate">, ordered: boolean): string {
    const list = expressionSql(plan.generator, this.context);
    const made = `SELECT *, unnest(${plan.outer ? `spark_outer_list(${list})` : list}) AS _made FROM (${this.sql(plan.input, ordered)})`;
    const columns = plan.columns.map(
      (column, at) => `struct_extract(_made, 'c${at}') AS ${columnName(column)}`,
    );
    return `SELECT * EXCLUDE (_made), ${columns.join(", ")} FROM (${made})`;
  }
}
