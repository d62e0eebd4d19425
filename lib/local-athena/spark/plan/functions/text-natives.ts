import { TextDecoder } from "node:util";
import { FunctionError, type NativeFunction, native } from "../../../sql/functions/native-function";

const illegal = (message: string) =>
  new FunctionError("java.lang.IllegalArgumentException", message);

const soundexCodes = "01230127022455012623017202";

/** UTF8String.soundex: text that does not start with a letter stays as it is. */
function soundex(text: string): string {
  if (!/^[A-Za-z]/.test(text)) return text;
  const letters = text.toUpperCase();
  let out = letters.charAt(0);
  let last = soundexCodes[letters.charCodeAt(0) - 65];
  for (let at = 1; at < letters.length && out.length < 4; at++) {
    const code = /[A-Z]/.test(letters.charAt(at))
      ? soundexCodes[letters.charCodeAt(at) - 65]
      : undefined;
    if (code === undefined) {
      last = "0";
    } else if (code !== "7") {
      if (code !== "0" && code !== last) out += code;
      last = code;
    }
  }
  return out.padEnd(4, "0");
}

/** UTF8String.subStringIndex: all before the occurrence, counted from the right when negative. */
function substringIndex(text: string, delimiter: string, count: bigint): string {
  if (delimiter === "" || count === 0n) return "";
  let at = count > 0n ? -1 : text.length + 1;
  for (let left = count > 0n ? count : -count; left > 0n; left--) {
    if (count < 0n && at <= 0) return text;
    at = count > 0n ? text.indexOf(delimiter, at + 1) : text.lastIndexOf(delimiter, at - 1);
    if (at < 0) return text;
  }
  return count > 0n ? text.slice(0, at) : text.slice(at + delimiter.length);
}

type Charset = "utf8" | "ascii" | "latin1" | "utf16be" | "utf16le" | "utf16";
const charsets: Record<string, Charset> = {
  "UTF-8": "utf8",
  UTF8: "utf8",
  "US-ASCII": "ascii",
  ASCII: "ascii",
  "ISO-8859-1": "latin1",
  LATIN1: "latin1",
  "UTF-16BE": "utf16be",
  "UTF-16LE": "utf16le",
  "UTF-16": "utf16",
};

function charsetNamed(name: string): Charset {
  const charset = charsets[name.toUpperCase()];
  if (charset) return charset;
  throw new FunctionError("java.io.UnsupportedEncodingException", name);
}

const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16();

/** String.getBytes: what a charset has no byte for is a question mark. */
function encode(text: string, name: string): Uint8Array {
  switch (charsetNamed(name)) {
    case "utf8":
      return Buffer.from(text, "utf8");
    case "ascii":
      return Buffer.from([...text].map((c) => (c.charCodeAt(0) < 128 ? c.charCodeAt(0) : 63)));
    case "latin1":
      return Buffer.from(
        [...text].map((c) => ((c.codePointAt(0) ?? 0) < 256 ? c.charCodeAt(0) : 63)),
      );
    case "utf16le":
      return Buffer.from(text, "utf16le");
    case "utf16be":
      return swapped(Buffer.from(text, "utf16le"));
    case "utf16":
      return swapped(Buffer.from(`\uFEFF${text}`, "utf16le"));
  }
}

function decode(bytes: Uint8Array, name: string): string {
  const charset = charsetNamed(name);
  const ascii = () => [...bytes].map((b) => (b < 128 ? String.fromCharCode(b) : "\uFFFD")).join("");
  if (charset === "ascii") return ascii();
  if (charset === "latin1") return Buffer.from(bytes).toString("latin1");
  if (charset === "utf8") return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const littleEndian =
    charset === "utf16le" || (charset === "utf16" && bytes[0] === 0xff && bytes[1] === 0xfe);
  const label = littleEndian ? "utf-16le" : "utf-16be";
  return new TextDecoder(label, { ignoreBOM: charset !== "utf16" }).decode(bytes);
}

/** The exact digits of a number, as many as are needed to round it. */
function exactDigits(text: string): string {
  if (!/[eE.]/.test(text)) return text;
  const value = Number(text);
  return Math.abs(value) >= 1e21 ? BigInt(value).toString() : value.toFixed(100);
}

/** DecimalFormat.format with grouping: rounds half even on the exact value. */
function formatDigits(
  text: string,
  scaleMin: number,
  scaleMax: number,
  groups: boolean,
  whole = 1,
): string {
  const isNegative = text.startsWith("-");
  const [integer = "0", fraction = ""] = text.replace("-", "").split(".");
  const rest = fraction.slice(scaleMax);
  let digits = BigInt(integer + fraction.slice(0, scaleMax).padEnd(scaleMax, "0"));
  const isHalf = /^50*$/.test(rest);
  if ((rest >= "5" && !isHalf) || (isHalf && digits % 2n === 1n)) digits += 1n;
  const all = digits.toString().padStart(scaleMax + whole, "0");
  const wholeDigits = all.slice(0, all.length - scaleMax).padStart(whole, "0");
  let decimals = scaleMax === 0 ? "" : all.slice(all.length - scaleMax);
  while (decimals.length > scaleMin && decimals.endsWith("0")) decimals = decimals.slice(0, -1);
  const grouped = groups ? wholeDigits.replace(/\B(?=(\d{3})+$)/g, ",") : wholeDigits;
  return `${isNegative ? "-" : ""}${grouped}${decimals === "" ? "" : `.${decimals}`}`;
}

