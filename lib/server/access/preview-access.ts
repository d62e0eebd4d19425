import type { previewAccess as contract } from "@/lib/contracts/access";
import { groupChanges, personChanges, policyWarnings } from "@/lib/domain/access-changes";
import { readAccessPolicy } from "@/lib/domain/access-policy";
import { authorize } from "../authorize";
import type { Verb } from "../context";
import { ifAvailable } from "./if-available";
import { knownPeople } from "./known-people";

/** Reads a policy as the console would, and compares it with the one in force. Writes nothing. */
export const previewAccess: Verb<typeof contract> = async (ctx, { text }) => {
  authorize(ctx, "previewAccess");
  const reading = readAccessPolicy(text);
  if ("problems" in reading) return { problems: reading.problems };
  const { runtime, actor } = ctx;
  const [inForce, workgroups, people] = await Promise.all([
    runtime.accessPolicy.status(),
    ifAvailable(runtime.athena.listWorkgroups()),
    ifAvailable(knownPeople(runtime)),
  ]);
  const names = workgroups.value?.map(({ Name }) => Name ?? "") ?? [];
  const known = people.value ?? [];
  const you = { groups: actor.groups ?? [], demoRole: actor.demoRole };
  return {
    groups: reading.groups,
    groupChanges: groupChanges(inForce.groups, reading.groups),
    personChanges: personChanges(known, names, inForce.groups, reading.groups),
    peopleCount: known.length,
    warnings: policyWarnings(reading.groups, you, known),
    missing: [workgroups.problem, people.problem].flatMap((problem) => problem ?? []),
  };
};
