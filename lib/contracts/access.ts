import { z } from "zod";
import { POLICY_CHARS_MAX } from "@/lib/domain/access-policy";
import { ROLES } from "@/lib/domain/permissions";
import { contract } from "./contract";

const role = z.enum(ROLES);
const grant = z.object({ role, workgroups: z.array(z.string()) });
const policyGroup = z.object({ group: z.string(), grants: z.array(grant) });

/** Lines and columns count from 1, `length` is in characters. */
const problem = z.object({
  line: z.number(),
  column: z.number(),
  length: z.number(),
  message: z.string(),
});
export type PolicyMark = z.output<typeof problem>;

const person = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().optional(),
  /** Of their last sign-in that was seen. */
  groups: z.array(z.string()),
  demoRole: role.optional(),
  seenAt: z.iso.datetime(),
});
export type AccessPerson = z.output<typeof person>;

/** Where rights come from, and everything that says who may do what. */
export const getAccess = contract({
  name: "getAccess",
  method: "GET",
  path: "/api/access",
  input: z.object({}),
  output: z.object({
    /** Absent without a policy file: the built-in groups are in force. */
    file: z.object({ path: z.string(), loadedAt: z.iso.datetime() }).optional(),
    /** Why what is in force is not what the file holds. */
    fault: z
      .object({ message: z.string(), foundAt: z.iso.datetime(), problems: z.array(problem) })
      .optional(),
    groups: z.array(policyGroup),
    /** The claim of the provider that lists groups; absent without a provider. */
    groupsClaim: z.string().optional(),
    demoPeople: z.boolean(),
    /** Names of the IAM roles that people's own actions are signed with, by our role. */
    assumedRoles: z.partialRecord(role, z.string()),
    /** Names, in order; absent when Athena could not be asked. */
    workgroups: z.array(z.string()).optional(),
    workgroupsProblem: z.string().optional(),
    /** Last seen first; absent when the database could not be asked. */
    people: z.array(person).optional(),
    peopleProblem: z.string().optional(),
  }),
});
export type Access = z.output<typeof getAccess.output>;

const roleChange = z.object({
  before: role.optional(),
  after: role.optional(),
  /** Over those to come as well. */
  everywhere: z.boolean(),
  workgroups: z.array(z.string()),
});
export type AccessRoleChange = z.output<typeof roleChange>;

/** What a policy would change. Nothing is written: it is put in use by replacing the file. */
export const previewAccess = contract({
  name: "previewAccess",
  method: "POST",
  path: "/api/access/preview",
  bodyBytesMax: 2 * 1_024 * 1_024,
  input: z.object({
    text: z.string().max(POLICY_CHARS_MAX, "A policy has at most a million characters"),
  }),
  output: z.union([
    z.object({ problems: z.array(problem).min(1) }),
    z.object({
      groups: z.array(policyGroup),
      groupChanges: z.array(
        z.object({
          group: z.string(),
          kind: z.enum(["added", "removed", "changed"]),
          gains: z.array(grant),
          loses: z.array(grant),
        }),
      ),
      personChanges: z.array(
        z.object({ person, gains: z.array(roleChange), loses: z.array(roleChange) }),
      ),
      /** How many people are known, changed or not. */
      peopleCount: z.number(),
      warnings: z.array(z.string()),
      /** What the preview had to leave out, such as people when the database is gone. */
      missing: z.array(z.string()),
    }),
  ]),
});
export type AccessPreview = z.output<typeof previewAccess.output>;
