import type { NativeFunction } from "../../../sql/functions/native-function";

/** What the functions' SQL calls by name and SQL cannot say: written in JavaScript, one list a group. */
export const sparkNativeFunctions: readonly NativeFunction[] = [];
