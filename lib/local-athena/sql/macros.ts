import { arithmeticMacros } from "./macros/arithmetic";
import { collectionMacros } from "./macros/collections";
import { expansionsOf } from "./macros/expansion";
import { jsonMacros } from "./macros/json";
import { textMacros } from "./macros/text";
import { timeMacros } from "./macros/time";
import { zoneMacros } from "./macros/zones";

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
