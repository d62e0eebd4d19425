import { randomUUID } from "node:crypto";
import { invalidInput, invalidRequest } from "../../protocol/errors";
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
  const { ClientRequestToken: token } = input;
  const record = {
    id: randomUUID(),
    workGroup: workGroup.name,
    name: input.Name,
    description: input.Description ?? "",
    database: input.Database,
    queryString: input.QueryString,
  };
  const compared = [
    record.workGroup,
    record.name,
    record.description,
    record.database,
    record.queryString,
  ];
  const used =
    token === undefined ? undefined : context.requestTokens.find(OPERATION, token, compared);
  const earlier = used && used.usedAt >= workGroup.createdAt ? used : undefined;
  if (earlier?.sameParameters === false)
    throw invalidRequest("IDEMPOTENT_PARAMETER_MISMATCH", "Idempotent parameters do not match");
  if (earlier) return { NamedQueryId: earlier.resourceId };
  context.transaction(() => {
    context.namedQueries.insert(record);
    if (token !== undefined)
      context.requestTokens.remember(OPERATION, token, compared, record.id, context.now());
  });
  return { NamedQueryId: record.id };
};
