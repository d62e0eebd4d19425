import { desc } from "drizzle-orm";
import type { RulesInForce } from "@/lib/contracts/workgroup-rules";
import { DEFAULT_RULES, type PolicyRules } from "@/lib/domain/workgroups/policy-rules";
import type { Queries } from "../db/database";
import { workgroupRules } from "../db/schema";

/** The newest row, or the rules that Athenaeum begins with; rules that are younger than the row are as there. */
export async function rulesInForce(queries: Queries): Promise<RulesInForce> {
  const [row] = await queries
    .select()
    .from(workgroupRules)
    .orderBy(desc(workgroupRules.id))
    .limit(1);
  return row ? ofRow(row) : { rules: copyOf(DEFAULT_RULES), id: 0 };
}

/** A row as it crosses HTTP. */
export const ofRow = (row: typeof workgroupRules.$inferSelect): RulesInForce => ({
  rules: copyOf({ ...DEFAULT_RULES, ...(row.rules as Partial<PolicyRules>) }),
  id: row.id,
  changedAt: row.at.getTime(),
  changedBy: { id: row.actorId, name: row.actorName },
});

const copyOf = ({ tags, ...rules }: PolicyRules) => ({
  ...rules,
  tags: { ...tags, keys: [...tags.keys] },
});
