import type { PythonFunction } from "../../bridge";
import { wholeSql } from "../checked-sql";
import { normalType } from "../types";
import type { FunctionDefinition } from "./definition";

/** A function of the session's Python. Its results stand in columns before SQL is written (python-results.ts). */
export function pythonDefinition(called: PythonFunction): FunctionDefinition {
  return {
    args: [],
    rest: "any",
    result: normalType(called.type),
    nullable: "always",
    // Only tells calls apart: DuckDB never sees it.
    sql: (args) => `python_function_${wholeSql(called.id)}(${args.join(", ")})`,
    text: (args) => `${called.name}(${args.join(", ")})`,
    volatile: !called.deterministic,
    python: called.id,
  };
}
