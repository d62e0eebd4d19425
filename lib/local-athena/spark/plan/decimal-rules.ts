import type { SparkType } from "./plan";
import { decimalMaxPrecision, decimalParts } from "./types";

const minAdjustedScale = 6;

/** DecimalType.adjustPrecisionScale: whole digits are kept before digits after the point. */
function adjusted(precision: number, scale: number): string {
  if (precision <= decimalMaxPrecision) return `decimal(${precision},${scale})`;
  const whole = precision - scale;
  const kept = Math.max(decimalMaxPrecision - whole, Math.min(scale, minAdjustedScale));
  return `decimal(${decimalMaxPrecision},${kept})`;
}

/** The decimal that holds every value of a whole number type, or of a fraction as Spark takes it. */
export function decimalFor(type: SparkType): string | undefined {
  if (typeof type !== "string") return undefined;
  const known: Record<string, string> = {
    byte: "decimal(3,0)",
    short: "decimal(5,0)",
    integer: "decimal(10,0)",
    long: "decimal(20,0)",
    float: "decimal(14,7)",
    double: "decimal(30,15)",
  };
  return decimalParts(type) ? type : known[type];
}

/** The type of an operation on two decimals, by DecimalPrecision. */
export function decimalResult(
  operator: "+" | "-" | "*" | "/" | "%",
  left: SparkType,
  right: SparkType,
): string {
  const a = decimalParts(left) ?? { precision: 38, scale: 18 };
  const b = decimalParts(right) ?? { precision: 38, scale: 18 };
  const scale = Math.max(a.scale, b.scale);
  const [wholeA, wholeB] = [a.precision - a.scale, b.precision - b.scale];
  switch (operator) {
    case "*":
      return adjusted(a.precision + b.precision + 1, a.scale + b.scale);
    case "/": {
      const quotientScale = Math.max(minAdjustedScale, a.scale + b.precision + 1);
      return adjusted(wholeA + b.scale + quotientScale, quotientScale);
    }
    case "%":
      return adjusted(Math.min(wholeA, wholeB) + scale, scale);
    default:
      return adjusted(Math.max(wholeA, wholeB) + scale + 1, scale);
  }
}

/** The decimal that holds the values of both. */
export function widerDecimal(left: SparkType, right: SparkType): string {
  const a = decimalParts(left) ?? { precision: 38, scale: 18 };
  const b = decimalParts(right) ?? { precision: 38, scale: 18 };
  const scale = Math.max(a.scale, b.scale);
  const whole = Math.max(a.precision - a.scale, b.precision - b.scale);
  return `decimal(${Math.min(whole + scale, decimalMaxPrecision)},${Math.min(scale, decimalMaxPrecision)})`;
}
