import type { AccessPolicy } from "./access-policy";

type Claims = Readonly<Record<string, unknown>>;
type Groups = {
  /** To be carried in the session: those that the policy names come first. */
  kept: string[];
  /** How many there is no room for. */
  leftOut: number;
  /** Why there are none, where that is not for lack of groups. */
  problem?: string;
};

/** The session cookie carries them, sealed, and proxies take headers of 8 KB: more would lock people out. */
const GROUPS_MAX = 200;
const BYTES_MAX = 4_000;

/** The groups of somebody who signs in, as the provider sent them in `claim`. */
export async function groupsOf(
  claims: Claims,
  claim: string,
  policy: Pick<AccessPolicy, "status">,
): Promise<Groups> {
  const value = claimOf(claims, claim);
  if (value === undefined) return { kept: [], leftOut: 0, problem: problemOf(claims, claim) };
  const named = new Set((await policy.status()).groups.map(({ group }) => group));
  const groups = [...new Set(listOf(value))];
  const inOrder = [
    ...groups.filter((group) => named.has(group)),
    ...groups.filter((group) => !named.has(group)),
  ];
  const kept: string[] = [];
  let bytes = 0;
  for (const group of inOrder) {
    bytes += Buffer.byteLength(group);
    if (kept.length === GROUPS_MAX || bytes > BYTES_MAX) break;
    kept.push(group);
  }
  return { kept, leftOut: groups.length - kept.length };
}

const isObject = (value: unknown): value is Claims =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const memberOf = (value: unknown, name: string): unknown =>
  isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;

/** By its name, which may be an address with dots; else member by member, `realm_access.roles` for one. */
const claimOf = (claims: Claims, claim: string): unknown =>
  memberOf(claims, claim) ?? claim.split(".").reduce<unknown>(memberOf, claims) ?? undefined;

/**
 * A list, one text, a list written as text, or an object whose names are the groups. Within a list a text is a name,
 * however it looks: who may name a group cannot name others with it.
 */
function listOf(value: unknown): string[] {
  if (typeof value === "string" && /^\s*\[/.test(value)) return listWithin(value);
  const items = Array.isArray(value) ? value : isObject(value) ? Object.keys(value) : [value];
  return items.flatMap((item) => {
    const name = isObject(item) ? memberOf(item, "name") : item;
    if (typeof name === "number") return [String(name)];
    return typeof name === "string" && name !== "" ? [name] : [];
  });
}

function listWithin(text: string): string[] {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? listOf(list) : [text];
  } catch {
    return [text];
  }
}

/** Microsoft sends a link in place of more groups than fit into a token. */
const problemOf = (claims: Claims, claim: string): string =>
  memberOf(claims._claim_names, claim) === undefined
    ? "the provider sent no such claim"
    : "the provider sent a link in place of too many groups: let it send those of this application only";
