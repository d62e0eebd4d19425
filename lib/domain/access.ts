import type { PolicyGroup } from "./access-policy";
import { EVERYONE, grantsOfGroups } from "./access-policy";
import {
  type Action,
  decide,
  type Grant,
  PERMISSIONS,
  type Role,
  type Rule,
  roleEverywhere,
  roleOf,
} from "./permissions";

/** Whose rights are asked for: a person who has signed in, or whoever is in some groups. */
export type Subject = { groups: readonly string[]; demoRole?: Role | undefined };

/** A grant with the group that brings it; undefined for a demo person, whose role comes from no group. */
export type SourcedGrant = Grant & { group: string | undefined };

export const grantsOfSubject = (
  { groups, demoRole }: Subject,
  policy: readonly PolicyGroup[],
): SourcedGrant[] =>
  demoRole === undefined
    ? grantsOfGroups(policy, groups)
    : [{ role: demoRole, workgroups: ["*"], group: undefined }];

/** `own`: on what they started themselves. `some`: over some workgroups only. */
export type Answer = "yes" | "own" | "some" | "no";
export type Explanation = { answer: Answer; why: string; needs: string };

/** Whether someone with these grants may do an action over a workgroup, or over all without one, and why. */
export function explain(
  grants: readonly SourcedGrant[],
  action: Action,
  workgroup: string | undefined,
): Explanation {
  const rule: Rule = PERMISSIONS[action];
  const needs = needsOf(rule);
  if (rule.least === "signedIn") return { answer: "yes", why: "Anyone who is signed in", needs };
  const overAll = rule.everywhere === true || workgroup === undefined;
  const counting = grants.filter((grant) =>
    overAll ? roleEverywhere({ grants: [grant] }) : roleOf({ grants: [grant] }, workgroup),
  );
  const best = highest(counting);
  const actor = { id: "asked", grants: counting };
  // A target, so that ownership counts; every grant here holds over it.
  const target = { workgroup: workgroup ?? "any" };
  if (best && decide(actor, action, { ...target, ownerId: actor.id }).allowed) {
    if (decide(actor, action, target).allowed)
      return { answer: "yes", why: `${gives(best)}`, needs };
    const why = `${gives(best)}: what they started themselves. What others started needs ${rule.anyOwner}`;
    return { answer: "own", why, needs };
  }
  if (workgroup === undefined && !rule.everywhere) {
    const enough = grants.filter((grant) => decide({ ...actor, grants: [grant] }, action).allowed);
    if (enough.length > 0) return { answer: "some", why: enough.map(gives).join("; "), needs };
  }
  return { answer: "no", why: whyNot(grants, best, rule, workgroup), needs };
}

function whyNot(
  grants: readonly SourcedGrant[],
  best: SourcedGrant | undefined,
  rule: Rule,
  workgroup: string | undefined,
): string {
  if (grants.length === 0) return "None of their groups has a grant";
  if (best) return `Their highest role here is ${best.role}: ${gives(best)}`;
  if (rule.everywhere || workgroup === undefined) {
    const elsewhere = highest(grants);
    return elsewhere ? `No grant over all workgroups: ${gives(elsewhere)} only` : "No grant";
  }
  return `No grant over ${workgroup}`;
}

const needsOf = ({ least, anyOwner, everywhere }: Rule) =>
  least === "signedIn"
    ? "A session"
    : `${least}${everywhere ? " over all workgroups" : ""}${anyOwner ? `, ${anyOwner} for what others started` : ""}`;

const gives = ({ group, role, workgroups }: SourcedGrant) =>
  group === undefined
    ? `Demo person: ${role} over all workgroups`
    : `${groupLabel(group)} gives ${role} over ${workgroups.includes("*") ? "all workgroups" : workgroups.join(", ")}`;

export const groupLabel = (group: string) => (group === EVERYONE ? "Everyone (*)" : group);

function highest(grants: readonly SourcedGrant[]): SourcedGrant | undefined {
  const role = roleOf({ grants: [...grants] });
  return grants.find((grant) => grant.role === role);
}

/** The workgroups that a grant covers now. */
export const coveredBy = (grant: Grant, workgroups: readonly string[]) =>
  workgroups.filter((name) => roleOf({ grants: [grant] }, name) !== undefined);
