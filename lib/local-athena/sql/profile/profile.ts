/** An operator of a stage's plan, as GetQueryRuntimeStatistics shows it. */
export type PlanNode = {
  /** Trino's name of the operator: `ScanFilterProject`, `InnerJoin`. */
  name: string;
  /** Keys, tables, conditions; free text. */
  identifier: string;
  children: PlanNode[];
  /** Ids of the stages that this operator reads from. */
  remoteSources: string[];
};

export type RowFigures = {
  inputRows: number;
  inputBytes: number;
  outputRows: number;
  outputBytes: number;
};

/** What runs without an exchange in between; the root is stage 0. */
export type QueryStage = RowFigures & {
  stageId: number;
  executionMs: number;
  plan: PlanNode;
  subStages: QueryStage[];
};

/** How a statement was computed, measured by the engine (reference 4.3). */
export type QueryProfile = { rows: RowFigures; outputStage: QueryStage };
