import { isDeepStrictEqual } from "node:util";
import { sql } from "drizzle-orm";
import type {
  updateWorkgroupRules as contract,
  RulesInForce,
} from "@/lib/contracts/workgroup-rules";
import { AppError } from "@/lib/domain/errors";
import { problemsOfRules } from "@/lib/domain/workgroups/policy-rules";
import { audited } from "../audit/audited";
import { authorize } from "../authorize";
import type { Verb } from "../context";
import { workgroupRules } from "../db/schema";
import { ofRow, rulesInForce } from "./rules-in-force";

/** Any constant: two instances that save at once do so one after the other. */
const RULES_LOCK = 7_210_332;

/**
 * Adds a row, which is in force from then on; earlier ones stay. Rules that are in force already add nothing.
 * @throws AppError INVALID, CONFLICT when someone else has saved since `basedOn`
 */
export const updateWorkgroupRules: Verb<typeof contract> = async (ctx, { basedOn, rules }) => {
  authorize(ctx, "updateWorkgroupRules");
  const fields = problemsOfRules(rules);
  const [problem] = Object.values(fields);
  if (problem !== undefined) throw new AppError("INVALID", problem, { fields });
  const { queries } = ctx.runtime.database;
  const before = await rulesInForce(queries);
  if (isDeepStrictEqual(before.rules, rules)) return before;
  requireBase(before, basedOn);
  return audited(ctx, {
    action: "updateWorkgroupRules",
    objectType: "workgroupRules",
    before: before.rules,
    after: rules,
    call: () =>
      queries.transaction(async (tx) => {
        await tx.execute(sql`select pg_advisory_xact_lock(${RULES_LOCK})`);
        requireBase(await rulesInForce(tx), basedOn);
        const by = { actorId: ctx.actor.id, actorName: ctx.actor.name };
        const [row] = await tx
          .insert(workgroupRules)
          .values({ rules, ...by })
          .returning();
        if (!row) throw new Error("The rules were inserted and are not there");
        return ofRow(row);
      }),
  });
};

function requireBase({ id, changedBy }: RulesInForce, basedOn: number): void {
  if (id === basedOn) return;
  const who = changedBy ? changedBy.name : "Somebody";
  throw new AppError("CONFLICT", `${who} has changed the rules since you opened them`);
}
