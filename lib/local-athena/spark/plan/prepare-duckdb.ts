import type { DuckDBConnection } from "@duckdb/node-api";
import { registerFunctions } from "../../sql/functions/native-function";
import { sparkMacros } from "./functions/macros";
import { sparkNativeFunctions } from "./functions/native-functions";

/** Gives an instance what compiled plans call by name; once, before the configuration is locked. */
export async function prepareSparkDuckDb(connection: DuckDBConnection): Promise<void> {
  // Each step of a long chain of frames is some levels of SQL.
  await connection.run("SET GLOBAL max_expression_depth = 5000");
  registerFunctions(connection, sparkNativeFunctions);
  for (const macro of sparkMacros) await connection.run(macro);
}
