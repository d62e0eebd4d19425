import type { WireValue } from "../plan";

/** SQL of an expression, its value as it travels, and its type. */
export type FunctionCase = readonly [sql: string, value: WireValue, type: string];
