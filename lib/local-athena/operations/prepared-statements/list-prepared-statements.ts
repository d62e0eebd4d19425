import type { Handler } from "../operation";
import { readListToken } from "../paging";
import { workGroupNamed } from "../workgroups/work-group";

const OPERATION = "ListPreparedStatements";
const PAGE_MAX = 50;

/** Summaries in name order. */
export const listPreparedStatements: Handler<typeof OPERATION> = (context, input) => {
  const { name } = workGroupNamed(context, input.WorkGroup);
  const after = readListToken(context, OPERATION, [name], input.NextToken)?.[0];
  const { records, more } = context.preparedStatements.list(
    name,
    input.MaxResults ?? PAGE_MAX,
    after === undefined ? undefined : String(after),
  );
  const last = records.at(-1);
  return {
    PreparedStatements: records.map((record) => ({
      StatementName: record.name,
      LastModifiedTime: new Date(record.modifiedAt),
    })),
    NextToken: more && last ? context.pageTokens.write(OPERATION, [name], [last.name]) : undefined,
  };
};
