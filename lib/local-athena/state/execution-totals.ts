import { type Database, migrate } from "./database";
import type { ExecutionState } from "./execution-record";

export type ExecutionTotal = { workGroup: string; state: ExecutionState; count: number };

export type ExecutionTotals = { list(): ExecutionTotal[] };

/**
 * How many executions of each workgroup are in each state, kept by the database itself: counting a million rows
 * for a page would hold up everything else. Open the executions before.
 */
export function openExecutionTotals(database: Database): ExecutionTotals {
  const add = (row: "new" | "old", change: 1 | -1) =>
    `INSERT INTO execution_totals VALUES (${row}.workgroup, ${row}.state, ${change})
       ON CONFLICT (workgroup, state) DO UPDATE SET count = count + ${change};`;
  migrate(database, "execution-totals", [
    `CREATE TABLE execution_totals (
       workgroup TEXT NOT NULL,
       state TEXT NOT NULL,
       count INTEGER NOT NULL,
       PRIMARY KEY (workgroup, state)
     ) WITHOUT ROWID;
     INSERT INTO execution_totals SELECT workgroup, state, count(*) FROM executions GROUP BY 1, 2;
     CREATE TRIGGER execution_totals_insert AFTER INSERT ON executions BEGIN ${add("new", 1)} END;
     CREATE TRIGGER execution_totals_delete AFTER DELETE ON executions BEGIN ${add("old", -1)} END;
     CREATE TRIGGER execution_totals_update AFTER UPDATE OF state, workgroup ON executions
       BEGIN ${add("old", -1)} ${add("new", 1)} END;`,
  ]);
  // Rows carry the key of their workgroup (workgroup-generations); deleted ones are not counted.
  const select = database.prepare(
    `SELECT coalesce(generation.name, total.workgroup) AS "workGroup", state, count
     FROM execution_totals AS total
     LEFT JOIN workgroup_generations AS generation
       ON total.workgroup = generation.name || '#' || generation.deletions
     WHERE count > 0 AND total.workgroup NOT IN (SELECT key FROM dead_workgroup_keys)
     ORDER BY 1, 2`,
  );
  return { list: () => select.all() as ExecutionTotal[] };
}
