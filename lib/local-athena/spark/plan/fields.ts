import { expressionText } from "./expression-text";
import { analysisError } from "./names";
import type { SparkType, StructType } from "./plan";
import type { Typed } from "./resolved";
import { simpleString } from "./type-text";
import { callOf } from "./typed";
import { arrayOf, isArray, isMap, isStruct } from "./types";

function fieldOf(
  struct: StructType,
  name: string,
): { name: string; type: SparkType; nullable: boolean } {
  const found = struct.fields.filter((field) => field.name.toLowerCase() === name.toLowerCase());
  const [field] = found;
  if (!field) {
    const names = struct.fields.map((other) => other.name).join(", ");
    throw analysisError(`No such struct field ${name} in ${names}`);
  }
  if (found.length > 1) {
    throw analysisError(
      `Ambiguous reference to fields ${found.map((other) => `StructField(${other.name})`).join(", ")}`,
    );
  }
  return field;
}

/** A field of a struct, or of each struct of an array. */
function structField(child: Typed, name: string): Typed | undefined {
  if (isStruct(child.type)) {
    const field = fieldOf(child.type, name);
    return {
      kind: "field",
      child,
      name: field.name,
      type: field.type,
      nullable: child.nullable || field.nullable,
    };
  }
  if (!isArray(child.type) || !isStruct(child.type.elementType)) return undefined;
  const field = fieldOf(child.type.elementType, name);
  return {
    kind: "field",
    child,
    name: field.name,
    type: arrayOf(field.type, child.type.containsNull || field.nullable),
    nullable: child.nullable,
  };
}

/**
 * `child[key]` and `child.key` (ExtractValue): a field, an element, or a map's value.
 * @throws SparkError for what has no such thing
 */
export function extractValue(child: Typed, key: Typed): Typed {
  if (key.kind === "literal" && key.type === "string") {
    const field = structField(child, String(key.value));
    if (field) return field;
  }
  if (isArray(child.type)) return callOf("getitem", [child, key]);
  if (isMap(child.type)) return callOf("getmapvalue", [child, key]);
  if (isStruct(child.type)) {
    throw analysisError(
      `Field name should be String Literal, but it's ${expressionText(key, "sql")}`,
    );
  }
  throw analysisError(
    `Can't extract value from ${expressionText(child, "sql")}: need struct type but got ${simpleString(child.type)}`,
  );
}
