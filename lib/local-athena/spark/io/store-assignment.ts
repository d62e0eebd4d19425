import { quoteName, quoteText } from "../../sql/translate/tree";
import { SparkError } from "../bridge";
import { castSql } from "../plan/compile-casts";
import { duckType } from "../plan/duck-types";
import type { SparkType, StructField } from "../plan/plan";
import { simpleString } from "../plan/type-text";
import {
  isArray,
  isDateOrTimestamp,
  isIntegral,
  isMap,
  isNumeric,
  isStruct,
  sameType,
} from "../plan/types";

/** A value of arrays, maps and structs, its parts assigned each for itself and structs by the places of their fields. */
function nested(value: string, from: SparkType, to: SparkType, depth: number): string | undefined {
  const name = `spark_a${depth}`;
  const part = (of: string, given: SparkType, wanted: SparkType) =>
    assigned(of, given, wanted, depth + 1);
  if (isArray(from) && isArray(to)) {
    const item = part(name, from.elementType, to.elementType);
    return item && `list_transform(${value}, lambda ${name}: ${item})`;
  }
  if (isMap(from) && isMap(to)) {
    const key = part(`${name}.key`, from.keyType, to.keyType);
    const item = part(`${name}.value`, from.valueType, to.valueType);
    const entry = `{'key': ${key}, 'value': ${item}}`;
    return key && item
      ? `map_from_entries(list_transform(map_entries(${value}), lambda ${name}: ${entry}))`
      : undefined;
  }
  if (!isStruct(from) || !isStruct(to) || from.fields.length !== to.fields.length) return undefined;
  const fields = to.fields.map((field, index) => {
    const given = from.fields[index];
    const of = `struct_extract(${value}, ${quoteText(given?.name ?? "")})`;
    const found = part(of, given?.type ?? "void", field.type);
    return found && `${quoteName(field.name)} := ${found}`;
  });
  if (fields.includes(undefined)) return undefined;
  return `CASE WHEN ${value} IS NOT NULL THEN struct_pack(${fields.join(", ")}) END`;
}

/** ANSI store assignment, Spark's default: what may be written into a column of another type. */
function assigned(value: string, from: SparkType, to: SparkType, depth = 0): string | undefined {
  if (sameType(from, to)) return value;
  if (from === "void") return `CAST(NULL AS ${duckType(to)})`;
  if (typeof from !== "string" || typeof to !== "string") return nested(value, from, to, depth);
  if (to === "string") return from === "binary" ? undefined : castSql(value, from, to);
  // DuckDB's own cast fails for a number that is too large, as Spark does here.
  if (isNumeric(from) && isNumeric(to)) {
    const isCut = isIntegral(to) && !isIntegral(from);
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
