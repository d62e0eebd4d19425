import { SparkError } from "../bridge";
import { castSql } from "../plan/compile-casts";
import { duckType } from "../plan/duck-types";
import type { SparkType, StructField } from "../plan/plan";
import { simpleString } from "../plan/type-text";
import {
  isArray,
  isDateOrTimestamp,
  isFractional,
  isIntegral,
  isMap,
  isNumeric,
  isStruct,
} from "../plan/types";

/** Whether nested values have the same types, whatever their fields are called. */
function isAlike(from: SparkType, to: SparkType): boolean {
  if (typeof from === "string" || typeof to === "string") return from === to;
  if (isArray(from)) return isArray(to) && isAlike(from.elementType, to.elementType);
  if (isMap(from))
    return isMap(to) && isAlike(from.keyType, to.keyType) && isAlike(from.valueType, to.valueType);
  return (
    isStruct(to) &&
    from.fields.length === to.fields.length &&
    from.fields.every((field, index) => isAlike(field.type, to.fields[index]?.type ?? "void"))
  );
}

/** ANSI store assignment, Spark's default: what may be written into a column of another type. */
function assigned(value: string, from: SparkType, to: SparkType): string | undefined {
  if (isAlike(from, to))
    return typeof from === "string" ? value : `CAST(${value} AS ${duckType(to)})`;
  if (from === "void") return `CAST(NULL AS ${duckType(to)})`;
  if (typeof from !== "string" || typeof to !== "string") return undefined;
  if (to === "string") return from === "binary" ? undefined : castSql(value, from, to);
  // DuckDB's own cast fails for a number that is too large, as Spark does here.
  if (isNumeric(from) && isNumeric(to)) {
    const isCut = isIntegral(to) && (isFractional(from) || from.startsWith("decimal"));
    return `CAST(${isCut ? `trunc(${value})` : value} AS ${duckType(to)})`;
  }
  if (isDateOrTimestamp(from) && isDateOrTimestamp(to)) return `CAST(${value} AS ${duckType(to)})`;
  return undefined;
}

/**
 * A query's columns as those of a table, by their places.
 * @param sql a DuckDB query whose columns have the types of `from`
 * @throws SparkError AnalysisException when their number or types do not fit
 */
export function assignedRows(
  sql: string,
  from: readonly StructField[],
  to: readonly StructField[],
  table: string,
): string {
  if (from.length !== to.length)
    throw new SparkError(
      "AnalysisException",
      `${table} requires that the data to be inserted have the same number of columns as the target table: target table has ${to.length} column(s) but the inserted data has ${from.length} column(s), including 0 partition column(s) having constant value(s).`,
    );
  const wrong: string[] = [];
  const columns = to.map((field, index) => {
    const given = from[index]?.type ?? "void";
    const value = assigned(`v${index}`, given, field.type);
    if (value === undefined)
      wrong.push(
        `- Cannot safely cast '${field.name}': ${simpleString(given)} to ${simpleString(field.type)}`,
      );
    return value;
  });
  if (wrong.length > 0)
    throw new SparkError(
      "AnalysisException",
      `Cannot write incompatible data to table '${table}':\n${wrong.join("\n")}`,
    );
  const names = from.map((_, index) => `v${index}`).join(", ");
  return `SELECT ${columns.map((column, index) => `${column} AS w${index}`).join(", ")} FROM (${sql}) AS spark_given(${names})`;
}
