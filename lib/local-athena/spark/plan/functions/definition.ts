import type { FrameBoundary, SparkType, WireValue } from "../plan";

/** One argument of a call, analyzed and cast to what the function takes. */
export type Argument = {
  type: SparkType;
  nullable: boolean;
  /** The value of what is known before any row is read (a literal), else undefined. */
  constant: WireValue | undefined;
  /** Of a column or a field. */
  name?: string;
};

/** All that a definition may look at to find its type and to write its SQL. */
export type CallSite = {
  /** The name as called, lower case. */
  name: string;
  args: Argument[];
  type: SparkType;
  /** Aggregates: `DISTINCT ` or nothing, to be written before the arguments. */
  distinct: string;
  /** Aggregates with `ordered`: ` ORDER BY …` or nothing, to be written after the arguments. */
  order: string;
  /** Aggregates and window functions: ` FILTER (…) OVER (…)` or nothing, to be written after every DuckDB aggregate. */
  tail: string;
  /** Whether it has an OVER clause. */
  windowed: boolean;
  /** Whether something in it gives another answer each time: DuckDB's `try` refuses that. */
  isVolatile: boolean;
  /** One instant for the whole query, microseconds since the epoch. */
  nowMicros: bigint;
  currentDatabase: string;
  /** A setting of the session. */
  setting(key: string): string | null;
};

/**
 * What an argument must be; another type is cast to it as Spark casts implicitly, or refused. In a list the first that
 * the argument is wins, else the first that it can be cast to. A type's name means that type; `decimal` keeps precision.
 * `lambda`: a lambda function, its parameters typed by `lambda` of the definition.
 */
export type ArgumentRule =
  | "any"
  | "byte"
  | "short"
  | "integer"
  | "long"
  | "float"
  | "double"
  | "decimal"
  | "string"
  | "boolean"
  | "binary"
  | "date"
  | "timestamp"
  | "integral"
  | "numeric"
  | "interval"
  | "array"
  | "map"
  | "struct"
  | "orderable"
  | "lambda"
  | { type: SparkType }
  | ArgumentRule[];

export type FunctionKind = "scalar" | "aggregate" | "window" | "generator";

/**
 * One function of Spark, by its SQL name in a table. Arguments in `sql` are DuckDB SQL in brackets or atoms: they may be
 * put anywhere; each is written once where that is possible, because it may be large.
 */
export type FunctionDefinition = {
  kind?: FunctionKind;
  args: ArgumentRule[];
  /** How many of `args`, from the last, may be left out. */
  optional?: number;
  /** Any number of further arguments, of this rule. */
  rest?: ArgumentRule;
  /**
   * After `args`: the types that the arguments are cast to when they depend on one another (`coalesce`,
   * `array_contains`); undefined refuses the call. One a argument; `undefined` in the list leaves that one.
   */
  coerce?: (types: SparkType[], args: Argument[]) => (SparkType | undefined)[] | undefined;
  /** The types of the parameters of the lambda at this position, from the types of the arguments that are no lambdas. */
  lambda?: (types: SparkType[], at: number, parameterCount: number) => SparkType[];
  result: SparkType | ((args: Argument[]) => SparkType);
  /** `arguments` (when left out): null when an argument may be null. */
  nullable?: "arguments" | "always" | "never" | ((args: Argument[]) => boolean);
  sql: (args: string[], call: CallSite) => string;
  /** The name of the column, from those of the arguments; `name(a, b)` when left out. */
  text?: (args: string[], call: { name: string; args: Argument[]; distinct: boolean }) => string;
  /** Aggregates whose answer depends on the order of rows. */
  ordered?: boolean;
  /** Operators: what both sides must be, in the words of Spark's error when they are not. */
  operand?: string;
  /** Window functions that have a frame of their own, whatever is written. */
  frame?: (args: Argument[]) => { lower: FrameBoundary; upper: FrameBoundary };
  /** rand and its like: never merged or moved. */
  volatile?: boolean;
  /** A function of the session's Python, by its number there. */
  python?: number;
  /** Generators: the columns that it makes. `sql` is then a list of structs with these fields (`c0`, `c1`, …). */
  columns?: (args: Argument[]) => { name: string; type: SparkType; nullable: boolean }[];
};

export type FunctionTable = Record<string, FunctionDefinition>;

/** A scalar function with rules for its arguments; most functions need no more. */
export function scalar(
  args: ArgumentRule[],
  result: FunctionDefinition["result"],
  sql: FunctionDefinition["sql"],
  more: Partial<FunctionDefinition> = {},
): FunctionDefinition {
  return { args, result, sql, ...more };
}

/** An aggregate; write `${call.distinct}` before and `${call.order}` after its arguments, `${call.tail}` after it. */
export function aggregate(
  args: ArgumentRule[],
  result: FunctionDefinition["result"],
  sql: FunctionDefinition["sql"],
  more: Partial<FunctionDefinition> = {},
): FunctionDefinition {
  return { kind: "aggregate", args, result, sql, nullable: "always", ...more };
}
