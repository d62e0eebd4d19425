import type { PlanNode } from "./profile";

/** An operator as DuckDB's profile writes it. */
export type DuckOperator = {
  operator_type: string;
  operator_cardinality: number;
  operator_rows_scanned: number;
  /** Bytes of the rows in memory. */
  result_set_size: number;
  /** Seconds of all threads together. */
  operator_timing: number;
  extra_info: Record<string, string | string[]>;
  children: DuckOperator[];
};

/** How operators read in a plan: names of tables, and no path of a file. */
export type PlanNames = {
  /** `awsdatacatalog:db:table` of the table that a file belongs to. */
  tableOf(path: string): string | undefined;
  /** Rows of all files that are read together with this one, where their table keeps count of them. */
  rowCountOf(path: string): number | undefined;
  /** A text without paths. */
  clean(text: string): string;
};

const IDENTIFIER_MAX = 400;

const NAMES: Readonly<Record<string, string>> = {
  PROJECTION: "Project",
  FILTER: "Filter",
  TABLE_SCAN: "TableScan",
  COLUMN_DATA_SCAN: "Values",
  DUMMY_SCAN: "Values",
  EXPRESSION_SCAN: "Values",
  EMPTY_RESULT: "Values",
  UNNEST: "Unnest",
  INOUT_FUNCTION: "Unnest",
  LIMIT: "Limit",
  STREAMING_LIMIT: "Limit",
  LIMIT_PERCENT: "Limit",
  TOP_N: "TopN",
  ORDER_BY: "Sort",
  WINDOW: "Window",
  STREAMING_WINDOW: "Window",
  HASH_GROUP_BY: "Aggregate",
  PERFECT_HASH_GROUP_BY: "Aggregate",
  PARTITIONED_AGGREGATE: "Aggregate",
  SIMPLE_AGGREGATE: "Aggregate",
  UNGROUPED_AGGREGATE: "Aggregate",
  UNION: "Union",
  CROSS_PRODUCT: "CrossJoin",
  POSITIONAL_JOIN: "CrossJoin",
  TABLE_SAMPLE: "Sample",
  RESERVOIR_SAMPLE: "Sample",
  STREAMING_SAMPLE: "Sample",
  CTE_SCAN: "RemoteSource",
  RECURSIVE_CTE_SCAN: "RemoteSource",
};

const JOINS: Readonly<Record<string, string>> = {
  INNER: "InnerJoin",
  LEFT: "LeftJoin",
  RIGHT: "RightJoin",
  FULL: "FullJoin",
  OUTER: "FullJoin",
  SINGLE: "LeftJoin",
};

const info = (operator: DuckOperator, key: string): string[] => {
  const value = operator.extra_info[key];
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
};

const JOIN = /JOIN$|^CROSS_PRODUCT$/;

export const isJoin = (operator: DuckOperator) => JOIN.test(operator.operator_type);

/** What must have all of its input before it gives its first row: Trino exchanges rows below it. */
const BLOCKING = /^(TOP_N|ORDER_BY|WINDOW|.*GROUP_BY|.*AGGREGATE)$/;

export const isBlocking = (operator: DuckOperator) => BLOCKING.test(operator.operator_type);

const WRITING = /^(BATCH_)?(COPY_TO_FILE|CREATE_TABLE_AS)$/;

/** The query whose rows a statement writes; of others the whole statement. */
export function queryOf(root: DuckOperator): DuckOperator {
  const [only] = root.children;
  return only && WRITING.test(root.operator_type) ? only : root;
}

/** An operator of a plan that has not run, as EXPLAIN (FORMAT JSON) writes it. */
export type PlannedOperator = { name: string; children: PlannedOperator[] };

/** A profile as the plan it tells of, without the limits that had nothing to cut off. */
export function plannedOf(operator: DuckOperator): PlannedOperator {
  const { operator_type: name, operator_cardinality: given, children } = operator;
  const [only] = children;
  if (only && /LIMIT/.test(name) && only.operator_cardinality <= given) return plannedOf(only);
  return { name, children: children.map(plannedOf) };
}

/** Whether some scan may end before its table does: a LIMIT takes its rows as they come. */
export function mayStopEarly({ name, children }: PlannedOperator, isLimited = false): boolean {
  const type = name.trim();
  if (children.length === 0) return isLimited;
  const below = /LIMIT/.test(type) || (isLimited && !BLOCKING.test(type));
  return children.some((child, index) =>
    mayStopEarly(child, below && (index === 0 || !JOIN.test(type))),
  );
}

/** Trino's name of an operator; what it has no name for keeps DuckDB's, written as Trino writes names. */
function nameOf(operator: DuckOperator): string {
  const type = operator.operator_type;
  if (isJoin(operator) && NAMES[type] === undefined)
    return JOINS[info(operator, "Join Type")[0] ?? "INNER"] ?? "SemiJoin";
  return (
    NAMES[type] ??
    type.toLowerCase().replace(/(?:^|_)([a-z])/g, (_match, letter: string) => letter.toUpperCase())
  );
}

/** The first file that a scan reads. */
export const fileOf = (scan: DuckOperator) => info(scan, "Filename(s)")[0]?.split(", ")[0];

function identifierOf(operator: DuckOperator, names: PlanNames): string {
  const parts: string[] = [];
  if (operator.operator_type === "TABLE_SCAN") {
    const file = fileOf(operator);
    const table = file === undefined ? undefined : names.tableOf(file);
    parts.push(`table = ${table ?? (info(operator, "Function")[0] ?? "values").toLowerCase()}`);
  }
  for (const key of ["Groups", "Aggregates", "Top", "Order By", "Conditions", "Expression"])
    parts.push(...info(operator, key).filter((text) => text !== ""));
  parts.push(...info(operator, "Filters").map((text) => `filter = ${text}`));
  if (/^(PROJECTION|TABLE_SCAN|WINDOW)$/.test(operator.operator_type))
    parts.push(...info(operator, "Projections"));
  const text = names.clean(parts.join(", ")).replaceAll(/\b__unnamed(\d+)/g, "_col$1");
  return `[${text.length > IDENTIFIER_MAX ? `${text.slice(0, IDENTIFIER_MAX)}…` : text}]`;
}

/** Operators that Trino runs as one: a filter and a projection over what they read. */
const FUSED: Readonly<Record<string, string>> = {
  "Project Project": "Project",
  "Project TableScan": "ScanProject",
  "Project ScanProject": "ScanProject",
  "Project ScanFilter": "ScanFilterProject",
  "Project ScanFilterProject": "ScanFilterProject",
  "Filter TableScan": "ScanFilter",
  "Filter ScanFilter": "ScanFilter",
  "Project Filter": "FilterProject",
};

/** An operator over its inputs, joined with its only input where Trino has one operator for both. */
export function planNode(operator: DuckOperator, children: PlanNode[], names: PlanNames): PlanNode {
  const pushedDown = operator.operator_type === "TABLE_SCAN" && "Filters" in operator.extra_info;
  const name = pushedDown ? "ScanFilter" : nameOf(operator);
  const identifier = identifierOf(operator, names);
  const [only] = children;
  const fused = only && children.length === 1 ? FUSED[`${name} ${only.name}`] : undefined;
  if (!only || fused === undefined) return { name, identifier, children, remoteSources: [] };
  // A projection over a scan says nothing that the scan's own columns do not say.
  const kept =
    name === "Filter"
      ? `[${only.identifier.slice(1, -1)}, ${identifier.slice(1)}`
      : only.identifier;
  return { ...only, name: fused, identifier: only.name === "Project" ? identifier : kept };
}
