import type { NamedQuery } from "@aws-sdk/client-athena";
import { invalidRequest } from "../../protocol/errors";
import type { NamedQueryRecord } from "../../state/named-queries";
import type { ServiceContext } from "../service-context";

/** Words of our own, after those of query executions; the real ones are not known. */
export const NAMED_QUERY_NOT_FOUND = "NAMED_QUERY_NOT_FOUND";
export const namedQueryNotFoundMessage = (id: string) => `NamedQuery ${id} was not found`;

/** @throws AthenaException NAMED_QUERY_NOT_FOUND */
export function requireNamedQuery(context: ServiceContext, id: string): NamedQueryRecord {
  const record = context.namedQueries.get(id);
  if (!record) throw invalidRequest(NAMED_QUERY_NOT_FOUND, namedQueryNotFoundMessage(id));
  return record;
}

/** A saved query as GetNamedQuery and BatchGetNamedQuery show it; an empty description is left out. */
export const namedQueryOf = (record: NamedQueryRecord): NamedQuery => ({
  Name: record.name,
  Description: record.description || undefined,
  Database: record.database,
  QueryString: record.queryString,
  NamedQueryId: record.id,
  WorkGroup: record.workGroup,
});
