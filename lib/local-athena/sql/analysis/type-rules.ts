import type { AthenaType } from "../types/types";

/** A type, where the analysis knows it. Undefined is not Trino's `unknown` but our own not knowing. */
export type Known = AthenaType | undefined;

export const simple = (base: string, ...numbers: number[]): AthenaType => ({
  base,
  numbers,
  parts: [],
});
const nested = (base: string, ...types: AthenaType[]): AthenaType => ({
  base,
  numbers: [],
  parts: types.map((type) => ({ name: undefined, type })),
});

/** The type of an array whose element's type may not be known. */
export const arrayOf = (element: Known): Known =>
  element === undefined ? undefined : nested("array", element);
export const mapOf = (key: Known, value: Known): Known =>
  key === undefined || value === undefined ? undefined : nested("map", key, value);
export const rowOf = (fields: { name: string | undefined; type: Known }[]): Known =>
  fields.some((field) => field.type === undefined)
    ? undefined
    : {
        base: "row",
        numbers: [],
        parts: fields.flatMap(({ name, type }) => (type === undefined ? [] : [{ name, type }])),
      };
export const elementOf = (type: Known): Known =>
  type?.base === "array" ? type.parts[0]?.type : undefined;

export const unknown = simple("unknown");
export const boolean = simple("boolean");
export const integer = simple("integer");
export const bigint = simple("bigint");
export const double = simple("double");
export const varchar = simple("varchar");
export const json = simple("json");
export const date = simple("date");
export const zoned = simple("timestamp with time zone", 3);
export const dayInterval = simple("interval day to second");
export const yearInterval = simple("interval year to month");

const digitsOf: Record<string, number> = { tinyint: 3, smallint: 5, integer: 10, bigint: 19 };
const integers = Object.keys(digitsOf);

export const isInteger = (type: AthenaType) => type.base in digitsOf;
export const isFloat = (type: AthenaType) => type.base === "real" || type.base === "double";
export const isNumeric = (type: AthenaType) =>
  isInteger(type) || isFloat(type) || type.base === "decimal";
export const isInterval = (type: AthenaType) => type.base.startsWith("interval");
export const isZoned = (type: Known) => type?.base === "timestamp with time zone";
export const isText = (type: AthenaType) => type.base === "varchar" || type.base === "char";

/** Digits and scale of an integer or decimal, as Trino makes a decimal of it. */
function decimalShape(type: AthenaType): [precision: number, scale: number] {
  const digits = digitsOf[type.base];
  return digits === undefined ? [type.numbers[0] ?? 38, type.numbers[1] ?? 0] : [digits, 0];
}

const decimal = (precision: number, scale: number) => simple("decimal", precision, scale);

function commonNumber(a: AthenaType, b: AthenaType): AthenaType {
  if (isInteger(a) && isInteger(b))
    return integers.indexOf(a.base) > integers.indexOf(b.base) ? a : b;
  if (a.base === "double" || b.base === "double") return double;
  if (a.base === "real" || b.base === "real") return simple("real");
  const [[p1, s1], [p2, s2]] = [decimalShape(a), decimalShape(b)];
  const scale = Math.max(s1, s2);
  return decimal(Math.min(38, Math.max(p1 - s1, p2 - s2) + scale), scale);
}

/** Base types of time that become one another, the wider one last. */
const widening = [
  ["date", "timestamp", "timestamp with time zone"],
  ["time", "time with time zone"],
];

function commonTime(a: AthenaType, b: AthenaType): Known {
  const order = widening.find((bases) => bases.includes(a.base) && bases.includes(b.base));
  if (order === undefined) return undefined;
  const base = order[Math.max(order.indexOf(a.base), order.indexOf(b.base))] ?? a.base;
  const precisions = [a, b].filter((type) => type.base !== "date").map(precisionOf);
  return precisions.length === 0 ? a : simple(base, Math.max(...precisions));
}

/** Digits of a second's fraction; 3 where the type does not say. */
export const precisionOf = (type: AthenaType): number => type.numbers[0] ?? 3;

