import type { DuckDBType } from "@duckdb/node-api";
import { quoteName, quoteText } from "../translate/tree";
import { isZoned } from "../types/result-types";
import { type AthenaType, duckType } from "../types/types";

const integers = ["tinyint", "smallint", "integer", "bigint"];
/** Digits that hold every value of an integer type. */
const digits: Record<string, number> = { tinyint: 3, smallint: 5, integer: 10, bigint: 19 };

function numberFits(from: AthenaType, to: AthenaType): boolean {
  const [fromRank, toRank] = [integers.indexOf(from.base), integers.indexOf(to.base)];
  if (fromRank !== -1 && toRank !== -1) return fromRank <= toRank;
  if (to.base === "double") return fromRank !== -1 || /^(decimal|real|double)$/.test(from.base);
  if (to.base === "real") return fromRank !== -1 || /^(decimal|real)$/.test(from.base);
  if (to.base !== "decimal") return false;
  const [precision = 38, scale = 0] = to.numbers;
  if (fromRank !== -1) return precision - scale >= (digits[from.base] ?? 19);
  const [fromPrecision = 38, fromScale = 0] = from.numbers;
  const isWider = scale >= fromScale && precision - scale >= fromPrecision - fromScale;
  return from.base === "decimal" && isWider;
}

const isText = ({ base }: AthenaType) => base === "varchar" || base === "char";

/** Whether Trino writes a value of one type into a column of the other without a cast. */
export function isAssignable(from: AthenaType, to: AthenaType): boolean {
  if (from.base === "unknown") return true;
  if (from.parts.length > 0 || to.parts.length > 0) {
    return (
      from.base === to.base &&
      from.parts.length === to.parts.length &&
      from.parts.every((part, index) => {
        const target = to.parts[index];
        return target !== undefined && isAssignable(part.type, target.type);
      })
    );
  }
  if (isText(from) && isText(to)) return true;
  if (numberFits(from, to)) return true;
  if (from.base === "date" || from.base === "timestamp")
    return from.base === to.base || /^timestamp/.test(to.base);
  return from.base === to.base && from.base !== "decimal";
}

/** A DuckDB expression of the value as the target's type; rows take each other's fields by position. */
export function coerced(value: string, from: AthenaType, to: AthenaType, depth = 0): string {
  const name = `c${depth}`;
  const [first, second] = to.parts;
  const [fromFirst, fromSecond] = from.parts;
  if (to.base === "row" && from.base === "row") {
    const fields = to.parts.map((part, index) => {
      const of = from.parts[index]?.type ?? part.type;
      const field = coerced(`struct_extract_at(${value}, ${index + 1})`, of, part.type, depth);
      return `${quoteName(part.name ?? `__field${index + 1}`)} := ${field}`;
    });
    return `CASE WHEN ${value} IS NOT NULL THEN struct_pack(${fields.join(", ")}) END`;
  }
  if (to.base === "array" && first !== undefined && fromFirst !== undefined) {
    const item = coerced(name, fromFirst.type, first.type, depth + 1);
    return `list_transform(${value}, lambda ${name}: ${item})`;
  }
  const isMap = to.base === "map" && first !== undefined && second !== undefined;
  if (isMap && fromFirst !== undefined && fromSecond !== undefined) {
    const key = coerced(`${name}.key`, fromFirst.type, first.type, depth + 1);
    const item = coerced(`${name}.value`, fromSecond.type, second.type, depth + 1);
    return `map_from_entries(list_transform(map_entries(${value}), lambda ${name}: {'key': ${key}, 'value': ${item}}))`;
  }
  const cast = `CAST(${value} AS ${duckType(to) ?? "VARCHAR"})`;
  const length = isText(to) ? to.numbers[0] : undefined;
  if (length === undefined) return cast;
  const text = `INVALID_CAST_ARGUMENT: Cannot truncate non-space characters when casting from varchar to ${to.base}(${length}) on INSERT`;
  return `CASE WHEN length(rtrim(${value}, ' ')) > ${length} THEN athena_fail(${quoteText(text)}) ELSE left(${cast}, ${length}) END`;
}

/** A column of a result as a plain value: a value that is kept with its zone becomes its instant. */
export function plainValue(value: string, type: DuckDBType): string {
  return isZoned(type) ? `${value}.__instant` : value;
}
