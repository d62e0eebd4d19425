import { arithmeticMacros } from "./arithmetic";
import { collectionMacros } from "./collections";
import { expansionsOf } from "./expansion";
import { jsonMacros } from "./json";
import { textMacros } from "./text";
import { timeMacros } from "./time";
import { zoneMacros } from "./zones";

/** Macros for Trino's functions whose meaning DuckDB's own do not have: `name(parameters) AS body`. */
const macros: readonly string[] = [
  ...arithmeticMacros,
  ...textMacros,
  ...collectionMacros,
  ...jsonMacros,
  ...timeMacros,
  ...zoneMacros,
];

export const macroStatements: readonly string[] = macros.map(
  (macro) => `CREATE OR REPLACE MACRO ${macro}`,
);

/** How much each macro repeats of its arguments. */
export const macroExpansions = expansionsOf(macros);
