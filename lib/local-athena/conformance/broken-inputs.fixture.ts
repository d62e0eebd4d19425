import { inputMembers, type Member, membersOf, type Shape, shapeNamed } from "../protocol/shapes";
import { smallestInput, smallestValue } from "./model-input.fixture";

export type BrokenInput = {
  what: string;
  input: unknown;
  /** The `Message` that Athena answers with. */
  message: string;
  kind: "SerializationException" | "InvalidRequestException";
};

/** Puts a member into an input that is otherwise the smallest valid one. */
type Place = (value: unknown) => unknown;

const TYPES = { string: "a String", integer: "an Integer", long: "a Long", boolean: "a Boolean" };
const LIST = "Start of list found where not expected";
const MAP = "Start of structure or map found where not expected.";

/** JSON values of other types, with what Athena says to each (reference 2.4). */
function wrongTypes(shape: Shape): [unknown, string][] {
  switch (shape.type) {
    case "structure":
    case "map":
      return [
        ["x", "Expected null"],
        [1, "Expected null"],
        [[], LIST],
      ];
    case "list":
      return [
        ["x", "Expected list or null"],
        [{}, "Expected list or null"],
      ];
    default: {
      const to = `can not be converted to ${TYPES[shape.type]}`;
      const scalars: [unknown, string, string][] = [
        ["x", "string", `STRING_VALUE ${to}`],
        [1, "number", `NUMBER_VALUE ${to}`],
        [true, "boolean", `TRUE_VALUE ${to}`],
        [false, "boolean", `FALSE_VALUE ${to}`],
      ];
      const own = shape.type === "string" || shape.type === "boolean" ? shape.type : "number";
      return [
        ...scalars.flatMap(([value, type, text]): [unknown, string][] =>
          type === own ? [] : [[value, text]],
        ),
        [[], LIST],
        [{}, MAP],
      ];
    }
  }
}

const matches = (pattern: string, value: string) => new RegExp(`^(?:${pattern})$`, "u").test(value);

/** Every sentence of a text or number, in the order in which Athena lists them. */
function sentences(shape: Shape, value: string | number): string[] {
  const size = typeof value === "string" ? value.length : value;
  const what = typeof value === "string" ? "length" : "value";
  const found: string[] = [];
  if (size > (shape.max ?? Number.POSITIVE_INFINITY))
    found.push(`Member must have ${what} less than or equal to ${shape.max}`);
  if (size < (shape.min ?? Number.NEGATIVE_INFINITY))
    found.push(`Member must have ${what} greater than or equal to ${shape.min}`);
  if (typeof value === "string" && shape.pattern && !matches(shape.pattern, value))
    found.push(`Member must satisfy regular expression pattern: ${shape.pattern}`);
  return found;
}

function brokenScalars(shape: Shape): (string | number)[] {
  const { min, max } = shape;
  if (shape.type !== "string")
    return [...(min === undefined ? [] : [min - 1]), ...(max === undefined ? [] : [max + 1])];
  const valid = String(smallestValue(shape));
  return [
    ...(min ? ["a".repeat(min - 1)] : []),
    ...(max === undefined ? [] : [valid + "a".repeat(max + 1 - valid.length)]),
    ...(shape.pattern ? ["a b\n:/"] : []),
  ].filter((value) => sentences(shape, value).length > 0);
}

function listed(sentence: readonly string[]): string {
  const count =
    sentence.length === 1 ? "1 validation error" : `${sentence.length} validation errors`;
  return `${count} detected: ${sentence.join("; ")}`;
}

const failed = (path: string, constraint: string, value = "") =>
  `Value ${value}at '${path}' failed to satisfy constraint: ${constraint}`;

const lowerCamel = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

function brokenMember(
  { name, shape, required }: Member,
  parent: string,
  place: Place,
): BrokenInput[] {
  const path = `${parent}${lowerCamel(name)}`;
  const invalid = (what: string, value: unknown, ...sentence: string[]): BrokenInput => ({
    what: `${path}: ${what}`,
    input: place(value),
    message: listed(sentence),
    kind: "InvalidRequestException",
  });
  const found = wrongTypes(shape).map(
    ([value, message]): BrokenInput => ({
      what: `${path}: ${JSON.stringify(value)}`,
      input: place(value),
      message,
      kind: "SerializationException",
    }),
  );
  if (required) {
    const sentence = `Value null at '${path}' failed to satisfy constraint: Member must not be null`;
    found.push(invalid("missing", undefined, sentence), invalid("null", null, sentence));
  }
  if (shape.enum)
    found.push(
      invalid(
        "not of the enum",
        "NONE_OF_THEM",
        failed(
          path,
          `Member must satisfy enum value set: [${shape.enum.join(", ")}]`,
          "'NONE_OF_THEM' ",
        ),
      ),
    );
  else if (shape.type !== "structure" && shape.type !== "list" && shape.type !== "map")
    for (const value of brokenScalars(shape))
      found.push(
        invalid(
          `${String(value).slice(0, 10)} (${String(value).length})`,
          value,
          ...sentences(shape, value).map((text) => failed(path, text)),
        ),
      );
  if (shape.type === "structure")
    found.push(...brokenMembers(membersOf(shape.members ?? {}), `${path}.`, place));
  if (shape.type === "list") found.push(...brokenList(shape, path, place));
  return found;
}

function brokenList(shape: Shape, path: string, place: Place): BrokenInput[] {
  const element = shapeNamed(shape.element ?? "");
  const list = (length: number) => Array.from({ length }, () => smallestValue(element));
  const found: BrokenInput[] = [];
  const add = (length: number, bound: string) =>
    found.push({
      what: `${path}: ${length} elements`,
      input: place(list(length)),
      message: listed([failed(path, `Member must have length ${bound}`)]),
      kind: "InvalidRequestException",
    });
  if (shape.min) add(shape.min - 1, `greater than or equal to ${shape.min}`);
  if (shape.max !== undefined) add(shape.max + 1, `less than or equal to ${shape.max}`);
  if (element.type === "structure")
    found.push(
      ...brokenMembers(membersOf(element.members ?? {}), `${path}.1.member.`, (value) =>
        place([value]),
      ),
    );
  return found;
}

/** Each member broken in each way that its shape knows, the rest as small as it may be. */
function brokenMembers(members: readonly Member[], parent: string, place: Place): BrokenInput[] {
  return members.flatMap((member) =>
    brokenMember(member, parent, (value) =>
      place({ ...smallestInput(members), [member.name]: value }),
    ),
  );
}

/** Every way to break one constraint of an operation's input. */
export const brokenInputs = (operation: string): BrokenInput[] =>
  brokenMembers(inputMembers(operation) ?? [], "", (value) => value);
