import type { Handler } from "../operation";
import { namedQueryOf, requireNamedQuery } from "./named-query";

export const getNamedQuery: Handler<"GetNamedQuery"> = (context, input) => ({
  NamedQuery: namedQueryOf(requireNamedQuery(context, input.NamedQueryId)),
});
