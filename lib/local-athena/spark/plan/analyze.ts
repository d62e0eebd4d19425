import { SparkError } from "../bridge";
import { resolveAggregate } from "./aggregates";
import type { Analysis, Scope } from "./analysis";
import { widerTypeOfAll } from "./coercion";
import type { FilesToRead, PlanEnvironment, TableSource, ViewSource } from "./environment";
import { resolveExpression } from "./expressions";
import { resolveJoin } from "./joins";
import { columnNamed, resolveDropna, resolveFillna, resolveReplace } from "./missing-values";
import { analysisError, nameParts } from "./names";
import { newColumn } from "./new-column";
import { resolveFilter, resolveSort } from "./ordering";
import { resolvePivot } from "./pivots";
import type { Expression, Relation, StructType, WireValue } from "./plan";
import {
  resolveDrop,
  resolveLateralView,
  resolveProject,
  resolveRenamed,
  resolveToDf,
  resolveWithColumns,
} from "./projections";
import type { Column, Resolved } from "./resolved";
import { resolveUnpivot } from "./rows-from-columns";
import { resolveSetOperation } from "./set-operations";
import { resolveDescribe, resolveSummary } from "./statistics";
import { simpleString } from "./type-text";
import { castTo } from "./typed";
import { isMap, normalType } from "./types";

/** Thrown where the analysis needs something read first; it is begun anew then. */
class NotYetRead {
  constructor(readonly read: (signal: AbortSignal) => Promise<void>) {}
}

type Definitions = ReadonlyMap<string, { plan: Relation; within: Definitions }>;

/** Analyzed frames, by planId: they stay as they were first understood, as in Spark. */
export type KnownPlans = Map<number, Resolved>;
const knownPlansMax = 5000;

class PlanAnalysis implements Analysis {
  readonly environment: PlanEnvironment;
  private readonly leaves = new Map<Relation, object>();
  private definitions: Definitions = new Map();

  constructor(
    environment: PlanEnvironment,
    private readonly known: KnownPlans,
    readonly run: Analysis["run"],
  ) {
    // The same text gives the same object, so that what was read for it is found again.
    const queries = new Map<string, Relation>();
    const expressions = new Map<string, Expression>();
    this.environment = Object.assign(Object.create(environment) as PlanEnvironment, {
      parseQuery: (text: string) => remembered(queries, text, () => environment.parseQuery(text)),
      parseExpression: (text: string) =>
        remembered(expressions, text, () => environment.parseExpression(text)),
    });
  }

  readonly newColumn = newColumn;

  leaf<T extends object>(relation: Relation, read: (signal: AbortSignal) => Promise<T>): T {
    const found = this.leaves.get(relation);
    // Each relation is read by one function only, so what it answered has that function's type.
    if (found) return found as T;
    throw new NotYetRead(async (signal) => {
      this.leaves.set(relation, await read(signal));
    });
  }

  relation(relation: Relation, outer?: Scope): Resolved {
    const { planId } = relation;
    const known = planId === undefined ? undefined : this.known.get(planId);
    if (known) return known;
    const resolved = this.resolve(relation, outer);
    if (planId === undefined) return resolved;
    const own = { ...resolved, planId };
    if (this.known.size >= knownPlansMax) {
      const [oldest] = this.known.keys();
      if (oldest !== undefined) this.known.delete(oldest);
    }
    this.known.set(planId, own);
    return own;
  }

  private resolve(relation: Relation, outer?: Scope): Resolved {
    switch (relation.rel) {
      case "sql":
        return this.relation(this.environment.parseQuery(relation.query), outer);
      case "table":
        return this.table(relation, relation.name);
      case "read":
        return this.files(relation);
      case "range": {
        const { start, end, step } = relation;
        if (step === 0) throw analysisError("step must be different from 0");
        return { node: "range", start, end, step, output: [this.newColumn("id", "long", false)] };
      }
      case "local": {
        const schema = normalType(relation.schema) as StructType;
        const output = this.columnsOf(schema, []);
        return { node: "rows", schema, rows: relation.rows, output };
      }
      case "values":
        return this.values(relation.rows, outer);
      case "with":
        return this.within(relation.definitions, () => this.relation(relation.input, outer));
      case "join":
        return resolveJoin(
          relation,
          this.relation(relation.left, outer),
          this.relation(relation.right, outer),
          this,
          outer,
        );
      case "setOperation":
        return resolveSetOperation(
          relation,
          this.relation(relation.left, outer),
          this.relation(relation.right, outer),
          this,
        );
      default:
        return this.unary(relation, this.relation(relation.input, outer), outer);
    }
  }

