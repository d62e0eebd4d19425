import path from "node:path";
import { fillExecutions } from "@/lib/local-athena/seed/synthetic-executions";
import { openDatabase } from "@/lib/local-athena/state/database";
import { openExecutions } from "@/lib/local-athena/state/executions";

/** Puts finished executions into the data folder of a local-athena that does not run yet. */
export function fillHistory(dataDir: string, options: { workgroup: string; count: number }): void {
  const database = openDatabase(path.join(dataDir, "state", "athena.db"));
  fillExecutions(openExecutions(database), options);
  database.close();
}
