import type { Handler } from "../operation";
import { workGroupNamed } from "../workgroups/work-group";
import { preparedStatementNotFound } from "./prepared-statement";

export const deletePreparedStatement: Handler<"DeletePreparedStatement"> = (context, input) => {
  const workGroup = workGroupNamed(context, input.WorkGroup).name;
  if (!context.preparedStatements.delete(workGroup, input.StatementName))
    throw preparedStatementNotFound(workGroup, input.StatementName);
  return {};
};
