import { invalidArgument, type NativeFunction, native } from "./native-function";

function radixOf(radix: bigint): number {
  if (radix < 2n || radix > 36n) throw invalidArgument("Radix must be between 2 and 36");
  return Number(radix);
}

function fromBase(text: string, radix: bigint): bigint {
  const base = radixOf(radix);
  const invalid = invalidArgument(`Not a valid base-${base} number: ${text}`);
  const digits = /^([+-]?)([0-9a-z]+)$/i.exec(text);
  if (digits === null) throw invalid;
  let value = 0n;
  for (const letter of (digits[2] ?? "").toLowerCase()) {
    const digit = Number.parseInt(letter, base);
    if (Number.isNaN(digit)) throw invalid;
    value = value * radix + BigInt(digit);
  }
  if (digits[1] === "-") value = -value;
  if (BigInt.asIntN(64, value) !== value) throw invalid;
  return value;
}

function bitCount(value: bigint, bits: bigint): bigint {
  if (bits < 2n || bits > 64n)
    throw invalidArgument(`Bits specified in bit_count must be between 2 and 64, got ${bits}`);
  if (BigInt.asIntN(Number(bits), value) !== value)
    throw invalidArgument(
      `Number must be representable with the bits specified. ${value} cannot be represented with ${bits} bits`,
    );
  const ones = BigInt.asUintN(Number(bits), value).toString(2).replaceAll("0", "");
  return BigInt(ones.length);
}

type Shift = (value: bigint, by: bigint, bits: number) => bigint;

const shifts: Record<string, Shift> = {
  left: (value, by, bits) => (by >= bits ? 0n : value << by),
  right: (value, by, bits) => (by >= bits ? 0n : BigInt.asUintN(bits, value) >> by),
  arithmetic: (value, by, bits) => value >> (by >= bits ? BigInt(bits - 1) : by),
};

const shift = (name: string, work: Shift): NativeFunction =>
  native(`athena_shift_${name}`, ["bigint", "bigint", "integer"], "bigint", (value, by, bits) => {
    if (by < 0n) throw invalidArgument("Shift must be positive");
    return BigInt.asIntN(bits, work(value, by, bits));
  });

function widthBucket(value: number, low: number, high: number, count: bigint): bigint {
  if (count <= 0n) throw invalidArgument("bucketCount must be greater than 0");
  if (Number.isNaN(value)) throw invalidArgument("operand must not be NaN");
  if (!Number.isFinite(low)) throw invalidArgument("first bound must be finite");
  if (!Number.isFinite(high)) throw invalidArgument("second bound must be finite");
  if (low === high) throw invalidArgument("bounds cannot equal each other");
  const [lower, upper] = [Math.min(low, high), Math.max(low, high)];
  if (value < lower) return low < high ? 0n : count + 1n;
  if (value >= upper && low < high) return count + 1n;
  if (value > upper) return 0n;
  const bucket = BigInt(
    Math.floor((Number(count) * (low < high ? value - lower : upper - value)) / (upper - lower)),
  );
  return bucket + 1n;
}

function bucketOf(value: number, bins: (number | null)[]): bigint {
  if (bins.length === 0) throw invalidArgument("Bins cannot be an empty array");
  if (Number.isNaN(value)) throw invalidArgument("Operand cannot be NaN");
  let [lower, upper] = [0, bins.length];
  while (lower < upper) {
    if ((bins[lower] ?? 0) > (bins[upper - 1] ?? 0))
      throw invalidArgument("Bin values are not sorted in ascending order");
    const middle = Math.floor((lower + upper) / 2);
    const bin = bins[middle];
    if (bin === null || bin === undefined || !Number.isFinite(bin))
      throw invalidArgument(`Bin value must be finite, got ${bin}`);
    if (value < bin) upper = middle;
    else lower = middle + 1;
  }
  return BigInt(lower);
}

function cosineSimilarity(
  left: Map<string, number | null>,
  right: Map<string, number | null>,
): number | null {
  const numbers = [...left.values(), ...right.values()];
  if (numbers.includes(null)) return null;
  const norm = (vector: Map<string, number | null>) =>
    Math.sqrt([...vector.values()].reduce<number>((sum, value) => sum + (value ?? 0) ** 2, 0));
  const lengths = norm(left) * norm(right);
  if (left.size === 0 || right.size === 0 || lengths === 0) return null;
  let product = 0;
  for (const [key, value] of left) product += (value ?? 0) * (right.get(key) ?? 0);
  return product / lengths;
}

