import { invalidInput } from "../../protocol/errors";
import { preparedStatementMissing } from "../../sql/statements/prepared-messages";
import type { Handler } from "../operation";
import { workGroupNamed } from "../workgroups/work-group";
import { preparedStatementOf } from "./prepared-statement";

/** Documented, and missing from the service model. */
const NAMES_MAX = 256;

/** Names that do not exist fail nothing, they are listed apart. */
export const batchGetPreparedStatement: Handler<"BatchGetPreparedStatement"> = (context, input) => {
  if (input.PreparedStatementNames.length > NAMES_MAX)
    throw invalidInput(
      `1 validation error detected: Value at 'preparedStatementNames' failed to satisfy constraint: Member must have length less than or equal to ${NAMES_MAX}`,
    );
  const workGroup = workGroupNamed(context, input.WorkGroup).name;
  const names = [...new Set(input.PreparedStatementNames)];
  const found = names.flatMap((name) => context.preparedStatements.get(workGroup, name) ?? []);
  const known = new Set(found.map((record) => record.name));
  return {
    PreparedStatements: found.map(preparedStatementOf),
    UnprocessedPreparedStatementNames: names
      .filter((name) => !known.has(name))
      .map((name) => ({
        StatementName: name,
        ErrorCode: "STATEMENT_NOT_FOUND",
        ErrorMessage: preparedStatementMissing(workGroup, name),
      })),
  };
};
