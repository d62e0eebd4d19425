import {
  DuckDBDecimalType,
  DuckDBListType,
  DuckDBMapType,
  DuckDBStructType,
  type DuckDBType,
  DuckDBTypeId,
} from "@duckdb/node-api";
import type { AthenaType } from "./types";

const plain: Partial<Record<DuckDBTypeId, string>> = {
  [DuckDBTypeId.BOOLEAN]: "boolean",
  [DuckDBTypeId.TINYINT]: "tinyint",
  [DuckDBTypeId.SMALLINT]: "smallint",
  [DuckDBTypeId.INTEGER]: "integer",
  [DuckDBTypeId.BIGINT]: "bigint",
  // DuckDB widens sums beyond any integer that Athena has: there they are bigint.
  [DuckDBTypeId.HUGEINT]: "bigint",
  [DuckDBTypeId.UBIGINT]: "bigint",
  [DuckDBTypeId.FLOAT]: "real",
  [DuckDBTypeId.DOUBLE]: "double",
  [DuckDBTypeId.DATE]: "date",
  [DuckDBTypeId.TIME]: "time",
  [DuckDBTypeId.TIME_TZ]: "time with time zone",
  [DuckDBTypeId.TIMESTAMP]: "timestamp",
  [DuckDBTypeId.TIMESTAMP_S]: "timestamp",
  [DuckDBTypeId.TIMESTAMP_MS]: "timestamp",
  [DuckDBTypeId.TIMESTAMP_NS]: "timestamp",
  [DuckDBTypeId.TIMESTAMP_TZ]: "timestamp with time zone",
  [DuckDBTypeId.BLOB]: "varbinary",
  [DuckDBTypeId.UUID]: "uuid",
  [DuckDBTypeId.INTERVAL]: "interval day to second",
  [DuckDBTypeId.SQLNULL]: "unknown",
};

const of = (base: string, parts: AthenaType["parts"] = [], numbers: number[] = []): AthenaType => ({
  base,
  numbers,
  parts,
});

/** Whether a struct is a value kept with its zone (see translate/time-zones.ts). */
export function isZoned(type: DuckDBType): boolean {
  return type instanceof DuckDBStructType && type.entryNames[0] === "__instant";
}

/** The Athena type of a DuckDB result column. Types that only DuckDB has become varchar. */
export function athenaType(type: DuckDBType): AthenaType {
  if (type instanceof DuckDBDecimalType) return of("decimal", [], [type.width, type.scale]);
  if (type instanceof DuckDBListType)
    return of("array", [{ name: undefined, type: athenaType(type.valueType) }]);
  if (type instanceof DuckDBMapType) {
    return of(
      "map",
      [type.keyType, type.valueType].map((part) => ({ name: undefined, type: athenaType(part) })),
    );
  }
  if (isZoned(type)) return of("timestamp with time zone");
  if (type instanceof DuckDBStructType) {
    return of(
      "row",
      type.entryTypes.map((entry, index) => ({
        name: type.entryNames[index],
        type: athenaType(entry),
      })),
    );
  }
  if (type.typeId === DuckDBTypeId.VARCHAR && type.alias === "JSON") return of("json");
  return of(plain[type.typeId] ?? "varchar");
}

const wholes = /^(tinyint|smallint|integer|bigint)$/;

/** Whether a column that DuckDB types so can hold what Athena types so. */
function holds(found: AthenaType, wanted: AthenaType): boolean {
  if (wanted.base === "unknown") return found.base === "integer" || found.base === "unknown";
  if (wanted.parts.length > 0)
    return (
      found.base === wanted.base &&
      found.parts.length === wanted.parts.length &&
      wanted.parts.every((part, index) => {
        const other = found.parts[index];
        return other !== undefined && holds(other.type, part.type);
      })
    );
  if (found.base === wanted.base)
    return wanted.base !== "decimal" || found.numbers[1] === wanted.numbers[1];
  if (wholes.test(found.base) && wholes.test(wanted.base)) return true;
  if (found.base.startsWith("interval") && wanted.base.startsWith("interval")) return true;
  // A sum of reals is held in a double.
  if (found.base === "double" && wanted.base === "real") return true;
  return found.base === "varchar" && wanted.base === "char";
}

/** The type of a result column: what the analysis says, unless DuckDB's column is of another kind. */
export function refined(found: AthenaType, wanted: AthenaType | undefined): AthenaType {
  return wanted !== undefined && holds(found, wanted) ? wanted : found;
}
