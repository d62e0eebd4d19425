import { aggregateFunctions } from "./aggregates";
import { arithmeticFunctions } from "./arithmetic";
import { arrayFunctions } from "./arrays";
import { castFunctions } from "./casts";
import { comparisonFunctions } from "./comparisons";
import { conditionalFunctions } from "./conditionals";
import { dateArithmeticFunctions } from "./date-arithmetic";
import { dateFunctions } from "./dates";
import type { FunctionDefinition, FunctionTable } from "./definition";
import { generatorFunctions } from "./generators";
import { groupingFunctions } from "./grouping";
import { hashFunctions } from "./hashes";
import { higherOrderFunctions } from "./higher-order";
import { jsonFunctions } from "./json";
import { mapFunctions } from "./maps";
import { mathematicsFunctions } from "./mathematics";
import { miscellaneousFunctions } from "./miscellaneous";
import { patternFunctions } from "./patterns";
import { statisticFunctions } from "./statistics";
import { stringFunctions } from "./strings";
import { structureFunctions } from "./structures";
import { windowFunctions } from "./window-functions";

/** Every function that there is, by Spark's SQL name in lower case. Each group of functions has a file of its own. */
const groups: FunctionTable[] = [
  aggregateFunctions,
  arithmeticFunctions,
  arrayFunctions,
  castFunctions,
  comparisonFunctions,
  conditionalFunctions,
  dateArithmeticFunctions,
  dateFunctions,
  generatorFunctions,
  groupingFunctions,
  hashFunctions,
  higherOrderFunctions,
  jsonFunctions,
  mapFunctions,
  mathematicsFunctions,
  miscellaneousFunctions,
  patternFunctions,
  statisticFunctions,
  stringFunctions,
  structureFunctions,
  windowFunctions,
];

const table = new Map<string, FunctionDefinition>(groups.flatMap((group) => Object.entries(group)));

/** The definition of a function or operator, by its name in any case; undefined when there is none. */
export function findFunction(name: string): FunctionDefinition | undefined {
  return table.get(name.toLowerCase());
}
