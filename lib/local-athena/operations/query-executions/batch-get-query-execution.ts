import type { Handler } from "../operation";
import { executionNotFoundMessage, queryExecutionOf } from "./query-execution";

/** Unknown ids never fail the call; they come back as unprocessed. */
export const batchGetQueryExecution: Handler<"BatchGetQueryExecution"> = (context, input) => {
  const ids = [...new Set(input.QueryExecutionIds)];
  const found = context.executions.getMany(ids);
  const known = new Set(found.map((record) => record.id));
  return {
    QueryExecutions: found.map((record) => queryExecutionOf(context, record)),
    UnprocessedQueryExecutionIds: ids
      .filter((id) => !known.has(id))
      .map((id) => ({
        QueryExecutionId: id,
        ErrorCode: "QUERY_EXECUTION_NOT_FOUND",
        ErrorMessage: executionNotFoundMessage(id),
      })),
  };
};
