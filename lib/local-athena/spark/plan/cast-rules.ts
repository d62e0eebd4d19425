import type { SparkType } from "./plan";
import {
  isArray,
  isDayTime,
  isIntegral,
  isInterval,
  isMap,
  isNumeric,
  isStruct,
  isYearMonth,
  sameType,
} from "./types";

/** Cast.canCast, without ANSI. */
export function isCastable(from: SparkType, to: SparkType): boolean {
  if (sameType(from, to) || from === "void") return true;
  if (to === "string") return true;
  if (isArray(from)) return isArray(to) && isCastable(from.elementType, to.elementType);
  if (isMap(from)) {
    return (
      isMap(to) && isCastable(from.keyType, to.keyType) && isCastable(from.valueType, to.valueType)
    );
  }
  if (isStruct(from)) {
    return (
      isStruct(to) &&
      from.fields.length === to.fields.length &&
      from.fields.every((field, at) => isCastable(field.type, to.fields[at]?.type ?? "void"))
    );
  }
  if (typeof to !== "string" || to === "void") return false;
  if (from === "string") return true;
  if (to === "binary") return isIntegral(from);
  if (from === "binary") return false;
  if (isInterval(from) || isInterval(to)) {
    return (isYearMonth(from) && isYearMonth(to)) || (isDayTime(from) && isDayTime(to));
  }
  if (to === "boolean") return isNumeric(from) || from === "date" || from === "timestamp";
  if (to === "timestamp") return isNumeric(from) || from === "boolean" || from === "date";
  if (to === "date") return from === "timestamp";
  // A date as a number is allowed and always NULL, as Hive had it.
  return (
    isNumeric(to) &&
    (isNumeric(from) || from === "boolean" || from === "timestamp" || from === "date")
  );
}
