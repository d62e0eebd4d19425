import { SparkError } from "../bridge";
import type { SparkType, StructField, StructType } from "./plan";

export const integralTypes = ["byte", "short", "integer", "long"] as const;
const fractionalTypes = ["float", "double"] as const;
/**
 * Intervals: months for the first, microseconds for the second, `[months, days, microseconds]` for the last. The first
 * two also exist with fewer units: `interval month`, `interval day`, `interval hour to second`.
 */
export const yearMonthInterval = "interval year to month";
export const dayTimeInterval = "interval day to second";
export const calendarInterval = "interval";

export type ArrayType = { type: "array"; elementType: SparkType; containsNull: boolean };
export type MapType = {
  type: "map";
  keyType: SparkType;
  valueType: SparkType;
  valueContainsNull: boolean;
};

export const decimalMaxPrecision = 38;

export function arrayOf(elementType: SparkType, containsNull = true): ArrayType {
  return { type: "array", elementType, containsNull };
}

export function mapOf(keyType: SparkType, valueType: SparkType, valueContainsNull = true): MapType {
  return { type: "map", keyType, valueType, valueContainsNull };
}

export function structOf(fields: StructField[]): StructType {
  return { type: "struct", fields };
}

export function isArray(type: SparkType): type is ArrayType {
  return typeof type === "object" && type.type === "array";
}

export function isMap(type: SparkType): type is MapType {
  return typeof type === "object" && type.type === "map";
}

export function isStruct(type: SparkType): type is StructType {
  return typeof type === "object" && type.type === "struct";
}

export function isIntegral(type: SparkType): type is (typeof integralTypes)[number] {
  return integralTypes.some((name) => name === type);
}

export function isFractional(type: SparkType): type is (typeof fractionalTypes)[number] {
  return fractionalTypes.some((name) => name === type);
}

/** Precision and scale; undefined for what is no decimal. */
export function decimalParts(type: SparkType): { precision: number; scale: number } | undefined {
  if (typeof type !== "string" || !type.startsWith("decimal")) return undefined;
  if (type === "decimal") return { precision: 10, scale: 0 };
  const match = /^decimal\(\s*(\d+)\s*(?:,\s*(-?\d+)\s*)?\)$/.exec(type);
  return match ? { precision: Number(match[1]), scale: Number(match[2] ?? 0) } : undefined;
}

/** DecimalType.bounded: what does not fit is cut to 38 digits. */
export function decimalOf(precision: number, scale: number): string {
  return `decimal(${Math.min(precision, decimalMaxPrecision)},${Math.min(scale, decimalMaxPrecision)})`;
}

export function isDecimal(type: SparkType): boolean {
  return decimalParts(type) !== undefined;
}

export function isNumeric(type: SparkType): boolean {
  return isIntegral(type) || isFractional(type) || isDecimal(type);
}

export function isInterval(type: SparkType): boolean {
  return typeof type === "string" && type.startsWith("interval");
}

export function isDateOrTimestamp(type: SparkType): boolean {
  return type === "date" || type === "timestamp";
}

export function isAtomic(type: SparkType): boolean {
  return typeof type === "string" && type !== "void" && type !== calendarInterval;
}

/** Neither maps nor what holds them can be compared or grouped by. */
export function isOrderable(type: SparkType): boolean {
  if (typeof type === "string") return type !== calendarInterval;
  if (isArray(type)) return isOrderable(type.elementType);
  if (isStruct(type)) return type.fields.every((field) => isOrderable(field.type));
  return false;
}

/** Whether two types are the same but for what may be null. */
export function sameType(left: SparkType, right: SparkType): boolean {
  if (left === right) return true;
  if (typeof left === "string" || typeof right === "string") return false;
  if (isArray(left)) return isArray(right) && sameType(left.elementType, right.elementType);
  if (isMap(left)) {
    return (
      isMap(right) &&
      sameType(left.keyType, right.keyType) &&
      sameType(left.valueType, right.valueType)
    );
  }
  return (
    isStruct(right) &&
    left.fields.length === right.fields.length &&
    left.fields.every((field, at) => {
      const other = right.fields[at];
      return other?.name === field.name && sameType(field.type, other.type);
    })
  );
}

const aliases: Record<string, string> = {
  tinyint: "byte",
  smallint: "short",
  int: "integer",
  bigint: "long",
  real: "float",
  null: "void",
  timestamp_ltz: "timestamp",
  dec: "decimal",
  numeric: "decimal",
};
const plainTypes = new Set([
  "byte",
  "short",
  "integer",
  "long",
  "float",
  "double",
  "string",
  "boolean",
  "binary",
  "date",
  "timestamp",
  "void",
  calendarInterval,
]);
const intervalPattern =
  /^interval (?:(?:year|month)(?: to month)?|(?:day|hour|minute|second)(?: to (?:hour|minute|second))?)$/;

/** Whether an interval counts months. */
export function isYearMonth(type: SparkType): boolean {
  return isInterval(type) && /year|month/.test(String(type));
}

/** Whether an interval counts microseconds. */
export function isDayTime(type: SparkType): boolean {
  return isInterval(type) && type !== calendarInterval && !isYearMonth(type);
}

/** A type's one spelling, of a name as SQL, JSON or Python may write it; undefined for what is no type. */
export function namedType(name: string): string | undefined {
  const written = name.trim().toLowerCase().replace(/\s+/g, " ");
  const base = /^[a-z_]+/.exec(written)?.[0] ?? "";
  const known = `${aliases[base] ?? base}${written.slice(base.length)}`.replace(
    / (?=[(,)])|(?<=[(,]) /g,
    "",
  );
  if (plainTypes.has(known)) return known;
  if (/^(varchar|char|character)\(\d+\)$/.test(known)) return "string";
  if (intervalPattern.test(known)) return known;
  const parts = decimalParts(known);
  if (!parts) return undefined;
  if (parts.precision > decimalMaxPrecision) {
    throw new SparkError(
      "AnalysisException",
      `decimal can only support precision up to ${decimalMaxPrecision}`,
    );
  }
  if (parts.scale > parts.precision) {
    throw new SparkError(
      "AnalysisException",
      `Decimal scale (${parts.scale}) cannot be greater than precision (${parts.precision}).`,
    );
  }
  return `decimal(${parts.precision},${parts.scale})`;
}

/** The same type with every name in its one spelling (Python may say `int`, SQL `bigint`). */
export function normalType(type: SparkType): SparkType {
  if (typeof type === "string") {
    const name = namedType(type);
    if (!name) throw new SparkError("AnalysisException", `DataType ${type} is not supported.`);
    return name;
  }
  if (isArray(type)) return arrayOf(normalType(type.elementType), type.containsNull);
  if (isMap(type)) {
    return mapOf(normalType(type.keyType), normalType(type.valueType), type.valueContainsNull);
  }
  return structOf(type.fields.map((field) => ({ ...field, type: normalType(field.type) })));
}
