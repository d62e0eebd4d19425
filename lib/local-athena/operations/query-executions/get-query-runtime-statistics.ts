import type { QueryStage, QueryStagePlanNode } from "@aws-sdk/client-athena";
import { invalidRequest } from "../../protocol/errors";
import type { PlanNode, QueryStage as ProfileStage } from "../../sql/profile/profile";
import type { Handler } from "../operation";
import { executionNamed } from "./query-execution";

const planNodeOf = (node: PlanNode): QueryStagePlanNode => ({
  Name: node.name,
  Identifier: node.identifier,
  Children: node.children.map(planNodeOf),
  RemoteSources: node.remoteSources,
});

const stageOf = (stage: ProfileStage): QueryStage => ({
  StageId: stage.stageId,
  State: "FINISHED",
  InputRows: stage.inputRows,
  InputBytes: stage.inputBytes,
  OutputRows: stage.outputRows,
  OutputBytes: stage.outputBytes,
  ExecutionTime: stage.executionMs,
  QueryStagePlan: planNodeOf(stage.plan),
  SubStages: stage.subStages.map(stageOf),
});

/** How a finished execution was computed; what has no plan (DDL, SHOW, reused results) has its timeline only. */
export const getQueryRuntimeStatistics: Handler<"GetQueryRuntimeStatistics"> = (context, input) => {
  const { id, state, completion } = executionNamed(context, input.QueryExecutionId);
  if (!completion)
    throw invalidRequest(
      "INVALID_QUERY_EXECUTION_STATE",
      `Query has not yet finished. Current state: ${state}`,
    );
  const { times } = completion;
  const profile = context.executions.profile(id);
  return {
    QueryRuntimeStatistics: {
      Timeline: {
        QueryQueueTimeInMillis: times.queueMs,
        ServicePreProcessingTimeInMillis: times.preProcessingMs,
        QueryPlanningTimeInMillis: times.planningMs,
        EngineExecutionTimeInMillis: times.engineMs,
        ServiceProcessingTimeInMillis: times.serviceProcessingMs,
        TotalExecutionTimeInMillis: times.totalMs,
      },
      Rows: profile && {
        InputRows: profile.rows.inputRows,
        InputBytes: profile.rows.inputBytes,
        OutputRows: profile.rows.outputRows,
        OutputBytes: profile.rows.outputBytes,
      },
      OutputStage: profile && stageOf(profile.outputStage),
    },
  };
};
