import { AthenaException } from "./errors";
import { hasTooManyValues } from "./json-size";
import { type Member, membersOf, type Shape, shapeNamed } from "./shapes";

const serialization = (message?: string) => new AthenaException("SerializationException", message);

const LIST_UNEXPECTED = "Start of list found where not expected";
const MAP_UNEXPECTED = "Start of structure or map found where not expected.";

const SCALAR_NAMES = {
  string: "a String",
  integer: "an Integer",
  long: "a Long",
  boolean: "a Boolean",
} as const;

/** Of Java's int and long. Numbers of JSON are doubles here, which do not tell the largest long from 2^63. */
const TOO_LARGE = { integer: 2 ** 31, long: 2 ** 63 };

/** Half a character cannot be stored as UTF-8, so it would come back as another one. */
function wellFormed(text: string): string {
  if (/\p{Surrogate}/u.test(text)) throw serialization();
  return text;
}

function tokenName(value: unknown): string {
  if (typeof value === "string") return "STRING_VALUE";
  if (typeof value === "number") return "NUMBER_VALUE";
  return value === true ? "TRUE_VALUE" : "FALSE_VALUE";
}

function readScalar(type: keyof typeof SCALAR_NAMES, value: unknown): unknown {
  if (Array.isArray(value)) throw serialization(LIST_UNEXPECTED);
  if (typeof value === "object") throw serialization(MAP_UNEXPECTED);
  if (type === "string" && typeof value === "string") return wellFormed(value);
  if (type === "boolean" && typeof value === "boolean") return value;
  if ((type === "integer" || type === "long") && typeof value === "number") {
    const whole = Math.trunc(value);
    if (Math.abs(whole) < TOO_LARGE[type]) return whole;
  }
  throw serialization(`${tokenName(value)} can not be converted to ${SCALAR_NAMES[type]}`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readValue(shape: Shape, value: unknown): unknown {
  switch (shape.type) {
    case "structure":
      if (Array.isArray(value)) throw serialization(LIST_UNEXPECTED);
      if (!isObject(value)) throw serialization("Expected null");
      return readMembers(membersOf(shape.members ?? {}), value);
    case "map": {
      if (Array.isArray(value)) throw serialization(LIST_UNEXPECTED);
      if (!isObject(value)) throw serialization("Expected null");
      const element = shapeNamed(shape.value ?? "");
      return Object.fromEntries(
        Object.entries(value)
          .filter(([, item]) => item !== null)
          .map(([key, item]) => [wellFormed(key), readValue(element, item)]),
      );
    }
    case "list": {
      if (!Array.isArray(value)) throw serialization("Expected list or null");
      const element = shapeNamed(shape.element ?? "");
      return value.filter((item) => item !== null).map((item) => readValue(element, item));
    }
    default:
      return readScalar(shape.type, value);
  }
}

function readMembers(
  members: readonly Member[],
  object: Record<string, unknown>,
): Record<string, unknown> {
  const read: Record<string, unknown> = {};
  for (const { name, shape } of members) {
    const value = Object.hasOwn(object, name) ? object[name] : undefined;
    if (value !== undefined && value !== null) read[name] = readValue(shape, value);
  }
  return read;
}

/**
 * Reads a request body by the model's types: null is absent, unknown members are dropped,
 * fractions of integers are cut off.
 * @throws AthenaException SerializationException, as Athena words it (reference 2.4)
 */
export function readInput(members: readonly Member[], body: string): Record<string, unknown> {
  if (hasTooManyValues(body)) throw serialization();
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    throw serialization();
  }
  if (Array.isArray(parsed)) throw serialization(LIST_UNEXPECTED);
  if (!isObject(parsed)) throw serialization();
  return readMembers(members, parsed);
}