const special = (text: string): string | undefined =>
  ({ NaN: "\uFFFD", nan: "\uFFFD", inf: "∞", Infinity: "∞", "-inf": "-∞", "-Infinity": "-∞" })[
    text
  ];

function formatNumber(text: string, isExact: boolean, scale: number): string | null {
  if (scale < 0) return null;
  return special(text) ?? formatDigits(isExact ? text : exactDigits(text), scale, scale, true);
}

function formatPattern(text: string, isExact: boolean, pattern: string): string {
  const parts = /^([#,]*)([0,]*)(?:\.(0*)(#*))?$/.exec(pattern);
  if (!parts) throw illegal(`The number format '${pattern}' is not supported by local-athena`);
  const [, optional = "", required = "", decimals = "", more = ""] = parts;
  const whole = required.replaceAll(",", "").length;
  const groups = `${optional}${required}`.includes(",");
  const digits = isExact ? text : exactDigits(text);
  return (
    special(text) ??
    formatDigits(
      digits,
      decimals.length,
      decimals.length + more.length,
      groups,
      pattern === "" ? 1 : whole,
    )
  );
}

const codePoints = (text: string): string[] => Array.from(text);

function levenshtein(left: string, right: string): number {
  const [a, b] = [codePoints(left), codePoints(right)];
  let row = b.map((_, at) => at + 1);
  for (const [i, letter] of a.entries()) {
    let before = i;
    let last = i + 1;
    row = row.map((above, j) => {
      last = Math.min(above + 1, last + 1, before + (letter === b[j] ? 0 : 1));
      before = above;
      return last;
    });
  }
  return row.at(-1) ?? a.length;
}

/** Number.parseInt as Hive's conv has it: 64 bits without a sign, as far as the digits go. */
function convert(text: string, from: number, to: number): string | null {
  const bases = [from, Math.abs(to)];
  if (bases.some((base) => base < 2 || base > 36)) return null;
  const trimmed = text.trim();
  if (trimmed === "") return null;
  const isNegative = trimmed.startsWith("-");
  const limit = 2n ** 64n;
  let value = 0n;
  for (const letter of trimmed.slice(isNegative ? 1 : 0)) {
    const digit = Number.parseInt(letter, 36);
    if (Number.isNaN(digit) || digit >= from) break;
    value = value * BigInt(from) + BigInt(digit);
    if (value >= limit) {
      value = limit - 1n;
      break;
    }
  }
  if (isNegative && to > 0) value = value >= 2n ** 63n ? limit - 1n : (limit - value) % limit;
  if (to < 0) {
    const signed = isNegative ? -value : BigInt.asIntN(64, value);
    return signed.toString(-to).toUpperCase();
  }
  return value.toString(to).toUpperCase();
}

const urlParts =
  /^([A-Za-z][A-Za-z0-9+.-]*):\/\/(?:([^/?#@]*)@)?([^/?#:]*)(?::(\d+))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/;

/** parse_url; null for what is no address or has no such part. */
function parseUrl(url: string, part: string, key: string): string | null {
  const match = urlParts.exec(url);
  if (!match || /\s/.test(url)) return null;
  const [, protocol = "", user, host = "", port, path = "", query, reference] = match;
  const authority = `${user === undefined ? "" : `${user}@`}${host}${port === undefined ? "" : `:${port}`}`;
  if (key !== "" && part !== "QUERY") return null;
  if (key !== "") {
    const pair = query?.split("&").find((one) => one.startsWith(`${key}=`));
    return pair?.slice(key.length + 1) ?? null;
  }
  const parts: Record<string, string | undefined> = {
    HOST: host,
    PATH: path,
    QUERY: query,
    REF: reference,
    PROTOCOL: protocol,
    FILE: query === undefined ? path : `${path}?${query}`,
    AUTHORITY: authority,
    USERINFO: user,
  };
  return parts[part] ?? null;
}

/** What strings need that SQL cannot say. */
export const textNatives: readonly NativeFunction[] = [
  native("spark_soundex", ["varchar"], "varchar", soundex),
  native("spark_substring_index", ["varchar", "varchar", "bigint"], "varchar", substringIndex),
  native("spark_encode", ["varchar", "varchar"], "varbinary", encode),
  native("spark_decode", ["varbinary", "varchar"], "varchar", decode),
  native("spark_format_number", ["varchar", "boolean", "integer"], "varchar", formatNumber),
  native("spark_format_pattern", ["varchar", "boolean", "varchar"], "varchar", formatPattern),
  native("spark_levenshtein", ["varchar", "varchar"], "integer", levenshtein),
  native("spark_conv", ["varchar", "integer", "integer"], "varchar", convert),
  native("spark_parse_url", ["varchar", "varchar", "varchar"], "varchar", parseUrl),
  native("spark_reverse", ["varchar"], "varchar", (text) => codePoints(text).reverse().join("")),
  native("spark_unbase64", ["varchar"], "varbinary", (text) => Buffer.from(text, "base64")),
  native("spark_unhex", ["varchar"], "varbinary", (text) =>
    /^[0-9A-Fa-f]*$/.test(text) ? Buffer.from(text.length % 2 ? `0${text}` : text, "hex") : null,
  ),
];
