import { invalidInput } from "../../protocol/errors";
import {
  preparedStatementExists,
  tooManyPreparedStatements,
} from "../../sql/statements/prepared-messages";
import type { Handler } from "../operation";
import { requireSql, workGroupNamed } from "../workgroups/work-group";
import { requirePreparable } from "./prepared-statement";

/** The statement is read before it is stored; at most 1,000 in a workgroup, each name once. */
export const createPreparedStatement: Handler<"CreatePreparedStatement"> = (context, input) => {
  const record = workGroupNamed(context, input.WorkGroup);
  requireSql(record);
  const workGroup = record.name;
  const name = input.StatementName;
  requirePreparable(context, input.QueryStatement);
  const outcome = context.preparedStatements.insert({
    workGroup,
    name,
    queryStatement: input.QueryStatement,
    description: input.Description ?? "",
    modifiedAt: context.now(),
  });
  if (outcome === "exists") throw invalidInput(preparedStatementExists(workGroup, name));
  if (outcome === "limit") throw invalidInput(tooManyPreparedStatements(name));
  return {};
};
