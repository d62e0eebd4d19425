import { invalidInput } from "./errors";
import { type Member, membersOf, type Shape, shapeNamed } from "./shapes";

/** Above the longest constrained text; two patterns take time with the square of what they are given. */
const PATTERN_LENGTH_MAX = 8_192;

const compiledPatterns = new Map<string, RegExp>();

/** Java's `matches`: the whole value; `u` because two patterns name astral characters by surrogates. */
function patternOf(source: string): RegExp {
  let pattern = compiledPatterns.get(source);
  if (!pattern) {
    pattern = new RegExp(`^(?:${source})$`, "u");
    compiledPatterns.set(source, pattern);
  }
  return pattern;
}

function sizeConstraints(shape: Shape, size: number, what: "length" | "value"): string[] {
  const broken: string[] = [];
  if (shape.max !== undefined && size > shape.max)
    broken.push(`Member must have ${what} less than or equal to ${shape.max}`);
  if (shape.min !== undefined && size < shape.min)
    broken.push(`Member must have ${what} greater than or equal to ${shape.min}`);
  return broken;
}

/** Athena's sentences for the constraints that a string or number breaks. */
function brokenByScalar(shape: Shape, value: unknown): string[] {
  if (typeof value === "number") return sizeConstraints(shape, value, "value");
  if (typeof value !== "string") return [];
  const broken = sizeConstraints(shape, value.length, "length");
  if (
    shape.pattern !== undefined &&
    !patternOf(shape.pattern).test(value.slice(0, PATTERN_LENGTH_MAX))
  )
    broken.push(`Member must satisfy regular expression pattern: ${shape.pattern}`);
  if (shape.enum && !shape.enum.includes(value))
    broken.push(`Member must satisfy enum value set: [${shape.enum.join(", ")}]`);
  return broken;
}

/** All sentences that describe an element constraint, which Athena lists even when only one is broken. */
function constraintList(shape: Shape): string {
  const sentences: string[] = [];
  if (shape.max !== undefined)
    sentences.push(`Member must have length less than or equal to ${shape.max}`);
  if (shape.min !== undefined)
    sentences.push(`Member must have length greater than or equal to ${shape.min}`);
  if (shape.pattern !== undefined)
    sentences.push(`Member must satisfy regular expression pattern: ${shape.pattern}`);
  if (shape.enum) sentences.push(`Member must satisfy enum value set: [${shape.enum.join(", ")}]`);
  return `[${sentences.join(", ")}]`;
}

const at = (path: string, sentence: string, value?: string) =>
  `Value ${value === undefined ? "" : `'${value}' `}at '${path}' failed to satisfy constraint: ${sentence}`;

const lowerCamel = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

function violationsOfList(shape: Shape, values: unknown[], path: string): string[] {
  const broken = sizeConstraints(shape, values.length, "length").map((text) => at(path, text));
  const element = shapeNamed(shape.element ?? "");
  if (element.type === "structure" || element.type === "list" || element.type === "map") {
    values.forEach((value, index) => {
      broken.push(...violations(element, value, `${path}.${index + 1}.member`));
    });
  } else if (values.some((value) => brokenByScalar(element, value).length > 0)) {
    broken.push(at(path, `Member must satisfy constraint: ${constraintList(element)}`));
  }
  return broken;
}

function violationsOfMap(shape: Shape, map: object, path: string): string[] {
  const key = shapeNamed(shape.key ?? "");
  const value = shapeNamed(shape.value ?? "");
  const broken: string[] = [];
  if (Object.keys(map).some((name) => brokenByScalar(key, name).length > 0))
    broken.push(at(path, `Map keys must satisfy constraint: ${constraintList(key)}`));
  if (Object.values(map).some((item) => brokenByScalar(value, item).length > 0))
    broken.push(at(path, `Map value must satisfy constraint: ${constraintList(value)}`));
  return broken;
}

function violations(shape: Shape, value: unknown, path: string): string[] {
  if (shape.type === "list" && Array.isArray(value)) return violationsOfList(shape, value, path);
  if (shape.type === "map") return violationsOfMap(shape, value as object, path);
  if (shape.type === "structure")
    return violationsOfMembers(
      membersOf(shape.members ?? {}),
      value as Record<string, unknown>,
      path,
    );
  return brokenByScalar(shape, value).map((text) =>
    at(path, text, shape.enum && text.includes("enum") ? String(value) : undefined),
  );
}

function violationsOfMembers(
  members: readonly Member[],
  values: Record<string, unknown>,
  parent: string,
): string[] {
  return members.flatMap(({ name, shape, required }) => {
    const path = parent === "" ? lowerCamel(name) : `${parent}.${lowerCamel(name)}`;
    const value = values[name];
    if (value !== undefined) return violations(shape, value, path);
    return required
      ? [`Value null at '${path}' failed to satisfy constraint: Member must not be null`]
      : [];
  });
}

/**
 * Checks a read input against the model's constraints.
 * @throws AthenaException InvalidRequestException naming every violation in the model's order
 */
export function validateInput(members: readonly Member[], input: Record<string, unknown>): void {
  const found = violationsOfMembers(members, input, "");
  if (found.length === 0) return;
  const count = found.length === 1 ? "1 validation error" : `${found.length} validation errors`;
  throw invalidInput(`${count} detected: ${found.join("; ")}`);
}
