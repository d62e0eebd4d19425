import type { Handler } from "../operation";
import { workGroupNamed } from "../workgroups/work-group";
import { preparedStatementNotFound, preparedStatementOf } from "./prepared-statement";

export const getPreparedStatement: Handler<"GetPreparedStatement"> = (context, input) => {
  const { name } = workGroupNamed(context, input.WorkGroup);
  const record = context.preparedStatements.get(name, input.StatementName);
  if (!record) throw preparedStatementNotFound(name, input.StatementName);
  return { PreparedStatement: preparedStatementOf(record) };
};
