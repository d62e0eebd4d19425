import type { Handler } from "../operation";
import { requireQueryLength } from "../query-text";
import { requireNamedQuery } from "./named-query";

/** Name and text are replaced; the description stays when none is given, an empty one removes it. */
export const updateNamedQuery: Handler<"UpdateNamedQuery"> = (context, input) => {
  requireQueryLength("queryString", input.QueryString);
  const record = requireNamedQuery(context, input.NamedQueryId);
  context.namedQueries.update({
    id: record.id,
    name: input.Name,
    description: input.Description ?? record.description,
    queryString: input.QueryString,
  });
  return {};
};
