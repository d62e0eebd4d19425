import { parseAsIsoDateTime, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import type { AuditQuery } from "@/lib/client/audit";
import {
  AUDIT_OBJECT_TYPES,
  AUDIT_OUTCOMES,
  AUDIT_STRETCHES,
  AUDITED_ACTIONS,
  type AuditStretch,
} from "@/lib/domain/audit";
import type { AuditLinkFilter } from "@/lib/domain/links";

const inAddress = {
  actor: parseAsString,
  action: parseAsStringLiteral(AUDITED_ACTIONS),
  objectType: parseAsStringLiteral(AUDIT_OBJECT_TYPES),
  objectId: parseAsString,
  workgroup: parseAsString,
  outcome: parseAsStringLiteral(AUDIT_OUTCOMES),
  last: parseAsStringLiteral(Object.keys(AUDIT_STRETCHES) as AuditStretch[]),
  from: parseAsIsoDateTime,
  to: parseAsIsoDateTime,
};

/** The filter of the record, which is the page's address. */
export function useAuditAddress() {
  const [address, setAddress] = useQueryStates(inAddress);
  return { address, setAddress };
}
export type AuditAddress = ReturnType<typeof useAuditAddress>["address"];

/** As the server takes it. */
export function queryOf({ from, to, ...others }: AuditAddress): AuditQuery {
  const times = { from: from?.getTime(), to: to?.getTime() };
  const given = Object.entries({ ...others, ...times }).filter(
    ([, value]) => value !== null && value !== undefined && value !== "",
  );
  return Object.fromEntries(given) as AuditQuery;
}

/** As links take it. */
export const linkFilterOf = (query: AuditQuery): AuditLinkFilter =>
  Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)]));
