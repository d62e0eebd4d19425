import { roleNameOf } from "@/lib/athena/acting";
import type { getAccess as contract } from "@/lib/contracts/access";
import { ROLES } from "@/lib/domain/permissions";
import { authorize } from "../authorize";
import type { Verb } from "../context";
import { ifAvailable } from "./if-available";
import { knownPeople } from "./known-people";

/** What is in force, the workgroups it is about (ListWorkGroups), and who has signed in. */
export const getAccess: Verb<typeof contract> = async (ctx) => {
  authorize(ctx, "getAccess");
  const { runtime } = ctx;
  const { env } = runtime;
  const [{ groups, file, fault }, workgroups, people] = await Promise.all([
    runtime.accessPolicy.status(),
    ifAvailable(runtime.athena.listWorkgroups()),
    ifAvailable(knownPeople(runtime)),
  ]);
  return {
    file: file && { path: file.path, loadedAt: file.loadedAt.toISOString() },
    fault: fault && { ...fault, foundAt: fault.foundAt.toISOString() },
    groups: [...groups],
    groupsClaim: env.oidc ? env.oidcGroupsClaim : undefined,
    demoPeople: env.demoSignIn,
    assumedRoles: Object.fromEntries(
      ROLES.flatMap((role) => {
        const arn = env.assumeRoles[role];
        return arn === undefined ? [] : [[role, roleNameOf(arn)]];
      }),
    ),
    workgroups: workgroups.value?.map(({ Name }) => Name ?? ""),
    workgroupsProblem: workgroups.problem,
    people: people.value,
    peopleProblem: people.problem,
  };
};
