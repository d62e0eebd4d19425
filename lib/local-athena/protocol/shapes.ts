import constraints from "./constraints.json";

export type Shape = {
  type: "string" | "integer" | "long" | "boolean" | "list" | "map" | "structure";
  min?: number;
  max?: number;
  pattern?: string;
  enum?: string[];
  element?: string;
  key?: string;
  value?: string;
  members?: Record<string, string>;
};

export type Member = { name: string; shape: Shape; required: boolean };

const shapes = constraints.shapes as Record<string, Shape>;
const operations = constraints.operations as Record<string, Record<string, string>>;

export function shapeNamed(name: string): Shape {
  const shape = shapes[name];
  if (!shape) throw new Error(`constraints.json has no shape ${name}`);
  return shape;
}

const readMembers = new WeakMap<Record<string, string>, readonly Member[]>();

/** Members of a structure or an input; in the table a trailing `*` marks a required one. */
export function membersOf(members: Record<string, string>): readonly Member[] {
  const known = readMembers.get(members);
  if (known) return known;
  const read = Object.entries(members).map(([name, reference]) => {
    const required = reference.endsWith("*");
    return { name, required, shape: shapeNamed(required ? reference.slice(0, -1) : reference) };
  });
  readMembers.set(members, read);
  return read;
}

/** Input of an operation in the order of the service model; undefined for an unknown operation. */
export function inputMembers(operation: string): readonly Member[] | undefined {
  const members = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
  return members && membersOf(members);
}
