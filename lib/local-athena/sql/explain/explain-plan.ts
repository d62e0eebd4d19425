import type { PlanNode, QueryStage } from "../profile/profile";
import type { DuckOperator } from "../profile/profile-plan";

/** An operator of DuckDB's EXPLAIN (FORMAT JSON). */
type Planned = {
  name: string;
  children: Planned[];
  extra_info: Record<string, string | string[]>;
};

const isScan = /^(READ_\w+|SEQ_SCAN|TABLE_SCAN|PARQUET_SCAN)$/;

/**
 * A plan that has not run, in the shape of one that has: its rows are the optimizer's guess, and it does not say
 * which of the tables a scan reads.
 */
function plannedOperator(
  { name, children, extra_info: given }: Planned,
  tables: string,
): DuckOperator {
  const type = name.trim();
  const scans = isScan.test(type);
  const extra_info = scans ? { ...given, Function: tables } : given;
  return {
    operator_type: scans ? "TABLE_SCAN" : type,
    operator_cardinality: Number(extra_info["Estimated Cardinality"] ?? 0),
    operator_rows_scanned: 0,
    result_set_size: 0,
    operator_timing: 0,
    extra_info,
    children: children.map((child) => plannedOperator(child, tables)),
  };
}

/**
 * The root of DuckDB's EXPLAIN (FORMAT JSON).
 * @param tables names of the tables that the query reads
 */
export function plannedRoot(json: string, tables: string[]): DuckOperator | undefined {
  const [root] = JSON.parse(json) as Planned[];
  return root === undefined ? undefined : plannedOperator(root, [...new Set(tables)].join(" or "));
}

/** A stage and all below it, in the order of their ids. */
function stagesOf(root: QueryStage): QueryStage[] {
  const found = [root, ...root.subStages.flatMap(stagesOf)];
  const byId = new Map(found.map((stage) => [stage.stageId, stage]));
  return [...byId.values()].sort((a, b) => a.stageId - b.stageId);
}

const readsTable = (node: PlanNode): boolean =>
  /Scan/.test(node.name) || node.children.some(readsTable);

const label = (node: PlanNode): string => {
  if (node.remoteSources.length > 0)
    return `RemoteSource[sourceFragmentIds = [${node.remoteSources.join(", ")}]]`;
  if (node.name === "Output") return `Output[columnNames = ${node.identifier}]`;
  return `${node.name}${node.identifier}`;
};

/** A tree of operators, each on a line of its own, drawn as Trino draws it. */
function treeLines(node: PlanNode, first = "", rest = ""): string[] {
  const below = node.children.flatMap((child, index) => {
    const isLast = index === node.children.length - 1;
    return treeLines(child, `${rest}${isLast ? "└─ " : "├─ "}`, `${rest}${isLast ? "   " : "│  "}`);
  });
  return [first + label(node), ...below];
}

const bytesText = (bytes: number): string =>
  bytes < 1000
    ? `${bytes}B`
    : bytes < 1e6
      ? `${(bytes / 1e3).toFixed(2)}kB`
      : `${(bytes / 1e6).toFixed(2)}MB`;

/** The columns of the result as a layout: `[id:integer, _col1:bigint]`. */
export type Layout = { name: string; type: string }[];

const layoutText = (layout: Layout) =>
  `[${layout.map(({ name, type }) => `${name}:${type}`).join(", ")}]`;

/**
 * EXPLAIN (TYPE DISTRIBUTED): a fragment for each stage.
 * @param measured whether the stages have run, as those of EXPLAIN ANALYZE have
 */
export function distributedText(root: QueryStage, layout: Layout, measured = false): string {
  const fragments = stagesOf(root).map((stage) => {
    const kind = readsTable(stage.plan) ? "SOURCE" : "SINGLE";
    const figures = measured
      ? [
          `    CPU: ${stage.executionMs.toFixed(2)}ms, Input: ${stage.inputRows} rows (${bytesText(stage.inputBytes)}), Output: ${stage.outputRows} rows (${bytesText(stage.outputBytes)})`,
        ]
      : [];
    const output = stage.stageId === 0 ? [`    Output layout: ${layoutText(layout)}`] : [];
    return [
      `Fragment ${stage.stageId} [${kind}]`,
      ...figures,
      ...output,
      "    Output partitioning: SINGLE []",
      ...treeLines(stage.plan).map((line) => `    ${line}`),
      "",
    ].join("\n");
  });
  return fragments.join("\n");
}

/** A stage's plan with the plans of the stages that it reads in their places. */
function whole(node: PlanNode, stages: ReadonlyMap<string, QueryStage>): PlanNode {
  if (node.remoteSources.length === 0)
    return { ...node, children: node.children.map((child) => whole(child, stages)) };
  const children = node.remoteSources.flatMap((id) => {
    const stage = stages.get(id);
    return stage === undefined ? [] : [whole(stage.plan, stages)];
  });
  return { name: "RemoteExchange", identifier: "[type = GATHER]", children, remoteSources: [] };
}

function logicalPlan(root: QueryStage): PlanNode {
  const stages = new Map(stagesOf(root).map((stage) => [String(stage.stageId), stage]));
  return whole(root.plan, stages);
}

/** EXPLAIN (TYPE LOGICAL): one tree. */
export const logicalText = (root: QueryStage): string => treeLines(logicalPlan(root)).join("\n");

type JsonNode = {
  id: string;
  name: string;
  descriptor: Record<string, string>;
  details: string[];
  children: JsonNode[];
};

function jsonNode(node: PlanNode, next: () => number): JsonNode {
  const id = String(next());
  return {
    id,
    name: node.remoteSources.length > 0 ? "RemoteSource" : node.name,
    descriptor:
      node.remoteSources.length > 0
        ? { sourceFragmentIds: `[${node.remoteSources.join(", ")}]` }
        : {},
    details:
      node.identifier === "" || node.identifier === "[]" ? [] : [node.identifier.slice(1, -1)],
    children: node.children.map((child) => jsonNode(child, next)),
  };
}

const counter = () => {
  let count = 0;
  return () => count++;
};

/** EXPLAIN (FORMAT JSON): the tree, or the trees of the fragments by their ids. */
export function jsonText(root: QueryStage, distributed: boolean): string {
  const next = counter();
  const plan = distributed
    ? Object.fromEntries(stagesOf(root).map((stage) => [stage.stageId, jsonNode(stage.plan, next)]))
    : jsonNode(logicalPlan(root), next);
  return JSON.stringify(plan, null, 2);
}

const quoted = (text: string) => `"${text.replaceAll(/["\\{}|<>]/g, (sign) => `\\${sign}`)}"`;

/** EXPLAIN (FORMAT GRAPHVIZ): the tree as a graph. */
export function graphvizText(root: QueryStage): string {
  const next = counter();
  const lines: string[] = [];
  const draw = (node: PlanNode): string => {
    const id = `plannode_${next()}`;
    lines.push(`${id}[label=${quoted(label(node))}, style="rounded, filled", shape=record];`);
    for (const child of node.children) lines.push(`${draw(child)} -> ${id};`);
    return id;
  };
  draw(logicalPlan(root));
  return ["digraph logical_plan {", ...lines, "}"].join("\n");
}

/** EXPLAIN (TYPE IO): the tables that the query reads; `catalog:database:table`. */
export function ioText(tables: string[]): string {
  const inputs = [...new Set(tables)].map((name) => {
    const [catalog = "", schema = "", table = ""] = name.split(":");
    return { table: { catalog, schemaTable: { schema, table } } };
  });
  return JSON.stringify({ inputTableColumnInfos: inputs }, null, 2);
}
