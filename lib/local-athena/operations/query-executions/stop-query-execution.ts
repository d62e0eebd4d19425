import type { Handler } from "../operation";
import { executionNamed } from "./query-execution";

/** Stopping a finished execution succeeds and changes nothing. */
export const stopQueryExecution: Handler<"StopQueryExecution"> = (context, input) => {
  context.runner.stop(executionNamed(context, input.QueryExecutionId ?? "").id);
  return {};
};
