import { decimalFor, widerDecimal } from "./decimal-rules";
import type { ArgumentRule } from "./functions/definition";
import type { SparkType } from "./plan";
import {
  arrayOf,
  calendarInterval,
  dayTimeInterval,
  decimalParts,
  isArray,
  isAtomic,
  isDateOrTimestamp,
  isDayTime,
  isDecimal,
  isFractional,
  isIntegral,
  isInterval,
  isMap,
  isNumeric,
  isOrderable,
  isStruct,
  isYearMonth,
  mapOf,
  sameType,
  structOf,
  yearMonthInterval,
} from "./types";

const numericPrecedence: SparkType[] = ["byte", "short", "integer", "long", "float", "double"];

/** TypeCoercion.findTightestCommonType: no loss, no strings. */
export function tightestCommonType(left: SparkType, right: SparkType): SparkType | undefined {
  if (sameType(left, right)) return left;
  if (left === "void") return right;
  if (right === "void") return left;
  if (isDecimal(left) || isDecimal(right)) {
    const [decimal, other] = isDecimal(left) ? [left, right] : [right, left];
    const parts = decimalParts(decimal);
    const whole = isIntegral(other) ? decimalParts(decimalFor(other) ?? "") : undefined;
    if (!parts || !whole) return undefined;
    return parts.precision - parts.scale >= whole.precision ? decimal : undefined;
  }
  const [at, other] = [numericPrecedence.indexOf(left), numericPrecedence.indexOf(right)];
  if (at >= 0 && other >= 0) return numericPrecedence[Math.max(at, other)];
  if (isDateOrTimestamp(left) && isDateOrTimestamp(right)) return "timestamp";
  if (isYearMonth(left) && isYearMonth(right)) return yearMonthInterval;
  if (isDayTime(left) && isDayTime(right)) return dayTimeInterval;
  return undefined;
}

function widerDecimalType(left: SparkType, right: SparkType): SparkType | undefined {
  if (!isNumeric(left) || !isNumeric(right)) return undefined;
  if (isFractional(left) || isFractional(right)) {
    return isDecimal(left) || isDecimal(right) ? "double" : undefined;
  }
  if (!isDecimal(left) && !isDecimal(right)) return undefined;
  return widerDecimal(decimalFor(left) ?? left, decimalFor(right) ?? right);
}

function stringPromotion(left: SparkType, right: SparkType): SparkType | undefined {
  const [text, other] = left === "string" ? [left, right] : [right, left];
  if (text !== "string" || !isAtomic(other)) return undefined;
  return other === "binary" || other === "boolean" || isInterval(other) ? undefined : "string";
}

function nested(
  left: SparkType,
  right: SparkType,
  find: (left: SparkType, right: SparkType) => SparkType | undefined,
): SparkType | undefined {
  if (isArray(left) && isArray(right)) {
    const element = find(left.elementType, right.elementType);
    return element && arrayOf(element, left.containsNull || right.containsNull);
  }
  if (isMap(left) && isMap(right)) {
    const key = find(left.keyType, right.keyType);
    const value = find(left.valueType, right.valueType);
    return key && value && mapOf(key, value, left.valueContainsNull || right.valueContainsNull);
  }
  if (!isStruct(left) || !isStruct(right) || left.fields.length !== right.fields.length) {
    return undefined;
  }
  const fields = left.fields.map((field, at) => {
    const other = right.fields[at];
    if (other?.name.toLowerCase() !== field.name.toLowerCase()) return undefined;
    const type = find(field.type, other.type);
    if (!type) return undefined;
    return { name: field.name, type, nullable: field.nullable || other.nullable };
  });
  return fields.every((field) => field !== undefined) ? structOf(fields) : undefined;
}

/** TypeCoercion.findWiderTypeForTwo; `strings`: whether a string makes the other one a string. */
export function widerType(
  left: SparkType,
  right: SparkType,
  strings: "promoted" | "kept" = "promoted",
): SparkType | undefined {
  return (
    tightestCommonType(left, right) ??
    widerDecimalType(left, right) ??
    (strings === "promoted" ? stringPromotion(left, right) : undefined) ??
    nested(left, right, (a, b) => widerType(a, b, strings))
  );
}

