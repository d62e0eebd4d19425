/**
 * The unresolved logical plan: what the Python side builds and the Spark SQL parser makes of text. Names and types are
 * found by the analyzer. The shapes follow Spark Connect's relations and expressions, as JSON.
 */

/** A type as in Spark's own schema JSON: `"long"`, `"decimal(10,2)"`, or an object for what nests. */
export type SparkType =
  | string
  | { type: "array"; elementType: SparkType; containsNull: boolean }
  | { type: "map"; keyType: SparkType; valueType: SparkType; valueContainsNull: boolean }
  | StructType;
export type StructField = {
  name: string;
  type: SparkType;
  nullable: boolean;
  metadata?: Record<string, unknown>;
};
export type StructType = { type: "struct"; fields: StructField[] };

/**
 * A value on its way between Python and here. Long integers outside 2^53 and decimals travel as text, dates as
 * `2024-01-31`, timestamps as `2024-01-31T10:00:00.000001Z`, binary as base64, NaN and infinities as `"NaN"`,
 * `"Infinity"`, `"-Infinity"`; arrays and structs as lists, maps as lists of pairs. The type tells which it is.
 */
export type WireValue = null | boolean | number | string | WireValue[];

export type Literal = { expr: "literal"; value: WireValue; type: SparkType };
/** `name` as written, dots and backticks included; `planId` for `df.name`: only columns that came through that frame. */
export type Attribute = { expr: "attribute"; name: string; planId?: number };
/** `*`, `t.*`, or with `planId` all columns of that frame. */
export type Star = { expr: "star"; target?: string; planId?: number };
/**
 * A function or operator by Spark's SQL name, lower case: `+`, `==`, `<=>`, `and`, `not`, `isnull`, `in`, `like`, `count`,
 * `date_add`, `when` (condition, value, …, [else]), `getitem` (child, key), `struct`, `named_struct`.
 */
export type Call = {
  expr: "call";
  name: string;
  args: Expression[];
  distinct?: boolean;
  filter?: Expression;
};
/** A function of the session's Python, by the number that it has there. */
export type PythonCall = {
  expr: "udf";
  id: number;
  name: string;
  type: SparkType;
  deterministic: boolean;
  args: Expression[];
};
export type Alias = { expr: "alias"; child: Expression; names: string[] };
/** `type` as SQL writes it: `int`, `decimal(10,2)`, `array<string>`. `try` for try_cast. */
export type Cast = { expr: "cast"; child: Expression; type: string; try?: boolean };
/** SQL text of an expression: `F.expr`, `selectExpr`, string conditions. */
export type SqlExpression = { expr: "sql"; text: string };
export type SortOrder = {
  expr: "sortOrder";
  child: Expression;
  ascending: boolean;
  /** Spark's default: first when ascending, last when descending. */
  nullsFirst?: boolean;
};
/** `unboundedPreceding`, `unboundedFollowing`, `currentRow`, or an offset: negative before, positive after. */
export type FrameBoundary = "unboundedPreceding" | "unboundedFollowing" | "currentRow" | number;
export type WindowFrame = { unit: "rows" | "range"; lower: FrameBoundary; upper: FrameBoundary };
export type WindowExpression = {
  expr: "window";
  child: Expression;
  partitionBy: Expression[];
  orderBy: SortOrder[];
  frame?: WindowFrame;
};
export type Lambda = { expr: "lambda"; parameters: string[]; body: Expression };
/** SQL only. */
export type SubqueryExpression = {
  expr: "subquery";
  kind: "scalar" | "exists" | "in";
  plan: Relation;
  /** The left sides of IN. */
  values?: Expression[];
};

export type Expression =
  | Literal
  | Attribute
  | Star
  | Call
  | PythonCall
  | Alias
  | Cast
  | SqlExpression
  | SortOrder
  | WindowExpression
  | Lambda
  | SubqueryExpression;

export type JoinType = "inner" | "cross" | "left" | "right" | "full" | "leftsemi" | "leftanti";

