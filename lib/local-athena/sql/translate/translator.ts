import { ExpressionContext } from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import type { QueryAnalysis } from "../analysis/analyze";
import type { Field } from "../analysis/fields";
import type { Known } from "../analysis/type-rules";
import { SqlError } from "../engine";
import type { Tree } from "../trino-parser";
import { childrenOf, isLeaf, positionOf } from "./tree";
import type { TypeChecks } from "./type-checks";

/** A relation that a statement names, as the catalog answers for it. */
export type ResolvedRelation = {
  /** A parenthesised DuckDB query over the table's objects, or over a view's statement. */
  source: string;
  database: string;
  name: string;
  /** Its columns, where their types are known; hidden ones included. */
  columns?: Field[] | undefined;
};

export type Scope = {
  /** Finds a catalog table or view; throws TABLE_NOT_FOUND and its kin, positioned. */
  resolveTable(parts: string[], position: string): ResolvedRelation;
};

export type TranslationOptions = {
  asMaps: boolean;
  checks?: TypeChecks | undefined;
  /** What is known of the statement's types. */
  analysis?: QueryAnalysis | undefined;
};

type Handler = (node: Tree, t: Translator) => string;
type NodeClass<N> = abstract new (...args: never[]) => N;

const handlers = new Map<unknown, Handler>();
const passing = new Set<unknown>();

/** Registers how a rule of the grammar is written for DuckDB. */
export function on<N extends Tree>(
  rule: NodeClass<N>,
  handler: (node: N, t: Translator) => string,
) {
  handlers.set(rule, (node, t) => (node instanceof rule ? handler(node as N, t) : ""));
}

/** Registers rules that DuckDB reads as Trino does: their parts are written one after the other. */
export function pass(...rules: NodeClass<Tree>[]) {
  for (const rule of rules) passing.add(rule);
}

export function notSupported(what: string, node: Tree): SqlError {
  return new SqlError(
    `NOT_SUPPORTED: ${positionOf(node)}: ${what} is not supported by local-athena`,
    2,
    1200,
  );
}

export function userError(name: string, errorType: number, text: string): SqlError {
  return new SqlError(`${name}: ${text}`, 2, errorType);
}

/** Some forms repeat what they hold, so that one in another doubles it: characters, in all and for each of the user's. */
const EXPRESSION_MAX = 50_000;
const GROWTH_MAX = 100;
/** Tables in a subquery name their objects. */
const SUBQUERY_MAX = 16_000_000;
/** Some are written more than once to be written right; a statement of the largest size takes a tenth. */
const WRITTEN_MAX = 20_000_000;

const SUBQUERIES_MAX = 16;

const tooLarge = () => userError("STACK_OVERFLOW", 1000, "statement is too deeply nested");

/**
 * Writes a Trino parse tree as DuckDB SQL. Rules that nobody registered are refused, so that nothing
 * is answered by accident of the two dialects looking alike.
 */
export class Translator {
  /** Names of CTEs in scope, innermost last. */
  readonly ctes: Set<string>[] = [];
  /** Lambda parameters whose value is spelled differently in DuckDB, innermost last. */
  readonly lambdas: Map<string, string>[] = [];
  /** Result names and what they stand for, while ORDER BY is written. */
  outputs: ReadonlyMap<string, string> = new Map();
  /** `database.table` of relations in scope without alias, so that db.table.column can be shortened. */
  readonly relations = new Set<string>();
  /** Aliases as the user spelled them: result columns keep this spelling, all others are lower case. */
  readonly aliases = new Set<string>();
  /** Every identifier of the statement: which columns a scan may need. */
  readonly identifiers = new Set<string>();
  /** Set while ROW(…) must stay nameless, for a cast or a comparison to name it. */
  namelessRows = false;
  hasStar = false;
  /** Whether the statement can have values in more zones than UTC. */
  hasZones = false;
  /** Whether the statement names "$path", which its tables then have. */
  asksPath = false;
  /** Texts of expressions that the query groups by their instants, and what each is elsewhere (zoned-groups.ts). */
  groups: ReadonlyMap<string, string> = new Map();
  /** Second attempt, after DuckDB found a map where an array was assumed (UNNEST, cardinality, subscripts). */
  readonly asMaps: boolean;
  /** Set while the statement is written as a question of types, which is never run. */
  readonly checks: TypeChecks | undefined;
  private readonly analysis: QueryAnalysis | undefined;
  /** What now() says; in milliseconds since 1970. */
  readonly startedAtMs = Date.now();
  private renamed = 0;
  private depth = 0;
  private subqueries = 0;
  private written = 0;

