import type { Handler } from "../operation";
import { requireNamedQuery } from "./named-query";

/** SDKs send a random id when none is given, so a programming error shows as "not found". */
export const deleteNamedQuery: Handler<"DeleteNamedQuery"> = (context, input) => {
  context.namedQueries.delete(requireNamedQuery(context, input.NamedQueryId ?? "").id);
  return {};
};
