import { z } from "zod";
import type { PolicyRules } from "@/lib/domain/workgroups/policy-rules";
import { ENCRYPTION_OPTIONS } from "@/lib/domain/workgroups/settings";
import { contract } from "./contract";
import { keepable, keepableText } from "./keepable";

const onOff = z.strictObject({ on: z.boolean() });

/** The shape alone; what makes sense is `problemsOfRules` of lib/domain/workgroups/policy-rules. */
const policyRules = z.strictObject({
  enforcedLocation: onOff.extend({ prefix: keepableText.trim().max(1_024) }),
  noClientOverride: onOff,
  encryption: onOff.extend({ minimum: z.enum(ENCRYPTION_OPTIONS) }),
  scanLimit: onOff.extend({
    atMostBytes: z.number().positive().optional(),
  }),
  metrics: onOff,
  engineVersion: onOff,
  bucketOwner: onOff,
  logging: onOff,
  contentKey: onOff,
  tags: onOff.extend({ keys: z.array(keepable(128).trim().min(1)).max(50) }),
}) satisfies z.ZodType<PolicyRules>;

const inForce = z.object({
  rules: policyRules,
  /** For `basedOn`; 0 while nobody has saved any. */
  id: z.number().int().nonnegative(),
  /** Epoch milliseconds, and who; absent for the rules that Athenaeum begins with. */
  changedAt: z.number().optional(),
  changedBy: z.object({ id: z.string(), name: z.string() }).optional(),
});
export type RulesInForce = z.output<typeof inForce>;

/** What the policy board checks workgroups against. */
export const getWorkgroupRules = contract({
  name: "getWorkgroupRules",
  method: "GET",
  path: "/api/workgroup-rules",
  input: z.object({}),
  output: inForce,
});

/** Puts other rules in force. @throws CONFLICT when someone else has since `basedOn` */
export const updateWorkgroupRules = contract({
  name: "updateWorkgroupRules",
  method: "PATCH",
  path: "/api/workgroup-rules",
  input: z.object({ basedOn: z.number().int().nonnegative(), rules: policyRules }),
  output: inForce,
});