function commonParts(a: AthenaType, b: AthenaType): Known {
  if (a.parts.length !== b.parts.length) return undefined;
  const parts: AthenaType["parts"] = [];
  for (const [index, part] of a.parts.entries()) {
    const other = b.parts[index];
    const type = other === undefined ? undefined : commonType(part.type, other.type);
    if (type === undefined) return undefined;
    parts.push({ name: part.name === other?.name ? part.name : undefined, type });
  }
  return { base: a.base, numbers: [], parts };
}

/**
 * The type that values of both types are converted to where they meet (Trino's common super type).
 * @returns undefined where Trino refuses to mix them
 */
export function commonType(a: AthenaType, b: AthenaType): Known {
  if (a.base === "unknown") return b;
  if (b.base === "unknown") return a;
  if (isNumeric(a) && isNumeric(b)) return commonNumber(a, b);
  if (isText(a) && isText(b)) {
    const base = a.base === b.base ? a.base : "varchar";
    const [m, n] = [a.numbers[0], b.numbers[0]];
    return m === undefined || n === undefined ? simple(base) : simple(base, Math.max(m, n));
  }
  if (a.base === b.base && a.parts.length > 0) return commonParts(a, b);
  const time = commonTime(a, b);
  if (time !== undefined) return time;
  return a.base === b.base ? a : undefined;
}

/** The common type of several, when all are known and they have one. */
export function commonOf(types: Known[]): Known {
  return types.reduce<Known>(
    (whole, type) =>
      whole === undefined || type === undefined ? undefined : commonType(whole, type),
    types.length === 0 ? undefined : unknown,
  );
}

function decimalArithmetic(sign: string, a: AthenaType, b: AthenaType): AthenaType {
  const [[p1, s1], [p2, s2]] = [decimalShape(a), decimalShape(b)];
  const scale = Math.max(s1, s2);
  if (sign === "*") return decimal(Math.min(38, p1 + p2), s1 + s2);
  if (sign === "/") return decimal(Math.min(38, p1 + s2 + Math.max(0, s2 - s1)), scale);
  if (sign === "%") return decimal(Math.min(p1 - s1, p2 - s2) + scale, scale);
  return decimal(Math.min(38, Math.max(p1 - s1, p2 - s2) + scale + 1), scale);
}

const isMoment = (type: AthenaType) => /^(date|time|timestamp)/.test(type.base);

/**
 * The type of `a sign b`.
 * @returns undefined where Trino has no such operator
 */
export function arithmeticType(sign: string, a: AthenaType, b: AthenaType): Known {
  if (a.base === "unknown" && b.base === "unknown") return unknown;
  if (a.base === "unknown") return isInterval(b) && sign !== "+" ? undefined : b;
  if (b.base === "unknown") return a;
  if (isNumeric(a) && isNumeric(b)) {
    const decimals = [a, b].some((type) => type.base === "decimal");
    return decimals && !isFloat(a) && !isFloat(b)
      ? decimalArithmetic(sign, a, b)
      : commonNumber(a, b);
  }
  if (isInterval(a) && isInterval(b)) return a.base === b.base && /[+-]/.test(sign) ? a : undefined;
  const number = isInteger(b) || isFloat(b);
  if (isInterval(a) && number) return /[*/]/.test(sign) ? a : undefined;
  if (isInterval(b) && (isInteger(a) || isFloat(a))) return sign === "*" ? b : undefined;
  if (isMoment(a) && isInterval(b) && /[+-]/.test(sign)) return movedBy(a, b);
  if (isInterval(a) && isMoment(b) && sign === "+") return movedBy(b, a);
  if (isMoment(a) && isMoment(b) && sign === "-" && commonTime(a, b) !== undefined)
    return dayInterval;
  return undefined;
}

/** A moment plus an interval; a time of day has no months. */
const movedBy = (moment: AthenaType, interval: AthenaType): Known =>
  moment.base.startsWith("time") &&
  !moment.base.startsWith("timestamp") &&
  interval.base === yearInterval.base
    ? undefined
    : moment;
