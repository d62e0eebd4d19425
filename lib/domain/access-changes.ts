import { grantsOfSubject, type Subject } from "./access";
import { EVERYONE, type PolicyGroup } from "./access-policy";
import { type Grant, ROLES, type Role, roleEverywhere, roleOf } from "./permissions";

/** What changes for a group: `changed` keeps its name and gets other grants. */
export type GroupChange = {
  group: string;
  kind: "added" | "removed" | "changed";
  gains: Grant[];
  loses: Grant[];
};

/** A role over some workgroups that becomes another; absent means none. `everywhere`: over those to come as well. */
export type RoleChange = {
  before?: Role;
  after?: Role;
  everywhere: boolean;
  workgroups: string[];
};
export type PersonChange<Person> = { person: Person; gains: RoleChange[]; loses: RoleChange[] };

/** Groups whose grants differ, in the order of the new policy, those that go last. */
export function groupChanges(
  before: readonly PolicyGroup[],
  after: readonly PolicyGroup[],
): GroupChange[] {
  const old = new Map(before.map(({ group, grants }) => [group, grants]));
  const now = new Map(after.map(({ group, grants }) => [group, grants]));
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((group) => {
    const gains = without(now.get(group) ?? [], old.get(group) ?? []);
    const loses = without(old.get(group) ?? [], now.get(group) ?? []);
    if (old.has(group) && now.has(group) && gains.length + loses.length === 0) return [];
    const kind = old.has(group) ? (now.has(group) ? "changed" : "removed") : "added";
    return [{ group, kind, gains, loses } as const];
  });
}

/** Patterns with their roles that are in `some` and not in `others`, whatever the grants they stand in. */
function without(some: readonly Grant[], others: readonly Grant[]): Grant[] {
  const keyOf = (role: Role, pattern: string) => `${role} ${pattern}`;
  const known = new Set(
    others.flatMap(({ role, workgroups }) => workgroups.map((pattern) => keyOf(role, pattern))),
  );
  return some.flatMap(({ role, workgroups }) => {
    const left = workgroups.filter((pattern) => !known.has(keyOf(role, pattern)));
    return left.length > 0 ? [{ role, workgroups: left }] : [];
  });
}

/** What people gain and lose over the workgroups that exist now, and over all. People without a change are left out. */
export function personChanges<Person extends Subject>(
  people: readonly Person[],
  workgroups: readonly string[],
  before: readonly PolicyGroup[],
  after: readonly PolicyGroup[],
): PersonChange<Person>[] {
  const old = reachIn(before, workgroups);
  const now = reachIn(after, workgroups);
  return people.flatMap((person) => {
    const changes = roleChanges(old(person), now(person), workgroups);
    const rises = changes.filter((change) => rank(change.after) > rank(change.before));
    const falls = changes.filter((change) => rank(change.after) < rank(change.before));
    return changes.length > 0 ? [{ person, gains: rises, loses: falls }] : [];
  });
}

const rank = (role: Role | undefined) => (role === undefined ? -1 : ROLES.indexOf(role));
const higher = (one: Role | undefined, other: Role | undefined) =>
  rank(one) > rank(other) ? one : other;

/** Roles over all workgroups, and over each of some, in their order. */
type Reach = { everywhere: Role | undefined; over: readonly (Role | undefined)[] };

/** What a policy gives subjects; patterns are compared with names once, however many people they are for. */
function reachIn(policy: readonly PolicyGroup[], workgroups: readonly string[]) {
  const reachOf = (grants: Grant[]): Reach => ({
    everywhere: roleEverywhere({ grants }),
    over: workgroups.map((name) => roleOf({ grants }, name)),
  });
  const nothing = reachOf([]);
  const ofGroups = new Map(policy.map(({ group, grants }) => [group, reachOf(grants)]));
  return ({ groups, demoRole }: Subject): Reach =>
    demoRole === undefined
      ? [...new Set(groups).add(EVERYONE)]
          .flatMap((group) => ofGroups.get(group) ?? [])
          .reduce(
            (sum, { everywhere, over }) => ({
              everywhere: higher(sum.everywhere, everywhere),
              over: sum.over.map((role, index) => higher(role, over[index])),
            }),
            nothing,
          )
      : reachOf([{ role: demoRole, workgroups: ["*"] }]);
}

function roleChanges(old: Reach, now: Reach, workgroups: readonly string[]): RoleChange[] {
  const found = new Map<string, RoleChange>();
  const add = (before: Role | undefined, after: Role | undefined, workgroup?: string) => {
    if (before === after) return;
    const key = `${before} ${after}`;
    const change = found.get(key) ?? {
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
      everywhere: false,
      workgroups: [],
    };
    if (workgroup === undefined) change.everywhere = true;
    else change.workgroups.push(workgroup);
    found.set(key, change);
  };
  add(old.everywhere, now.everywhere);
  for (const [index, name] of workgroups.entries()) add(old.over[index], now.over[index], name);
  return [...found.values()];
}

const isAdminOverAll = (holder: { grants: Grant[] }) => roleEverywhere(holder) === "admin";

/** What should be thought over before such a policy is put in use. */
export function policyWarnings(
  after: readonly PolicyGroup[],
  you: Subject,
  people: readonly Subject[],
): string[] {
  const admins = after.filter(isAdminOverAll);
  if (admins.length === 0)
    return [
      "Nobody would be admin over all workgroups: nobody could change capacity reservations or rules, or see this page.",
    ];
  const warnings: string[] = [];
  const isAdmin = (subject: Subject) =>
    subject.demoRole === undefined && isAdminOverAll({ grants: grantsOfSubject(subject, after) });
  if (admins.some(({ group }) => group === "*"))
    warnings.push("Everyone who can sign in would be admin over all workgroups.");
  if (you.demoRole === undefined && !isAdmin(you))
    warnings.push("You would no longer be admin over all workgroups.");
  if (!people.some(isAdmin) && !isAdmin(you)) {
    const groups = admins.map(({ group }) => group).join(", ");
    warnings.push(`Nobody who has signed in so far is in a group that would be admin: ${groups}.`);
  }
  return warnings;
}
