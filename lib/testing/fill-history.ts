import path from "node:path";
import { openDatabase } from "@/lib/local-athena/state/database";
import { openExecutions } from "@/lib/local-athena/state/executions";
import { syntheticExecutions } from "./synthetic-executions";

/** Puts finished executions into the data folder of a local-athena that does not run yet. */
export function fillHistory(dataDir: string, options: { workgroup: string; count: number }): void {
  const database = openDatabase(path.join(dataDir, "state", "athena.db"));
  openExecutions(database).insertMany(syntheticExecutions(options));
  database.close();
}