function wilson(successes: bigint, trials: bigint, z: number, side: 1 | -1): number {
  if (successes < 0n) throw invalidArgument("number of successes must not be negative");
  if (trials <= 0n) throw invalidArgument("number of trials must be positive");
  if (successes > trials)
    throw invalidArgument("number of successes must not be larger than number of trials");
  if (!(z >= 0)) throw invalidArgument("z-score must not be negative");
  const n = Number(trials);
  const p = Number(successes) / n;
  const squared = z * z;
  const spread = Math.sqrt((p * (1 - p)) / n + squared / (4 * n * n));
  return (p + squared / (2 * n) + side * z * spread) / (1 + squared / n);
}

/** Cuts digits off a decimal's text after `places`, also before the point when negative. */
function truncated(text: string, places: bigint): string {
  const [whole = "", fraction = ""] = text.split(".");
  if (places >= 0n)
    return places >= fraction.length ? text : `${whole}.${fraction.slice(0, Number(places))}0`;
  const sign = whole.startsWith("-") ? "-" : "";
  const digits = whole.slice(sign.length);
  const kept = digits.slice(0, Math.max(0, digits.length + Number(places)));
  return kept === "" ? "0" : sign + kept.padEnd(digits.length, "0");
}

const units = ["", "K", "M", "B", "T", "Q"];

/** At most three digits and a unit: `123K`, `1.23M`. */
function formatNumber(value: bigint): string {
  let [number, unit] = [Number(value), 0];
  for (; Math.abs(number) >= 1000 && unit < units.length - 1; unit++) number /= 1000;
  const places = number < 10 ? 2 : number < 100 ? 1 : 0;
  const rounded = Math.round(Math.abs(number) * 10 ** places + 1e-9) / 10 ** places;
  const text = rounded
    .toFixed(places)
    .replace(/\.?0+$/, (zeros) => (zeros.startsWith(".") ? "" : zeros));
  const plain = places > 0 ? String(Number(text)) : text;
  return `${number < 0 && Number(plain) !== 0 ? "-" : ""}${plain.replace(/^0\./, ".")}${units[unit]}`;
}

const dataUnits = ["B", "kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"];

/** `2.3MB` in bytes; the number keeps its exact decimal digits. */
function dataSize(text: string): string {
  const match = /^([0-9.]+)([A-Za-z]+)$/.exec(text);
  const power = dataUnits.indexOf(match?.[2] ?? "");
  const digits = /^(\d*)\.?(\d*)$/.exec(match?.[1] ?? "");
  if (match === null || power < 0 || digits === null || `${digits[1]}${digits[2]}` === "")
    throw invalidArgument(`Invalid data size: '${text}'`);
  const [, whole = "", fraction = ""] = digits;
  const scaled = BigInt(whole + fraction) * 1024n ** BigInt(power);
  return String(scaled / 10n ** BigInt(fraction.length));
}

/** Trino's arithmetic that DuckDB has not. */
export const numberFunctions: readonly NativeFunction[] = [
  native("athena_from_base", ["varchar", "bigint"], "bigint", fromBase),
  native("athena_to_base", ["bigint", "bigint"], "varchar", (value, radix) =>
    value.toString(radixOf(radix)),
  ),
  native("athena_bit_count", ["bigint", "bigint"], "bigint", bitCount),
  ...Object.entries(shifts).map(([name, work]) => shift(name, work)),
  native("athena_width_bucket", ["double", "double", "double", "bigint"], "bigint", widthBucket),
  native("athena_width_bucket", ["double", "doubles"], "bigint", bucketOf),
  native("athena_cosine_similarity", ["doubleMap", "doubleMap"], "double", cosineSimilarity),
  native("athena_wilson_lower", ["bigint", "bigint", "double"], "double", (successes, trials, z) =>
    wilson(successes, trials, z, -1),
  ),
  native("athena_wilson_upper", ["bigint", "bigint", "double"], "double", (successes, trials, z) =>
    wilson(successes, trials, z, 1),
  ),
  native("athena_truncate_text", ["varchar", "bigint"], "varchar", truncated),
  native("athena_format_number", ["bigint"], "varchar", formatNumber),
  native("athena_format_number", ["double"], "varchar", (value) =>
    formatNumber(Number.isFinite(value) ? BigInt(Math.trunc(value)) : 0n),
  ),
  native("athena_data_size", ["varchar"], "varchar", dataSize),
];