  constructor(
    readonly scope: Scope,
    options: TranslationOptions,
  ) {
    this.asMaps = options.asMaps;
    this.checks = options.checks;
    this.analysis = options.analysis;
  }

  /** The type of an expression of the statement. Undefined when it is not known. */
  typeOf(node: Tree): Known {
    return this.analysis?.typeOf(node);
  }

  /** Whether an expression is a map, by its type or, where that is not known, by what DuckDB found. */
  isMap(node: Tree): boolean {
    const type = this.typeOf(node);
    return type === undefined ? this.asMaps : type.base === "map";
  }

  /** What `*` must leave out: a pseudo-column that the statement also asks for by name. */
  hiddenFrom(star: Tree): string[] {
    return this.asksPath && this.analysis?.starsOverPaths.has(star) ? ['"$path"'] : [];
  }

  /** The columns of a query. Undefined when they are not all known. */
  columnsOf(node: Tree): Field[] | undefined {
    return this.analysis?.columnsOf(node);
  }

  /** A name that no statement uses. */
  freshAlias(): string {
    return `__alias${this.renamed++}`;
  }

  emit(node: Tree): string {
    if (isLeaf(node)) return node.getText() === "<EOF>" ? "" : node.getText();
    const handler = handlers.get(node.constructor);
    if (++this.depth > 2_000 || ++this.written > WRITTEN_MAX) throw tooLarge();
    try {
      if (handler !== undefined) return this.unified(node, handler(node, this));
      if (!passing.has(node.constructor)) {
        throw notSupported(`'${node.getText().slice(0, 60)}'`, node);
      }
      return this.unified(node, this.join(childrenOf(node)));
    } finally {
      this.depth--;
    }
  }

  /** A value that stands among others with time zones has one too. */
  private unified(node: Tree, text: string): string {
    if (text.length > EXPRESSION_MAX && node instanceof ExpressionContext) {
      const written = (node.stop?.stop ?? 0) - (node.start?.start ?? 0) + 1;
      const most = text.includes("SELECT ") ? SUBQUERY_MAX : written * GROWTH_MAX;
      if (text.length > Math.max(EXPRESSION_MAX, most)) throw tooLarge();
    }
    const ofGroup = this.groups.get(text);
    if (ofGroup !== undefined) return ofGroup;
    if (this.analysis?.instants.has(node)) return `athena_instant(${text})`;
    return this.analysis?.zoned.has(node) ? `athena_zoned(${text})` : text;
  }

  join(nodes: Tree[], separator = " "): string {
    return nodes
      .map((node) => this.emit(node))
      .filter((text) => text !== "")
      .join(separator);
  }

  /**
   * Writes the parts of a query among expressions.
   * @throws SqlError NOT_SUPPORTED for more of them inside one another than DuckDB binds: each doubles the time
   */
  subquery(node: Tree): string {
    if (++this.subqueries > SUBQUERIES_MAX)
      throw notSupported(`More than ${SUBQUERIES_MAX} subqueries inside one another`, node);
    try {
      return this.join(childrenOf(node));
    } finally {
      this.subqueries--;
    }
  }

  withNamelessRows(write: () => string): string {
    const before = this.namelessRows;
    this.namelessRows = true;
    try {
      return write();
    } finally {
      this.namelessRows = before;
    }
  }

  /** Writes with values of groups standing for expressions that are grouped by their instants. */
  withGroups(groups: ReadonlyMap<string, string>, write: () => string): string {
    const before = this.groups;
    this.groups = groups;
    try {
      return write();
    } finally {
      this.groups = before;
    }
  }

  /** Writes with names of the result standing for their expressions. */
  withOutputs(outputs: ReadonlyMap<string, string>, write: () => string): string {
    this.outputs = outputs;
    try {
      return write();
    } finally {
      this.outputs = new Map();
    }
  }

  isCte(name: string): boolean {
    return this.ctes.some((names) => names.has(name.toLowerCase()));
  }
}
