import type { getQueryResults as contract } from "@/lib/contracts/queries";
import type { Verb } from "../context";
import { readableQuery } from "./readable-query";

/** GetQueryResults, a thousand data rows at a time. */
export const getQueryResults: Verb<typeof contract> = async (ctx, { id, cursor }) => {
  const { execution } = await readableQuery(ctx, "getQueryResults", id);
  const { nextToken, ...page } = await ctx.runtime.athena.readResultsPage(execution, cursor);
  return { ...page, cursor: nextToken };
};
