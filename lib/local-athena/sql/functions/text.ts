import { invalidArgument, type NativeFunction, native } from "./native-function";

const codePoints = (text: string): string[] => Array.from(text);

function levenshtein(left: string, right: string): bigint {
  const a = codePoints(left);
  const b = codePoints(right);
  if (a.length * (b.length - 1) > 1_000_000)
    throw invalidArgument("The combined inputs for Levenshtein distance are too large");
  let distances = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, letter] of a.entries()) {
    const next = [row + 1];
    for (const [column, other] of b.entries()) {
      const replaced = (distances[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (next[column] ?? 0) + 1, (distances[column + 1] ?? 0) + 1));
    }
    distances = next;
  }
  return BigInt(distances.at(-1) ?? 0);
}

function hamming(left: string, right: string): bigint {
  const [a, b] = [codePoints(left), codePoints(right)];
  if (a.length !== b.length)
    throw invalidArgument(
      "The input strings to hamming_distance function must have the same length",
    );
  return BigInt(a.filter((letter, index) => letter !== b[index]).length);
}

/** Doubles every second digit from the right; the sum must divide by ten. */
function luhn(digits: string): boolean {
  if (digits === "") return false;
  if (!/^\d+$/.test(digits)) throw invalidArgument("Input contains non-digit character");
  let sum = 0;
  for (const [index, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

const soundexCodes: Record<string, string> = Object.fromEntries(
  ["BFPV", "CGJKQSXZ", "DT", "L", "MN", "R"].flatMap((letters, index) =>
    [...letters].map((letter) => [letter, String(index + 1)]),
  ),
);

/** The American algorithm: H and W do not part letters of one code, vowels do. */
function soundex(text: string): string {
  const letters = [...text.toUpperCase()].filter((letter) => /\p{L}/u.test(letter));
  const foreign = letters.find((letter) => !/[A-Z]/.test(letter));
  if (foreign !== undefined)
    throw invalidArgument(
      `The character is not mapped: ${foreign} (index=${text.indexOf(foreign)})`,
    );
  const [first] = letters;
  if (first === undefined) return "";
  let [code, last] = [first, soundexCodes[first]];
  for (const letter of letters.slice(1)) {
    if (letter === "H" || letter === "W") continue;
    const digit = soundexCodes[letter];
    if (digit !== undefined && digit !== last) code += digit;
    last = digit;
  }
  return code.padEnd(4, "0").slice(0, 4);
}

function normalized(text: string, form: string): string {
  if (!/^NFK?[CD]$/.test(form))
    throw invalidArgument("Normalization form must be one of [NFD, NFC, NFKD, NFKC]");
  return text.normalize(form);
}

function utf8(bytes: Uint8Array, replacement: string): string {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  if (replacement === "\uFFFD" || !text.includes("\uFFFD")) return text;
  // What stood in the bytes themselves stays: it is looked for between the valid pieces.
  const kept = Buffer.from("\uFFFD");
  return Buffer.from(bytes).includes(kept)
    ? splitOn(Buffer.from(bytes), kept)
        .map((piece) => utf8(piece, replacement))
        .join("\uFFFD")
    : text.replaceAll("\uFFFD", replacement);
}

function splitOn(bytes: Buffer, separator: Buffer): Buffer[] {
  const at = bytes.indexOf(separator);
  if (at < 0) return [bytes];
  return [bytes.subarray(0, at), ...splitOn(bytes.subarray(at + separator.length), separator)];
}

function replacementOf(text: string): string {
  if (codePoints(text).length > 1)
    throw invalidArgument("Replacement character string must empty or a single character");
  return text;
}

function characterOf(codePoint: bigint, message: string): string {
  const valid =
    codePoint >= 0n && codePoint <= 0x10ffffn && !(codePoint >= 0xd800n && codePoint <= 0xdfffn);
  if (!valid) throw invalidArgument(message);
  return String.fromCodePoint(Number(codePoint));
}

/** The nth occurrence, from the end when negative; 0 when there is none. */
function position(text: string, part: string, instance: bigint): bigint {
  if (instance === 0n) throw invalidArgument("'instance' must be a positive or negative number.");
  if (part === "") return 1n;
  let at = instance > 0n ? -1 : text.length;
  for (let left = instance > 0n ? instance : -instance; left > 0n; left--) {
    if (instance < 0n && at === 0) return 0n;
    at = instance > 0n ? text.indexOf(part, at + 1) : text.lastIndexOf(part, at - 1);
    if (at < 0) return 0n;
  }
  return BigInt(codePoints(text.slice(0, at)).length + 1);
}

function keyAndValue(entry: string, separator: string): [string, string] {
  const at = entry.indexOf(separator);
  if (at < 0 || entry.includes(separator, at + separator.length))
    throw invalidArgument(
      `Key-value delimiter must appear exactly once in each entry. Bad input: '${entry}'`,
    );
  return [entry.slice(0, at), entry.slice(at + separator.length)];
}

function entries(text: string, entrySeparator: string, separator: string): [string, string][] {
  if (entrySeparator === "") throw invalidArgument("entryDelimiter is empty");
  if (separator === "") throw invalidArgument("keyValueDelimiter is empty");
  if (entrySeparator === separator)
    throw invalidArgument("entryDelimiter and keyValueDelimiter must not be the same");
  const parts = text.split(entrySeparator);
  // A separator at the end closes the last entry.
  if (parts.at(-1) === "") parts.pop();
  return parts.map((entry) => keyAndValue(entry, separator));
}

function splitToMap(text: string, entrySeparator: string, separator: string) {
  const found = new Map<string, string | null>();
  for (const [key, value] of entries(text, entrySeparator, separator)) {
    if (found.has(key)) throw invalidArgument(`Duplicate keys (${key}) are not allowed`);
    found.set(key, value);
  }
  return found;
}

function splitToMultimap(text: string, entrySeparator: string, separator: string) {
  const found = new Map<string, string[]>();
  for (const [key, value] of entries(text, entrySeparator, separator)) {
    const values = found.get(key);
    if (values === undefined) found.set(key, [value]);
    else values.push(value);
  }
  return found;
}

function singleCodePoint(text: string): number {
  if (codePoints(text).length !== 1)
    throw invalidArgument("Input string must be a single character string");
  return text.codePointAt(0) ?? 0;
}

/** Characters: more would take the memory of everyone. */
const PADDED_MAX = 16_777_216;

function padding(text: string, length: bigint, pad: string): string {
  if (length < 0n || length > 2147483647n)
    throw invalidArgument("Target length must be in the range [0..2147483647]");
  if (pad === "") throw invalidArgument("Padding string must not be empty");
  const missing = Number(length) - codePoints(text).length;
  const letters = codePoints(pad);
  if (missing > PADDED_MAX) throw invalidArgument("Padded text is too long");
  return missing <= 0
    ? ""
    : pad.repeat(Math.floor(missing / letters.length)) +
        letters.slice(0, missing % letters.length).join("");
}

/** What has been padded is as long as wanted. */
const cut = (text: string, length: bigint, pad: string) =>
  pad === "" ? codePoints(text).slice(0, Number(length)).join("") : text;

/** Trino's functions of text that DuckDB lacks or counts in other units: here everything is code points. */
export const textFunctions: readonly NativeFunction[] = [
  native("athena_levenshtein", ["varchar", "varchar"], "bigint", levenshtein),
  native("athena_hamming", ["varchar", "varchar"], "bigint", hamming),
  native("athena_luhn", ["varchar"], "boolean", luhn),
  native("athena_soundex", ["varchar"], "varchar", soundex),
  native("athena_normalize", ["varchar", "varchar"], "varchar", normalized),
  native("athena_from_utf8", ["varbinary"], "varchar", (bytes) => utf8(bytes, "\uFFFD")),
  native("athena_from_utf8", ["varbinary", "varchar"], "varchar", (bytes, replacement) =>
    utf8(bytes, replacementOf(replacement)),
  ),
  native("athena_from_utf8", ["varbinary", "bigint"], "varchar", (bytes, codePoint) =>
    utf8(bytes, characterOf(codePoint, "Invalid replacement character")),
  ),
  native("athena_chr", ["bigint"], "varchar", (codePoint) =>
    characterOf(codePoint, `Not a valid Unicode code point: ${codePoint}`),
  ),
  native("athena_codepoint", ["varchar"], "integer", singleCodePoint),
  native("athena_strpos", ["varchar", "varchar", "bigint"], "bigint", position),
  native("athena_split_to_map", ["varchar", "varchar", "varchar"], "varcharMap", splitToMap),
  native(
    "athena_split_to_multimap",
    ["varchar", "varchar", "varchar"],
    "varcharMultimap",
    splitToMultimap,
  ),
  native("athena_lpad", ["varchar", "bigint", "varchar"], "varchar", (text, length, pad) => {
    const before = padding(text, length, pad);
    return cut(before + text, length, before);
  }),
  native("athena_rpad", ["varchar", "bigint", "varchar"], "varchar", (text, length, pad) => {
    const after = padding(text, length, pad);
    return cut(text + after, length, after);
  }),
  native("athena_reverse_text", ["varchar"], "varchar", (text) =>
    codePoints(text).reverse().join(""),
  ),
  native("athena_interleave", ["varchar", "varchar"], "varchar", (text, between) =>
    [between, ...codePoints(text).flatMap((letter) => [letter, between])].join(""),
  ),
  native("athena_concat_ws", ["varchar", "varchars"], "varchar", (separator, values) =>
    values.filter((value) => value !== null).join(separator),
  ),
  native("athena_concat_ws", ["varchar", "varchar"], "varchar", (_, value) => value),
];
