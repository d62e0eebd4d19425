import { arithmeticMacros } from "./macros/arithmetic";
import { collectionMacros } from "./macros/collections";
import { jsonMacros } from "./macros/json";
import { textMacros } from "./macros/text";
import { timeMacros } from "./macros/time";
import { zoneMacros } from "./macros/zones";

/** Statements that give DuckDB macros for Trino's functions whose meaning DuckDB's own do not have. */
export const macroStatements: readonly string[] = [
  ...arithmeticMacros,
  ...textMacros,
  ...collectionMacros,
  ...jsonMacros,
  ...timeMacros,
  ...zoneMacros,
].map((macro) => `CREATE OR REPLACE MACRO ${macro}`);
