import { type NativeFunction, native } from "../../../sql/functions/native-function";
import { javaDouble, javaFloat } from "../../../sql/types/value-text";
import { decimalText, intervalText } from "../value-text";

type Decimal = { digits: bigint; scale: number };

function decimalOf(text: string): Decimal {
  const [whole = "0", fraction = ""] = text.split(".");
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}

const power = (exponent: number): bigint => 10n ** BigInt(exponent);

/** The quotient, halves away from zero. */
function divided(top: bigint, bottom: bigint): bigint {
  const isNegative = top < 0n !== bottom < 0n;
  const [a, b] = [top < 0n ? -top : top, bottom < 0n ? -bottom : bottom];
  const quotient = (2n * a + b) / (2n * b);
  return isNegative ? -quotient : quotient;
}

function scaled(value: bigint, from: number, to: number): bigint {
  return from <= to ? value * power(to - from) : divided(value, power(from - to));
}

function textOf(digits: bigint, scale: number): string {
  const sign = digits < 0n ? "-" : "";
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, "0");
  return scale === 0 ? sign + text : `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`;
}

/** Exact decimal arithmetic, rounded half up to the scale asked for; null for a division by zero. */
function computed(operator: string, left: string, right: string, scale: number): string | null {
  const [a, b] = [decimalOf(left), decimalOf(right)];
  const common = Math.max(a.scale, b.scale);
  const [x, y] = [scaled(a.digits, a.scale, common), scaled(b.digits, b.scale, common)];
  switch (operator) {
    case "+":
      return textOf(scaled(x + y, common, scale), scale);
    case "-":
      return textOf(scaled(x - y, common, scale), scale);
    case "*":
      return textOf(scaled(a.digits * b.digits, a.scale + b.scale, scale), scale);
    case "/":
      return y === 0n ? null : textOf(divided(x * power(scale), y), scale);
    case "div":
      return y === 0n ? null : textOf(x / y, 0);
    default:
      return y === 0n ? null : textOf(scaled(x % y, common, scale), scale);
  }
}

/** What casts to text and decimals need. */
export const valueNatives: readonly NativeFunction[] = [
  native("spark_decimal", ["varchar", "varchar", "varchar", "integer"], "varchar", computed),
  native("spark_double_text", ["double"], "varchar", javaDouble),
  native("spark_float_text", ["double"], "varchar", (value) => javaFloat(Math.fround(value))),
  native("spark_interval_text", ["bigint", "varchar"], "varchar", (size, type) =>
    intervalText(size.toString(), type),
  ),
  native("spark_small_decimal_text", ["varchar"], "varchar", decimalText),
];