type Node =
  /** A query as text; temp views and tables by name. */
  | { rel: "sql"; query: string }
  /** A temp view or a table, as written: `t`, `db.t`, `` `my db`.t ``. */
  | { rel: "table"; name: string }
  /** Files of the object store: `format` csv, json, parquet, text; options by their lower-case names. */
  | {
      rel: "read";
      format: string;
      paths: string[];
      schema?: string | StructType;
      options: Record<string, string>;
    }
  | { rel: "range"; start: number; end: number; step: number }
  /** createDataFrame. Without a schema's types the Python side has found them. */
  | { rel: "local"; schema: StructType; rows: WireValue[][] }
  | { rel: "project"; input: Relation; expressions: Expression[] }
  | { rel: "filter"; input: Relation; condition: Expression }
  | { rel: "withColumns"; input: Relation; columns: { name: string; expression: Expression }[] }
  | { rel: "withColumnsRenamed"; input: Relation; names: { from: string; to: string }[] }
  | { rel: "drop"; input: Relation; columns: Expression[] }
  | { rel: "toDF"; input: Relation; names: string[] }
  | { rel: "subqueryAlias"; input: Relation; name: string }
  | {
      rel: "aggregate";
      input: Relation;
      kind: "groupBy" | "rollup" | "cube" | "pivot" | "groupingSets";
      grouping: Expression[];
      /** For pivot; without values they are read first, sorted. `names`: those that SQL gives to values, null for none. */
      pivot?: { column: Expression; values?: Literal[]; names?: (string | null)[] };
      /** PIVOT of SQL: the groups are the columns that neither the pivot column nor the aggregates name. */
      implicitGroups?: boolean;
      groupingSets?: Expression[][];
      /** Without the grouping columns, unless `groupsIncluded`: then this is the whole list of results (SQL). */
      aggregates: Expression[];
      groupsIncluded?: boolean;
      having?: Expression;
    }
  | {
      rel: "join";
      left: Relation;
      right: Relation;
      how: JoinType;
      condition?: Expression;
      using?: string[];
      natural?: boolean;
    }
  | {
      rel: "setOperation";
      kind: "union" | "intersect" | "except";
      left: Relation;
      right: Relation;
      all: boolean;
      byName?: boolean;
      allowMissingColumns?: boolean;
    }
  | { rel: "sort"; input: Relation; order: SortOrder[] }
  | { rel: "limit"; input: Relation; limit: number }
  | { rel: "offset"; input: Relation; offset: number }
  | { rel: "tail"; input: Relation; limit: number }
  | { rel: "deduplicate"; input: Relation; columns?: string[] }
  | { rel: "sample"; input: Relation; fraction: number; seed?: number; withReplacement?: boolean }
  | { rel: "describe"; input: Relation; columns: string[] }
  | { rel: "summary"; input: Relation; statistics: string[] }
  | { rel: "fillna"; input: Relation; columns?: string[]; values: Literal[] }
  | { rel: "dropna"; input: Relation; columns?: string[]; minNonNulls?: number }
  | {
      rel: "replace";
      input: Relation;
      columns?: string[];
      replacements: { from: Literal; to: Literal }[];
    }
  | {
      rel: "unpivot";
      input: Relation;
      ids: Expression[];
      values: Expression[];
      variable: string;
      value: string;
    }
  /** LATERAL VIEW [OUTER] generator(…) t AS a, b. */
  | {
      rel: "lateralView";
      input: Relation;
      generator: Call;
      outer: boolean;
      table: string;
      columns: string[];
    }
  /** WITH name AS (…): names of `input` that hide tables. */
  | { rel: "with"; input: Relation; definitions: { name: string; plan: Relation }[] }
  /** VALUES of SQL. */
  | { rel: "values"; rows: Expression[][] };

/** `planId`: the frame that has this plan, unique in a session; given by the Python side. */
export type Relation = Node & { planId?: number };
