import { engineError } from "../errors";
import { type AthenaType, duckType, parseType } from "../types/types";

/**
 * A column's type, for Athena and for DuckDB.
 * @throws SqlError NOT_SUPPORTED for a type that DuckDB cannot hold
 */
export function columnType(text: string): { athena: AthenaType; duck: string } {
  const athena = parseType(text);
  const duck = athena === undefined ? undefined : duckType(athena);
  if (athena === undefined || duck === undefined)
    throw engineError("NOT_SUPPORTED", `A column of type ${text} is not supported by local-athena`);
  return { athena, duck };
}
