import { type DuckDBType, DuckDBTypeId } from "@duckdb/node-api";
import { quoteName } from "../../sql/translate/tree";
import { SparkError } from "../bridge";
import type { SparkType } from "./plan";
import { arrayOf, isArray, isInterval, isMap, mapOf, namedType, structOf } from "./types";

const duckNames: Record<string, string> = {
  byte: "TINYINT",
  short: "SMALLINT",
  integer: "INTEGER",
  long: "BIGINT",
  float: "FLOAT",
  double: "DOUBLE",
  string: "VARCHAR",
  boolean: "BOOLEAN",
  binary: "BLOB",
  date: "DATE",
  timestamp: "TIMESTAMP",
  void: "INTEGER",
};

/**
 * DuckDB's type for a Spark type. Timestamps are TIMESTAMP in UTC; a column of only nulls is INTEGER.
 * @throws SparkError for a struct that DuckDB cannot hold (no field, or two of one name)
 */
export function duckType(type: SparkType): string {
  if (isInterval(type)) return "INTERVAL";
  if (typeof type === "string") {
    const name = namedType(type);
    if (name === undefined)
      throw new SparkError("AnalysisException", `DataType ${type} is not supported.`);
    return duckNames[name] ?? name.toUpperCase();
  }
  if (isArray(type)) return `${duckType(type.elementType)}[]`;
  if (isMap(type)) return `MAP(${duckType(type.keyType)}, ${duckType(type.valueType)})`;
  const names = new Set(type.fields.map((field) => field.name.toLowerCase()));
  if (names.size === 0 || names.size < type.fields.length) {
    throw new SparkError(
      "AnalysisException",
      `A struct ${names.size === 0 ? "without fields" : "with two fields of one name"} is not supported by local-athena`,
    );
  }
  const fields = type.fields.map((field) => `${quoteName(field.name)} ${duckType(field.type)}`);
  return `STRUCT(${fields.join(", ")})`;
}

const sparkNames: Partial<Record<DuckDBTypeId, string>> = {
  [DuckDBTypeId.BOOLEAN]: "boolean",
  [DuckDBTypeId.TINYINT]: "byte",
  [DuckDBTypeId.SMALLINT]: "short",
  [DuckDBTypeId.INTEGER]: "integer",
  [DuckDBTypeId.BIGINT]: "long",
  // What Spark reads unsigned Parquet columns as.
  [DuckDBTypeId.UTINYINT]: "short",
  [DuckDBTypeId.USMALLINT]: "integer",
  [DuckDBTypeId.UINTEGER]: "long",
  [DuckDBTypeId.UBIGINT]: "decimal(20,0)",
  [DuckDBTypeId.HUGEINT]: "decimal(38,0)",
  [DuckDBTypeId.FLOAT]: "float",
  [DuckDBTypeId.DOUBLE]: "double",
  [DuckDBTypeId.VARCHAR]: "string",
  [DuckDBTypeId.ENUM]: "string",
  [DuckDBTypeId.UUID]: "string",
  [DuckDBTypeId.BLOB]: "binary",
  [DuckDBTypeId.DATE]: "date",
  [DuckDBTypeId.TIMESTAMP]: "timestamp",
  [DuckDBTypeId.TIMESTAMP_TZ]: "timestamp",
  [DuckDBTypeId.TIMESTAMP_S]: "timestamp",
  [DuckDBTypeId.TIMESTAMP_MS]: "timestamp",
  [DuckDBTypeId.TIMESTAMP_NS]: "timestamp",
};

/**
 * The Spark type that holds what DuckDB found in a file; `duckType` of it is what to cast the column to.
 * @throws SparkError for a type that Spark has not
 */
export function sparkTypeOf(type: DuckDBType): SparkType {
  switch (type.typeId) {
    case DuckDBTypeId.DECIMAL:
      return `decimal(${type.width},${type.scale})`;
    case DuckDBTypeId.LIST:
    case DuckDBTypeId.ARRAY:
      return arrayOf(sparkTypeOf(type.valueType));
    case DuckDBTypeId.MAP:
      return mapOf(sparkTypeOf(type.keyType), sparkTypeOf(type.valueType));
    case DuckDBTypeId.STRUCT:
      return structOf(
        type.entryNames.map((name, at) => {
          const entry = type.entryTypes[at];
          return { name, type: entry ? sparkTypeOf(entry) : "void", nullable: true };
        }),
      );
    default: {
      const name = sparkNames[type.typeId];
      if (name) return name;
      throw new SparkError("AnalysisException", `Unsupported type of a column: ${String(type)}`);
    }
  }
}
