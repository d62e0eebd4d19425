import { formatFunctions } from "../../../sql/functions/format";
import type { NativeFunction } from "../../../sql/functions/native-function";
import { hashNatives } from "./hash-natives";
import { jsonNatives } from "./json-natives";
import { numberNatives } from "./number-natives";
import { patternNatives } from "./pattern-natives";
import { textNatives } from "./text-natives";
import { timeNatives } from "./time-natives";
import { timestampNatives } from "./timestamp-natives";
import { valueNatives } from "./value-natives";

/** What the functions' SQL calls by name and SQL cannot say: written in JavaScript, one list a group. */
export const sparkNativeFunctions: readonly NativeFunction[] = [
  ...timestampNatives,
  ...formatFunctions,
  ...hashNatives,
  ...jsonNatives,
  ...numberNatives,
  ...patternNatives,
  ...textNatives,
  ...timeNatives,
  ...valueNatives,
];
