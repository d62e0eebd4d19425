import { aggregateFunctions } from "./aggregates";
import { arithmeticFunctions } from "./arithmetic";
import { comparisonFunctions } from "./comparisons";
import { conditionalFunctions } from "./conditionals";
import type { FunctionDefinition, FunctionTable } from "./definition";
import { generatorFunctions } from "./generators";
import { groupingFunctions } from "./grouping";
import { higherOrderFunctions } from "./higher-order";
import { structureFunctions } from "./structures";
import { windowFunctions } from "./window-functions";

/** Every function that there is, by Spark's SQL name in lower case. Each group of functions has a file of its own. */
const groups: FunctionTable[] = [
  aggregateFunctions,
  arithmeticFunctions,
  comparisonFunctions,
  conditionalFunctions,
  generatorFunctions,
  groupingFunctions,
  higherOrderFunctions,
  structureFunctions,
  windowFunctions,
];

const table = new Map<string, FunctionDefinition>(groups.flatMap((group) => Object.entries(group)));

/** The definition of a function or operator, by its name in any case; undefined when there is none. */
export function findFunction(name: string): FunctionDefinition | undefined {
  return table.get(name.toLowerCase());
}