  private unary(
    relation: Extract<Relation, { input: Relation }>,
    input: Resolved,
    outer?: Scope,
  ): Resolved {
    const same = { output: input.output, ...(input.hidden ? { hidden: input.hidden } : {}) };
    switch (relation.rel) {
      case "project":
        return resolveProject(relation, input, this, outer);
      case "filter":
        return resolveFilter(relation.condition, input, this, outer);
      case "withColumns":
        return resolveWithColumns(relation, input, this, outer);
      case "withColumnsRenamed":
        return resolveRenamed(relation, input, this);
      case "drop":
        return resolveDrop(relation, input, this, outer);
      case "toDF":
        return resolveToDf(relation, input, this);
      case "subqueryAlias":
        return this.aliased(input, [relation.name]);
      case "aggregate":
        return relation.kind === "pivot"
          ? resolvePivot(relation, input, this)
          : resolveAggregate(relation, input, this, outer);
      case "sort":
        return resolveSort(relation, input, this, outer);
      case "limit":
        return this.limited(input, relation.limit, 0);
      case "offset":
        return this.limited(input, undefined, relation.offset);
      case "tail":
        return { node: "tail", input, limit: relation.limit, ...same };
      case "deduplicate":
        return this.distinct(relation, input);
      case "sample":
        return this.sample(relation, input);
      case "describe":
        return resolveDescribe(relation, input, this);
      case "summary":
        return resolveSummary(relation, input, this);
      case "fillna":
        return resolveFillna(relation, input, this);
      case "dropna":
        return resolveDropna(relation, input);
      case "replace":
        return resolveReplace(relation, input, this);
      case "unpivot":
        return resolveUnpivot(relation, input, this);
      case "lateralView":
        return resolveLateralView(relation, input, this, outer);
      default:
        throw analysisError(`${relation.rel} is not supported by local-athena`);
    }
  }

  private columnsOf(schema: StructType, qualifier: readonly string[]): Column[] {
    return schema.fields.map((field) =>
      this.newColumn(field.name, normalType(field.type), field.nullable, qualifier),
    );
  }

  private aliased(input: Resolved, qualifier: readonly string[]): Resolved {
    const output = input.output.map((column) =>
      this.newColumn(column.name, column.type, column.nullable, qualifier),
    );
    return { node: "renamed", input, alias: qualifier.at(-1) ?? "", output };
  }

  private source(source: TableSource): Resolved {
    return { node: "source", source, output: this.columnsOf(source.schema, source.qualifier) };
  }

  private table(relation: Relation, name: string): Resolved {
    const definition = this.definitions.get(nameParts(name).join(".").toLowerCase());
    if (definition) {
      const before = this.definitions;
      this.definitions = definition.within;
      try {
        return this.aliased(this.relation(definition.plan), [nameParts(name).at(-1) ?? name]);
      } finally {
        this.definitions = before;
      }
    }
    const found = this.leaf<TableSource | ViewSource>(relation, (signal) =>
      this.environment.resolveTable(name, signal),
    );
    if (!("plan" in found)) return this.source(found);
    const before = this.definitions;
    this.definitions = new Map();
    try {
      return this.aliased(this.relation(found.plan), found.qualifier);
    } finally {
      this.definitions = before;
    }
  }

  private files(relation: FilesToRead & Relation): Resolved {
    return this.source(
      this.leaf<TableSource>(relation, (signal) => this.environment.readFiles(relation, signal)),
    );
  }

