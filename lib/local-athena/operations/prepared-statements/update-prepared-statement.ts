import type { Handler } from "../operation";
import { workGroupNamed } from "../workgroups/work-group";
import { preparedStatementNotFound, requirePreparable } from "./prepared-statement";

/** Replaces the text; the description stays when none is given. */
export const updatePreparedStatement: Handler<"UpdatePreparedStatement"> = (context, input) => {
  const workGroup = workGroupNamed(context, input.WorkGroup).name;
  const record = context.preparedStatements.get(workGroup, input.StatementName);
  if (!record) throw preparedStatementNotFound(workGroup, input.StatementName);
  requirePreparable(context, input.QueryStatement);
  context.preparedStatements.update({
    ...record,
    queryStatement: input.QueryStatement,
    description: input.Description ?? record.description,
    modifiedAt: context.now(),
  });
  return {};
};
