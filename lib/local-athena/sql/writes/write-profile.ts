import type { CatalogTable } from "../engine";
import type { PlanNode, QueryProfile, QueryStage } from "../profile/profile";

/** The row count that a writer passes on: one bigint. */
const COUNT_BYTES = 8;

const node = (name: string, identifier: string, child: PlanNode): PlanNode => ({
  name,
  identifier,
  children: [child],
  remoteSources: [],
});

const nodeBelowOneMore = (plan: PlanNode): PlanNode => ({
  ...plan,
  children: plan.children.map(nodeBelowOneMore),
  remoteSources: plan.remoteSources.map((id) => String(Number(id) + 1)),
});

/** The stage as a part of a plan that has one stage above it. */
const stageBelowOneMore = (stage: QueryStage): QueryStage => ({
  ...stage,
  stageId: stage.stageId + 1,
  plan: nodeBelowOneMore(stage.plan),
  subStages: stage.subStages.map(stageBelowOneMore),
});

/** What is written where: Trino's operators above the query, the topmost last, and the table or place. */
export type WritePlan = { writers: readonly string[]; target: string };

type TableName = Pick<CatalogTable, "database" | "name">;

const targetOf = ({ database, name }: TableName) => `awsdatacatalog:${database}:${name}`;

/** INSERT and CREATE TABLE AS. */
export const tableWrite = (table: TableName): WritePlan => ({
  writers: ["TableWriter"],
  target: targetOf(table),
});

/** UPDATE, DELETE and MERGE. */
export const rowChange = (table: TableName): WritePlan => ({
  writers: ["MergeProcessor", "MergeWriter"],
  target: targetOf(table),
});

/**
 * The profile of a write: the query's own, whose last stage writes its rows, below the stage that commits them.
 * Output figures are those of the rows that were written.
 */
export function writeProfile(query: QueryProfile, { writers, target }: WritePlan): QueryProfile {
  const identifier = `[target = ${target}]`;
  const read = stageBelowOneMore(query.outputStage);
  const [rows = read.plan] = read.plan.children;
  const figures = { outputRows: 1, outputBytes: COUNT_BYTES };
  const writing: QueryStage = {
    ...read,
    ...figures,
    plan: writers.reduce((plan, name) => node(name, identifier, plan), rows),
  };
  const source: PlanNode = {
    name: "RemoteSource",
    identifier: "",
    children: [],
    remoteSources: [String(writing.stageId)],
  };
  const outputStage: QueryStage = {
    stageId: 0,
    inputRows: writing.outputRows,
    inputBytes: writing.outputBytes,
    ...figures,
    executionMs: 0,
    plan: node("Output", "[rows]", node("TableCommit", identifier, source)),
    subStages: [writing],
  };
  return { rows: query.rows, outputStage };
}
