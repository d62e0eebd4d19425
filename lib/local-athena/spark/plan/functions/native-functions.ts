import type { NativeFunction } from "../../../sql/functions/native-function";
import { timestampNatives } from "./timestamp-natives";
import { valueNatives } from "./value-natives";

/** What the functions' SQL calls by name and SQL cannot say: written in JavaScript, one list a group. */
export const sparkNativeFunctions: readonly NativeFunction[] = [
  ...timestampNatives,
  ...valueNatives,
];
