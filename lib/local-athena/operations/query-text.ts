import { invalidInput, invalidRequest } from "../protocol/errors";
import { SqlError, type Statement } from "../sql/engine";
import { isNestedTooDeeply } from "./query-executions/nesting";
import type { ServiceContext } from "./service-context";

const QUERY_MAX_BYTES = 262_144;

/**
 * Holds a query text to Athena's quota, which counts UTF-8 bytes where the model counts characters.
 * @throws AthenaException in the words of the constraint
 */
export function requireQueryLength(member: string, text: string): void {
  if (Buffer.byteLength(text) > QUERY_MAX_BYTES)
    throw invalidInput(
      `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must have length less than or equal to ${QUERY_MAX_BYTES}`,
    );
}

/** Trino's words. As a fault of ours it would be tried again by every client. */
const tooLarge = () =>
  invalidRequest(
    "MALFORMED_QUERY",
    "line 1:1: statement is too large (stack overflow while parsing)",
  );

/**
 * Reads a statement as StartQueryExecution and CreatePreparedStatement do.
 * @throws AthenaException MALFORMED_QUERY
 */
export function parseQueryText(context: ServiceContext, sql: string): Statement {
  if (isNestedTooDeeply(sql)) throw tooLarge();
  try {
    return context.engine.parse(sql);
  } catch (error) {
    if (error instanceof SqlError) throw invalidRequest("MALFORMED_QUERY", error.reason);
    if (error instanceof RangeError) throw tooLarge();
    throw error;
  }
}
