import type { Tree } from "../trino-parser";
import { trinoType } from "../types/types";
import { zonedCall } from "./time-zones";
import type { Translator } from "./translator";
import { quoteText } from "./tree";

/**
 * A call that the types of its arguments decide: typeof, and functions that mind a value's time zone.
 * @returns undefined where the types do not matter or are not known
 */
export function typedCall(name: string, args: Tree[], t: Translator): string | undefined {
  const [value] = args;
  const type = value === undefined || args.length !== 1 ? undefined : t.typeOf(value);
  if (name === "typeof" && type !== undefined)
    return `CAST(${quoteText(trinoType(type))} AS VARCHAR)`;
  return zonedCall(name, args, t);
}
