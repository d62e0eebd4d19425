import type { PreparedStatement } from "@aws-sdk/client-athena";
import { AthenaException, invalidRequest } from "../../protocol/errors";
import { preparedStatementMissing } from "../../sql/statements/prepared-messages";
import type { PreparedStatementRecord } from "../../state/prepared-statements";
import { parseQueryText, requireQueryLength } from "../query-text";
import type { ServiceContext } from "../service-context";

/** The modelled refusal of a name that the workgroup does not have. */
export const preparedStatementNotFound = (workGroup: string, name: string) =>
  new AthenaException("ResourceNotFoundException", preparedStatementMissing(workGroup, name), {
    ResourceName: name,
  });

/** Statements that work on prepared statements cannot be prepared themselves. */
const NOT_PREPARABLE = /^(?:PREPARE|EXECUTE|DEALLOCATE)$/;

/**
 * The text of a statement that is to be prepared.
 * @throws AthenaException MALFORMED_QUERY
 */
export function requirePreparable(context: ServiceContext, sql: string): void {
  requireQueryLength("queryStatement", sql);
  const { substatementType } = parseQueryText(context, sql);
  if (NOT_PREPARABLE.test(substatementType))
    throw invalidRequest(
      "MALFORMED_QUERY",
      `Invalid statement type for prepared statement: ${substatementType}`,
    );
}

/** A statement as GetPreparedStatement shows it; an empty description is left out. */
export const preparedStatementOf = (record: PreparedStatementRecord): PreparedStatement => ({
  StatementName: record.name,
  QueryStatement: record.queryStatement,
  WorkGroupName: record.workGroup,
  Description: record.description || undefined,
  LastModifiedTime: new Date(record.modifiedAt),
});
