import type { FunctionDefinition, FunctionTable } from "./definition";

/** Every function that there is, by Spark's SQL name in lower case. Each group of functions has a file of its own. */
const groups: FunctionTable[] = [];

const table = new Map<string, FunctionDefinition>(groups.flatMap((group) => Object.entries(group)));

/** The definition of a function or operator, by its name in any case; undefined when there is none. */
export function findFunction(name: string): FunctionDefinition | undefined {
  return table.get(name.toLowerCase());
}
