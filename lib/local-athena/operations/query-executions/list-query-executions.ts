import type { Handler } from "../operation";
import { readListToken } from "../paging";
import { workGroupNamed } from "../workgroups/work-group";

const PAGE_MAX = 50;

/** Ids of one workgroup, newest first. The model allows MaxResults 0, which means the default here. */
export const listQueryExecutions: Handler<"ListQueryExecutions"> = (context, input) => {
  const { name } = workGroupNamed(context, input.WorkGroup);
  const position = readListToken(context, "ListQueryExecutions", [name], input.NextToken);
  const { ids, next } = context.executions.list(
    name,
    input.MaxResults || PAGE_MAX,
    position && { submittedAt: Number(position[0]), seq: Number(position[1]) },
  );
  return {
    QueryExecutionIds: ids,
    NextToken:
      next && context.pageTokens.write("ListQueryExecutions", [name], [next.submittedAt, next.seq]),
  };
};
