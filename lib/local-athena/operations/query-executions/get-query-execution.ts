import type { Handler } from "../operation";
import { executionNamed, queryExecutionOf } from "./query-execution";

export const getQueryExecution: Handler<"GetQueryExecution"> = (context, input) => ({
  QueryExecution: queryExecutionOf(context, executionNamed(context, input.QueryExecutionId)),
});
