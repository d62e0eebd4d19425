import type { SqlError } from "../engine";

/**
 * Words a refusal for the types that DuckDB names, in Athena's spelling. Undefined where DuckDB refuses to mix types
 * that Athena mixes.
 */
export type TypeCheck = (types: string[]) => SqlError | undefined;

/** A question repeats what it asks about, so that one in another would grow without bound: long ones are not asked. */
export const isAskable = (...values: string[]): boolean =>
  values.reduce((sum, value) => sum + value.length, 0) <= 4_000;

/**
 * Athena converts far less than DuckDB does: it refuses `DATE '2024-01-01' = '2024-01-01'`. So a statement is also
 * written as a question of types, in which a comparison is a COALESCE of its sides: DuckDB's binder refuses to mix there
 * what Athena refuses to compare. That text is bound over empty tables and never runs (type-check.ts).
 */
export class TypeChecks {
  private readonly made: TypeCheck[] = [];

  /** @param upTo how many checks the text asks about, in the order of the statement */
  constructor(private readonly upTo = Number.POSITIVE_INFINITY) {}

  get count(): number {
    return this.made.length;
  }

  /** The last check that the text asks about. */
  get last(): TypeCheck | undefined {
    return this.made[Math.min(this.upTo, this.made.length) - 1];
  }

  /** A boolean expression that DuckDB binds only when the values have a common type, if it is to be asked. */
  common(values: string[], check: TypeCheck): string {
    this.made.push(check);
    return this.made.length <= this.upTo
      ? `(coalesce(${values.join(", ")}) IS NULL)`
      : `(${values.map((value) => `(${value}) IS NULL`).join(" AND ")})`;
  }

  /** A condition that DuckDB binds only when it is boolean, if that is to be asked. */
  boolean(value: string, check: TypeCheck): string {
    this.made.push(check);
    return this.made.length <= this.upTo ? `athena_condition(${value})` : value;
  }
}
