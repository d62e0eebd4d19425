import type { PlanNode, QueryProfile, QueryStage, RowFigures } from "./profile";
import {
  type DuckOperator,
  fileOf,
  isBlocking,
  isJoin,
  type PlanNames,
  planNode,
} from "./profile-plan";

const THREADS_MAX = 256;

/** DuckDB's filter on a scan is taken to leave a fifth of the rows. */
const FILTER_GUESS = 5;

/**
 * Rows that a scan went over. DuckDB counts all rows of a Parquet scan once for each of its threads; where the table
 * does not know how many there are, its own estimate tells.
 */
function rowsRead(scan: DuckOperator, names: PlanNames): number {
  const { operator_cardinality: given, operator_rows_scanned: counted } = scan;
  if (!("Filters" in scan.extra_info) || counted <= given) return given;
  const file = fileOf(scan);
  const known = file === undefined ? undefined : names.rowCountOf(file);
  if (known !== undefined) return Math.max(given, known);
  const estimate = Number(scan.extra_info["Estimated Cardinality"] ?? 0) * FILTER_GUESS;
  if (estimate <= 0) return given;
  const threads = Math.min(THREADS_MAX, Math.max(1, Math.round(counted / estimate)));
  return Math.max(given, Math.round(counted / threads));
}

function* scansBelow(operator: DuckOperator): Generator<DuckOperator> {
  if (operator.operator_type === "TABLE_SCAN") yield operator;
  for (const child of operator.children) yield* scansBelow(child);
}

/** The rows of a table's files beside what their names tell: one scan for whoever wrote the query. */
const isOwnJoin = (operator: DuckOperator) =>
  isJoin(operator) &&
  operator.extra_info.Conditions === "filename = filename" &&
  operator.children[1]?.operator_type === "COLUMN_DATA_SCAN";

type Stage = {
  id: number;
  subStages: QueryStage[];
  inputRows: number;
  inputBytes: number;
  seconds: number;
};

/** Whoever gives rows: a CTE passes on those of the query that uses it. */
const giver = (operator: DuckOperator): DuckOperator => {
  const last = operator.children.at(-1);
  return operator.operator_type === "CTE" && last ? giver(last) : operator;
};

/** A query that names no relation: its rows are written in it. */
export function valuesProfile(
  columnNames: readonly string[],
  output: { outputRows: number; outputBytes: number },
): QueryProfile {
  const rows: RowFigures = { inputRows: 0, inputBytes: 0, ...output };
  const node = (name: string, identifier: string, children: PlanNode[]): PlanNode => ({
    name,
    identifier,
    children,
    remoteSources: [],
  });
  const plan = node("Output", `[${columnNames.join(", ")}]`, [node("Values", "", [])]);
  return { rows, outputStage: { ...rows, stageId: 0, executionMs: 0, plan, subStages: [] } };
}

/**
 * DuckDB's profile as Trino's stages, split where Trino exchanges rows: below sorts, aggregates and windows, and on
 * the build side of joins. The root is the stage that gives the result.
 * @param scannedBytes bytes that the tables' scans count, shared out by the size of what each gave
 */
export function profileOf(
  root: DuckOperator,
  columnNames: readonly string[],
  scannedBytes: number,
  names: PlanNames,
): QueryProfile {
  const weights = [...scansBelow(root)].reduce((sum, scan) => sum + scan.result_set_size, 0);
  const bytesRead = (scan: DuckOperator) =>
    weights === 0 ? 0 : Math.round((scannedBytes * scan.result_set_size) / weights);
  const stageOfCte = new Map<string, QueryStage>();
  let stageCount = 0;
  const totals = { inputRows: 0, inputBytes: 0 };

  const remote = (stages: QueryStage[]): PlanNode => ({
    name: "RemoteSource",
    identifier: "",
    children: [],
    remoteSources: stages.map((stage) => String(stage.stageId)),
  });

  const feed = (stage: Stage, sub: QueryStage) => {
    stage.inputRows += sub.outputRows;
    stage.inputBytes += sub.outputBytes;
  };

  const exchange = (stage: Stage, operators: DuckOperator[]): PlanNode => {
    const stages = operators.map((operator) => stageFrom(operator));
    for (const sub of stages) feed(stage, sub);
    stage.subStages.push(...stages);
    return remote(stages);
  };

  const planOf = (operator: DuckOperator, stage: Stage): PlanNode => {
    const { operator_type: type, children } = operator;
    stage.seconds += operator.operator_timing;
    const [first, second] = children;
    if (type === "CTE" && first && second) {
      const definition = stageFrom(first);
      stage.subStages.push(definition);
      stageOfCte.set(String(operator.extra_info["Table Index"]), definition);
      return planOf(second, stage);
    }
    const cte = stageOfCte.get(String(operator.extra_info["CTE Index"]));
    if (type === "CTE_SCAN" && cte) {
      feed(stage, cte);
      return remote([cte]);
    }
    if (type === "TABLE_SCAN") {
      const figures = { inputRows: rowsRead(operator, names), inputBytes: bytesRead(operator) };
      for (const sum of [stage, totals]) {
        sum.inputRows += figures.inputRows;
        sum.inputBytes += figures.inputBytes;
      }
      return planNode(operator, [], names);
    }
    if (type === "UNION") {
      const parts = children.flatMap((child) =>
        child.operator_type === "UNION" ? child.children : [child],
      );
      return planNode(operator, [exchange(stage, parts)], names);
    }
    if (first && isBlocking(operator)) return planNode(operator, [exchange(stage, [first])], names);
    if (first && isOwnJoin(operator)) return planOf(first, stage);
    if (first && isJoin(operator)) {
      const built = children.slice(1).map((child) => exchange(stage, [child]));
      return planNode(operator, [planOf(first, stage), ...built], names);
    }
    return planNode(
      operator,
      children.map((child) => planOf(child, stage)),
      names,
    );
  };

  const stageFrom = (top: DuckOperator, wrap = (plan: PlanNode) => plan): QueryStage => {
    const id = stageCount++;
    const stage: Stage = { id, subStages: [], inputRows: 0, inputBytes: 0, seconds: 0 };
    const plan = wrap(planOf(top, stage));
    const { operator_cardinality, result_set_size } = giver(top);
    return {
      stageId: id,
      inputRows: stage.inputRows,
      inputBytes: stage.inputBytes,
      outputRows: operator_cardinality,
      outputBytes: result_set_size,
      executionMs: Math.ceil(stage.seconds * 1000),
      plan,
      subStages: stage.subStages,
    };
  };

  const outputStage = stageFrom(root, (plan) => ({
    name: "Output",
    identifier: `[${columnNames.join(", ")}]`,
    children: [plan],
    remoteSources: [],
  }));
  const rows: RowFigures = {
    ...totals,
    outputRows: outputStage.outputRows,
    outputBytes: outputStage.outputBytes,
  };
  return { rows, outputStage };
}