/** The wider type of all, strings first so that the answer does not depend on the order. */
export function widerTypeOfAll(
  types: readonly SparkType[],
  strings: "promoted" | "kept" = "promoted",
): SparkType | undefined {
  const sorted =
    strings === "promoted"
      ? [...types.filter((type) => type === "string"), ...types.filter((type) => type !== "string")]
      : types;
  return sorted.reduce<SparkType | undefined>(
    (wide, type) => wide && widerType(wide, type, strings),
    "void",
  );
}

/** What both sides of a comparison become: a string meets a number, a date or a boolean as that. */
export function comparisonType(left: SparkType, right: SparkType): SparkType | undefined {
  const common = tightestCommonType(left, right) ?? widerDecimalType(left, right);
  if (common) return common;
  const [text, other] = left === "string" ? [left, right] : [right, left];
  if (text === "string" && isAtomic(other) && !isInterval(other)) {
    if (isDecimal(other)) return "double";
    return other;
  }
  return nested(left, right, comparisonType);
}

const defaultOf: Partial<Record<string, SparkType>> = {
  numeric: "double",
  integral: "long",
  decimal: "decimal(38,18)",
};

function accepts(rule: ArgumentRule, type: SparkType): boolean {
  if (Array.isArray(rule)) return rule.some((one) => accepts(one, type));
  if (typeof rule === "object") return sameType(rule.type, type);
  switch (rule) {
    case "any":
      return true;
    case "decimal":
      return isDecimal(type);
    case "integral":
      return isIntegral(type);
    case "numeric":
      return isNumeric(type);
    case "interval":
      return isInterval(type);
    case "array":
      return isArray(type);
    case "map":
      return isMap(type);
    case "struct":
      return isStruct(type);
    case "orderable":
      return isOrderable(type);
    case "lambda":
      return false;
    default:
      return type === rule;
  }
}

function castTo(type: SparkType, target: SparkType): SparkType | undefined {
  if (sameType(type, target) || type === "void") return target;
  if (isNumeric(type) && isNumeric(target)) return target;
  if (isDateOrTimestamp(type) && isDateOrTimestamp(target)) return target;
  if (type === "string") {
    const may = isNumeric(target) || isDateOrTimestamp(target) || target === "binary";
    return may || target === calendarInterval ? target : undefined;
  }
  if (target === "string") return isAtomic(type) ? target : undefined;
  if (isArray(type) && isArray(target)) {
    return castTo(type.elementType, target.elementType) && target;
  }
  return undefined;
}

/** The type that an argument is cast to under a rule (its own when it fits), or undefined when Spark refuses it. */
export function implicitCast(type: SparkType, rule: ArgumentRule): SparkType | undefined {
  if (type !== "void" && accepts(rule, type)) return type;
  if (Array.isArray(rule)) {
    for (const one of rule) {
      const target = implicitCast(type, one);
      if (target) return target;
    }
    return undefined;
  }
  if (typeof rule === "object") return castTo(type, rule.type);
  if (rule === "decimal" && isNumeric(type)) return decimalFor(type);
  switch (rule) {
    case "any":
    case "orderable":
    case "array":
    case "map":
      return type === "void" ? type : undefined;
    case "struct":
    case "lambda":
    case "interval":
      return undefined;
    default:
      return castTo(type, defaultOf[rule] ?? rule);
  }
}

/** A rule in the words of Spark's errors: `(numeric or interval)`. */
export function ruleText(rule: ArgumentRule): string {
  if (Array.isArray(rule)) return `(${rule.map(ruleText).join(" or ")})`;
  if (typeof rule === "object") return typeof rule.type === "string" ? rule.type : rule.type.type;
  const names: Partial<Record<string, string>> = {
    integer: "int",
    long: "bigint",
    short: "smallint",
    byte: "tinyint",
  };
  return names[rule] ?? rule;
}
