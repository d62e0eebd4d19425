import type { Handler } from "../operation";
import { readListToken } from "../paging";
import { workGroupNamed } from "../workgroups/work-group";

const OPERATION = "ListNamedQueries";
const PAGE_MAX = 50;

/** Ids of one workgroup, newest first; a MaxResults of 0 is as good as none. */
export const listNamedQueries: Handler<typeof OPERATION> = (context, input) => {
  const { name } = workGroupNamed(context, input.WorkGroup);
  const position = readListToken(context, OPERATION, [name], input.NextToken)?.[0];
  const { ids, next } = context.namedQueries.list(
    name,
    input.MaxResults || PAGE_MAX,
    position === undefined ? undefined : Number(position),
  );
  return {
    NamedQueryIds: ids,
    NextToken: next === undefined ? undefined : context.pageTokens.write(OPERATION, [name], [next]),
  };
};
