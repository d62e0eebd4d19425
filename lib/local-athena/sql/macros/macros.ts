import { arithmeticMacros, tableMacros } from "./arithmetic";
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

const statementOf = (macro: string) => `CREATE OR REPLACE MACRO ${macro}`;

export const macroStatements: readonly string[] = macros.map(statementOf);

/** All that the sources of tables (tables/) need of them. */
export const tableMacroStatements: readonly string[] = tableMacros.map(statementOf);

/** How much each macro repeats of its arguments. */
export const macroExpansions = expansionsOf(macros);