  private within(
    definitions: readonly { name: string; plan: Relation }[],
    work: () => Resolved,
  ): Resolved {
    const before = this.definitions;
    try {
      for (const { name, plan } of definitions) {
        const within = this.definitions;
        this.definitions = new Map([...within, [name.toLowerCase(), { plan, within }]]);
      }
      return work();
    } finally {
      this.definitions = before;
    }
  }

  private values(rows: Expression[][], outer?: Scope): Resolved {
    const scope: Scope = { columns: [], plans: [], ...(outer ? { outer } : {}) };
    const typed = rows.map((row) => row.map((one) => resolveExpression(one, scope, this)));
    const width = typed[0]?.length ?? 0;
    const other = typed.find((row) => row.length !== width);
    if (other) {
      throw analysisError(
        `expected ${width} columns but found ${other.length} columns in row ${typed.indexOf(other)}`,
      );
    }
    const output = Array.from({ length: width }, (_, at) => {
      const column = typed.map((row) => row[at]);
      const type = widerTypeOfAll(column.map((value) => value?.type ?? "void"));
      if (type === undefined) {
        throw analysisError(`incompatible types found in column col${at + 1} for inline table`);
      }
      return this.newColumn(
        `col${at + 1}`,
        type,
        column.some((value) => value?.nullable ?? true),
      );
    });
    const cast = typed.map((row) =>
      row.map((value, at) => castTo(value, output[at]?.type ?? value.type)),
    );
    return { node: "values", rows: cast, output };
  }

  private limited(input: Resolved, limit: number | undefined, offset: number): Resolved {
    if (limit !== undefined && limit < 0) {
      throw analysisError(
        `The limit expression must be equal to or greater than 0, but got ${limit}`,
      );
    }
    return {
      node: "limit",
      input,
      ...(limit === undefined ? {} : { limit }),
      offset,
      output: input.output,
      ...(input.hidden ? { hidden: input.hidden } : {}),
    };
  }

  private distinct(relation: Extract<Relation, { rel: "deduplicate" }>, input: Resolved): Resolved {
    const columns = relation.columns?.map((name) => columnNamed(name, input));
    const map = (columns ?? input.output).find((column) => isMap(column.type));
    if (map) {
      throw analysisError(
        `Cannot have map type columns in DataFrame which calls set operations(intersect, except, etc.), but the type of column ${map.name} is ${simpleString(map.type)}`,
      );
    }
    return { node: "distinct", input, ...(columns ? { columns } : {}), output: input.output };
  }

  private sample(relation: Extract<Relation, { rel: "sample" }>, input: Resolved): Resolved {
    const { fraction, withReplacement = false } = relation;
    if (!(fraction >= 0) || (!withReplacement && fraction > 1)) {
      throw new SparkError(
        "IllegalArgumentException",
        `requirement failed: Sampling fraction (${fraction}) must be ${withReplacement ? "nonnegative with replacement" : "on interval [0, 1] without replacement"}`,
      );
    }
    // A frame keeps its rows, so the seed that nobody gave is chosen once.
    const seed = relation.seed ?? Math.floor(Math.random() * 2 ** 31);
    return { node: "sample", input, fraction, seed, withReplacement, output: input.output };
  }
}

function remembered<T>(known: Map<string, T>, key: string, make: () => T): T {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}

/** Runs a resolved plan, for a pivot that needs its values. */
export type RunPlan = (plan: Resolved, signal: AbortSignal) => Promise<WireValue[][]>;

/**
 * Finds the meaning of a plan.
 * @throws SparkError AnalysisException, ParseException; AbortError
 */
export async function analyzePlan(
  relation: Relation,
  environment: PlanEnvironment,
  known: KnownPlans,
  run: RunPlan,
  signal: AbortSignal,
): Promise<Resolved> {
  const analysis = new PlanAnalysis(environment, known, run);
  for (;;) {
    signal.throwIfAborted();
    try {
      return analysis.relation(relation);
    } catch (error) {
      if (!(error instanceof NotYetRead)) throw error;
      await error.read(signal);
    }
  }
}
