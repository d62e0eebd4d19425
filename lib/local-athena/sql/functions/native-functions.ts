import { collectionFunctions } from "./collections";
import { distributionFunctions } from "./distributions";
import { formatFunctions } from "./format";
import { hashFunctions } from "./hashes";
import { jsonFunctions } from "./json";
import { jsonPathFunctions } from "./json-path";
import type { NativeFunction } from "./native-function";
import { numberFunctions } from "./numbers";
import { regularExpressionFunctions } from "./regular-expressions";
import { textFunctions } from "./text";
import { timeFunctions } from "./times";
import { urlFunctions } from "./urls";

/** Everything that is computed in JavaScript; macros and translations call it by its `athena_` names. */
export const nativeFunctions: readonly NativeFunction[] = [
  ...collectionFunctions,
  ...distributionFunctions,
  ...formatFunctions,
  ...hashFunctions,
  ...jsonFunctions,
  ...jsonPathFunctions,
  ...numberFunctions,
  ...regularExpressionFunctions,
  ...textFunctions,
  ...timeFunctions,
  ...urlFunctions,
];
