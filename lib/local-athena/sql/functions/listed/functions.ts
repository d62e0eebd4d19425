import { listedAggregates } from "./aggregates";
import { listedCollections } from "./collections";
import { listedNumbers } from "./numbers";
import type { ListedFunction } from "./signature";
import { listedTexts } from "./texts";
import { listedTimes } from "./times";

/** Every function that can be called here, a row for each form, in the order of names: what SHOW FUNCTIONS prints. */
export const listedFunctions: readonly ListedFunction[] = [
  ...listedNumbers,
  ...listedTexts,
  ...listedTimes,
  ...listedCollections,
  ...listedAggregates,
].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
