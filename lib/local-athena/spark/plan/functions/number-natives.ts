import { type NativeFunction, native } from "../../../sql/functions/native-function";

/** `1.25e-7` as the whole number 125 and the power of ten -9. */
function digitsOf(text: string): { digits: bigint; exponent: number } {
  const [, sign = "", whole = "0", fraction = "", exponent = "0"] =
    /^(-?)(\d*)(?:\.(\d*))?(?:e([-+]?\d+))?$/i.exec(text) ?? [];
  return {
    digits: BigInt(`${sign}${whole}${fraction}`),
    exponent: Number(exponent) - fraction.length,
  };
}

/** BigDecimal.setScale with HALF_UP, or HALF_EVEN. */
function rounded(text: string, places: number, isEven: boolean): string {
  const { digits, exponent } = digitsOf(text);
  const dropped = -places - exponent;
  if (dropped <= 0) return text;
  const unit = 10n ** BigInt(dropped);
  const isNegative = digits < 0n;
  const size = isNegative ? -digits : digits;
  const [kept, rest] = [size / unit, size % unit];
  const isUp = rest * 2n > unit || (rest * 2n === unit && (!isEven || kept % 2n === 1n));
  const result = kept + (isUp ? 1n : 0n);
  return `${isNegative ? "-" : ""}${result}e${-places}`;
}

const PLACES_MAX = 400;

const roundDouble = (isEven: boolean) => (value: number, places: number) =>
  Number.isFinite(value) && Math.abs(places) <= PLACES_MAX
    ? Number(rounded(String(value), places, isEven))
    : value;

/** The same for exact numbers, without an exponent. */
const roundText = (isEven: boolean) => (value: string, places: number) => {
  const { digits, exponent } = digitsOf(rounded(value, places, isEven));
  if (exponent >= 0) return String(digits * 10n ** BigInt(exponent));
  const text = String(digits)
    .replace("-", "")
    .padStart(1 - exponent, "0");
  return `${digits < 0n ? "-" : ""}${text.slice(0, exponent)}.${text.slice(exponent)}`;
};

/** What numbers need that SQL cannot say as exactly as Java does. */
export const numberNatives: readonly NativeFunction[] = [
  native("spark_round_double", ["double", "integer"], "double", roundDouble(false)),
  native("spark_bround_double", ["double", "integer"], "double", roundDouble(true)),
  native("spark_round_text", ["varchar", "integer"], "varchar", roundText(false)),
  native("spark_bround_text", ["varchar", "integer"], "varchar", roundText(true)),
  native("spark_expm1", ["double"], "double", Math.expm1),
  native("spark_log1p", ["double"], "double", Math.log1p),
  native("spark_hypot", ["double", "double"], "double", Math.hypot),
  native("spark_cbrt", ["double"], "double", Math.cbrt),
];
