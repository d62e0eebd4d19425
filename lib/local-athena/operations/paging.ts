import { invalidInput } from "../protocol/errors";
import type { Position } from "../protocol/page-token";
import type { ServiceContext } from "./service-context";

/**
 * Where a list continues; undefined for its first page.
 * @throws AthenaException for a token that this list did not issue
 */
export function readListToken(
  context: ServiceContext,
  operation: string,
  filters: readonly string[],
  token: string | undefined,
): Position[] | undefined {
  if (token === undefined) return undefined;
  const position = context.pageTokens.read(operation, filters, token);
  if (!position) throw invalidInput(`The nextPageToken is malformed: ${token}`);
  return position;
}

/** A page of named things in name order, which continues after its last name. */
export function pageByName<Item extends { name: string }>(
  context: ServiceContext,
  operation: string,
  filters: readonly string[],
  items: readonly Item[],
  request: { NextToken?: string | undefined; MaxResults?: number | undefined },
): { page: Item[]; NextToken: string | undefined } {
  const after = readListToken(context, operation, filters, request.NextToken)?.[0];
  const remaining = after === undefined ? items : items.filter((item) => item.name > String(after));
  const page = remaining.slice(0, request.MaxResults ?? 50);
  const last = page.at(-1);
  return {
    page,
    NextToken:
      last && remaining.length > page.length
        ? context.pageTokens.write(operation, filters, [last.name])
        : undefined,
  };
}
