import { engineError } from "../errors";
import { quoteName } from "../translate/tree";
import { type AthenaType, duckType } from "../types/types";

/** Above it DuckDB's JSON numbers, which are doubles, do not tell a decimal's every digit. */
const EXACT_DIGITS_MAX = 15;

/** The type whose JSON is that of the value: a long decimal is a text, which every JSON SerDe reads as its number. */
function jsonType(type: AthenaType): AthenaType {
  if (type.base === "decimal" && Number(type.numbers[0]) > EXACT_DIGITS_MAX)
    return { base: "varchar", numbers: [], parts: [] };
  if (type.base === "varbinary")
    throw engineError(
      "NOT_SUPPORTED",
      "Writing varbinary within arrays, maps and rows as JSON is not supported by local-athena",
    );
  return { ...type, parts: type.parts.map((part) => ({ ...part, type: jsonType(part.type) })) };
}

/**
 * A column as DuckDB's JSON writer must get it: binary values in base64, long decimals as texts.
 * @throws SqlError NOT_SUPPORTED for binary values within others
 */
export function jsonValue(name: string, type: AthenaType): string {
  const value = quoteName(name);
  if (type.base === "varbinary") return `base64(${value})`;
  const wanted = duckType(jsonType(type));
  return wanted === undefined || wanted === duckType(type) ? value : `CAST(${value} AS ${wanted})`;
}
