import { eq } from "drizzle-orm";
import type { getQuery as contract } from "@/lib/contracts/queries";
import type { Verb } from "../context";
import { submissions } from "../db/schema";
import { readableQuery } from "./readable-query";
import { costOf } from "./to-row";

/** BatchGetQueryExecution for one id, with who started it; parameters come from our own record where Athena keeps none. */
export const getQuery: Verb<typeof contract> = async (ctx, { id }) => {
  const { execution, startedBy } = await readableQuery(ctx, "getQuery", id);
  const [own] =
    execution.parameters || !startedBy
      ? []
      : await ctx.runtime.database.queries
          .select({ parameters: submissions.parameters })
          .from(submissions)
          .where(eq(submissions.executionId, id));
  const parameters = execution.parameters ?? own?.parameters ?? undefined;
  return { execution: { ...execution, parameters }, startedBy, costUsd: costOf(execution) };
};
