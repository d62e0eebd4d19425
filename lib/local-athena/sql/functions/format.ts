import { invalidArgument, type NativeFunction, native } from "./native-function";

const specifier = /%(?:(\d+)\$)?([-#+ 0,(]*)(\d+)?(?:\.(\d+))?([a-zA-Z%])/g;

const grouped = (digits: string) => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ",");

function signed(digits: string, negative: boolean, flags: string, width: number): string {
  const [whole = "", fraction] = digits.split(".");
  const number =
    (flags.includes(",") ? grouped(whole) : whole) + (fraction === undefined ? "" : `.${fraction}`);
  const closing = negative && flags.includes("(") ? ")" : "";
  const sign = negative
    ? closing === ""
      ? "-"
      : "("
    : flags.includes("+")
      ? "+"
      : flags.includes(" ")
        ? " "
        : "";
  const zeros = flags.includes("0")
    ? Math.max(0, width - sign.length - number.length - closing.length)
    : 0;
  return `${sign}${"0".repeat(zeros)}${number}${closing}`;
}

/** Decimal digits rounded half up, which toFixed does not do with what a double only nearly holds. */
function fixed(text: string, places: number): string {
  const exact = /^-?\d+(?:\.\d+)?$/.test(text) ? text : Number(text).toFixed(20);
  const [whole = "0", fraction = ""] = exact.replace("-", "").split(".");
  const digits = BigInt(whole + fraction.padEnd(places + 1, "0").slice(0, places + 1));
  const rounded = String((digits + 5n) / 10n).padStart(places + 1, "0");
  return places === 0 ? rounded : `${rounded.slice(0, -places)}.${rounded.slice(-places)}`;
}

function scientific(value: number, places: number): string {
  const [digits = "", exponent = "0"] = Math.abs(value).toExponential(places).split("e");
  const power = Math.abs(Number(exponent));
  return `${digits}e${Number(exponent) < 0 ? "-" : "+"}${String(power).padStart(2, "0")}`;
}

const isWhole = (type: string) => /^(?:TINYINT|SMALLINT|INTEGER|BIGINT)$/.test(type);
const isReal = (type: string) => /^(?:DOUBLE|FLOAT|DECIMAL)/.test(type);

type Value = { type: string; text: string | null };

function converted(
  letter: string,
  flags: string,
  width: number,
  precision: number | undefined,
  value: Value,
  whole: string,
): string {
  const refuse = () =>
    invalidArgument(`Invalid format string: ${whole} (${letter} != ${value.type.toLowerCase()})`);
  const { text, type } = value;
  const lower = letter.toLowerCase();
  if (lower === "b") return text === null ? "false" : type === "BOOLEAN" ? text : "true";
  if (text === null) return "null";
  if (lower === "s") return precision === undefined ? text : text.slice(0, precision);
  if (lower === "d") {
    if (!isWhole(type)) throw refuse();
    return signed(text.replace("-", ""), text.startsWith("-"), flags, width);
  }
  if (lower === "x" || lower === "o") {
    if (!isWhole(type)) throw refuse();
    const bits = { TINYINT: 8, SMALLINT: 16, INTEGER: 32 }[type] ?? 64;
    const digits = BigInt.asUintN(bits, BigInt(text)).toString(lower === "x" ? 16 : 8);
    const prefixed = flags.includes("#") ? (lower === "x" ? "0x" : "0") + digits : digits;
    return flags.includes("0") ? prefixed.padStart(width, "0") : prefixed;
  }
  if (lower === "f" || lower === "e" || lower === "g") {
    if (!isReal(type)) throw refuse();
    if (!Number.isFinite(Number(text)))
      return text === "inf" ? "Infinity" : text === "-inf" ? "-Infinity" : "NaN";
    const number = Number(text);
    const negative = text.startsWith("-");
    if (lower === "f") return signed(fixed(text, precision ?? 6), negative, flags, width);
    if (lower === "e") return signed(scientific(number, precision ?? 6), negative, flags, width);
    const significant = precision === 0 ? 1 : (precision ?? 6);
    const plain =
      number === 0 || (Math.abs(number) >= 1e-4 && Math.abs(number) < 10 ** significant);
    const places =
      plain && number !== 0
        ? significant - 1 - Math.floor(Math.log10(Math.abs(number)))
        : significant - 1;
    return signed(
      plain ? fixed(text, Math.max(0, places)) : scientific(number, significant - 1),
      negative,
      flags,
      width,
    );
  }
  if (lower === "c" && isWhole(type)) return String.fromCodePoint(Number(text));
  throw invalidArgument(`Invalid format string: ${whole}`);
}

/** Java's Formatter over texts of values and their DuckDB types. */
function format(pattern: string, types: (string | null)[], texts: (string | null)[]): string {
  let next = 0;
  const written = pattern.replaceAll(
    specifier,
    (whole, place, flags: string, widthText, precisionText, letter: string) => {
      const width = Number(widthText ?? 0);
      const pad = (text: string) =>
        flags.includes("-") ? text.padEnd(width) : text.padStart(width);
      if (letter === "%") return pad("%");
      if (letter === "n") return "\n";
      const index = place === undefined ? next++ : Number(place) - 1;
      const type = types[index];
      if (type === undefined || type === null)
        throw invalidArgument(`Invalid format string: ${pattern} (Format specifier '${whole}')`);
      const precision = precisionText === undefined ? undefined : Number(precisionText);
      const text = converted(
        letter,
        flags,
        width,
        precision,
        { type, text: texts[index] ?? null },
        pattern,
      );
      return pad(/[A-Z]/.test(letter) ? text.toUpperCase() : text);
    },
  );
  if (/%/.test(pattern.replaceAll(specifier, "")))
    throw invalidArgument(`Invalid format string: ${pattern} (Conversion = '%')`);
  return written;
}

export const formatFunctions: readonly NativeFunction[] = [
  native("athena_format", ["varchar", "varchars", "varchars"], "varchar", format),
];
