import { randomUUID } from "node:crypto";
import { invalidInput } from "../../protocol/errors";
import { onceByToken } from "../once-by-token";
import type { Handler } from "../operation";
import { requireQueryLength } from "../query-text";
import { requireSql, workGroupNamed } from "../workgroups/work-group";

const OPERATION = "CreateNamedQuery";

/**
 * Saves a query; its text need not parse. A repeated ClientRequestToken answers with the first query, also when
 * that one is deleted (unless its whole workgroup was); with other parameters it is refused.
 */
export const createNamedQuery: Handler<typeof OPERATION> = (context, input) => {
  requireQueryLength("queryString", input.QueryString);
  const workGroup = workGroupNamed(context, input.WorkGroup);
  if (workGroup.state === "DISABLED")
    throw invalidInput(`WorkGroup ${workGroup.name} is disabled.`);
  requireSql(workGroup);
  const record = {
    id: randomUUID(),
    workGroup: workGroup.name,
    name: input.Name,
    description: input.Description ?? "",
    database: input.Database,
    queryString: input.QueryString,
  };
  const { id, ...compared } = record;
  const NamedQueryId = onceByToken(context, {
    operation: OPERATION,
    token: input.ClientRequestToken,
    compared: Object.values(compared),
    since: workGroup.createdAt,
    create: () => {
      context.namedQueries.insert(record);
      return id;
    },
  });
  return { NamedQueryId };
};
