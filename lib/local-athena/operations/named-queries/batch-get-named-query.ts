import type { Handler } from "../operation";
import { NAMED_QUERY_NOT_FOUND, namedQueryNotFoundMessage, namedQueryOf } from "./named-query";

/** Unknown ids do not fail the call, they are listed apart. */
export const batchGetNamedQuery: Handler<"BatchGetNamedQuery"> = (context, input) => {
  const ids = [...new Set(input.NamedQueryIds)];
  const found = ids.flatMap((id) => context.namedQueries.get(id) ?? []);
  const known = new Set(found.map((record) => record.id));
  return {
    NamedQueries: found.map(namedQueryOf),
    UnprocessedNamedQueryIds: ids
      .filter((id) => !known.has(id))
      .map((id) => ({
        NamedQueryId: id,
        ErrorCode: NAMED_QUERY_NOT_FOUND,
        ErrorMessage: namedQueryNotFoundMessage(id),
      })),
  };
};
