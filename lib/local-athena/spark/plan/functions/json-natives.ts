import { type JsonNode, readJson } from "../../../sql/functions/json-text";
import { type NativeFunction, native } from "../../../sql/functions/native-function";
import type { SparkType, StructType } from "../plan";
import { decimalParts, isArray, isIntegral, isMap, isStruct } from "../types";

/** JSON as Jackson copies it: numbers as they are written. */
function write(node: JsonNode): string {
  if (node.kind === "string") return JSON.stringify(node.text);
  if (node.kind === "array") return `[${node.items.map(write).join(",")}]`;
  if (node.kind !== "object") return node.text;
  return `{${[...node.entries].map(([key, item]) => `${JSON.stringify(key)}:${write(item)}`).join(",")}}`;
}

const asText = (node: JsonNode): string => (node.kind === "string" ? node.text : write(node));

type Step = { name: string } | { index: number } | "all";

/** A path of Hive: `$.a['b'][0].*`. Undefined for one that cannot be read. */
function pathSteps(path: string): Step[] | undefined {
  if (!path.startsWith("$")) return undefined;
  const steps: Step[] = [];
  const pattern = /\.([^.[*]+)|\['([^']*)'\]|\[(\d+)\]|\[\*\]|\.\*/y;
  for (let at = 1; at < path.length; at = pattern.lastIndex) {
    pattern.lastIndex = at;
    const match = pattern.exec(path);
    if (!match) return undefined;
    const name = match[1] ?? match[2];
    if (name !== undefined) steps.push({ name });
    else steps.push(match[3] === undefined ? "all" : { index: Number(match[3]) });
  }
  return steps;
}

function follow(nodes: JsonNode[], step: Step): JsonNode[] {
  return nodes.flatMap((node): JsonNode[] => {
    if (step === "all") return node.kind === "array" ? node.items : [];
    if ("index" in step) {
      const item = node.kind === "array" ? node.items[step.index] : undefined;
      return item ? [item] : [];
    }
    const objects = node.kind === "array" ? node.items : [node];
    return objects.flatMap((object) => {
      const found = object.kind === "object" ? object.entries.get(step.name) : undefined;
      return found ? [found] : [];
    });
  });
}

function getJsonObject(text: string, path: string): string | null {
  const steps = pathSteps(path);
  const root = steps && readJson(text);
  if (!steps || !root) return null;
  const found = steps.reduce(follow, [root]).filter((node) => node.kind !== "null");
  const isMany = steps.includes("all");
  const [first] = found;
  if (!first) return null;
  if (found.length === 1) return asText(first);
  return isMany || found.length > 1 ? `[${found.map(write).join(",")}]` : asText(first);
}

function field(text: string, name: string): string | null {
  const root = readJson(text);
  const found = root?.kind === "object" ? root.entries.get(name) : undefined;
  return found && found.kind !== "null" ? asText(found) : null;
}

const special = new Set(["NaN", "Infinity", "-Infinity", "+INF", "INF", "-INF"]);
const infinities: Record<string, string> = {
  "+INF": "Infinity",
  INF: "Infinity",
  "-INF": "-Infinity",
};
const integerLimits: Record<string, bigint> = {
  byte: 1n << 7n,
  short: 1n << 15n,
  integer: 1n << 31n,
  long: 1n << 63n,
};

function integral(node: JsonNode, type: string): string | undefined {
  if (node.kind !== "number" || !/^-?\d+$/.test(node.text)) return undefined;
  const limit = integerLimits[type] ?? 0n;
  const value = BigInt(node.text);
  return value >= -limit && value < limit ? node.text : undefined;
}

/** A value as JSON that DuckDB turns into the type; undefined where the JSON is of another one. */
function scalarOf(node: JsonNode, type: string): string | undefined {
  if (type === "string") return JSON.stringify(asText(node));
  if (type === "boolean") return node.kind === "boolean" ? node.text : undefined;
  if (isIntegral(type)) return integral(node, type);
  if (type === "float" || type === "double") {
    if (node.kind === "number") return JSON.stringify(node.text);
    if (node.kind !== "string" || !special.has(node.text)) return undefined;
    return JSON.stringify(infinities[node.text] ?? node.text);
  }
  if (decimalParts(type)) return node.kind === "number" ? JSON.stringify(node.text) : undefined;
  if (node.kind !== "string") return undefined;
  if (type === "binary") return JSON.stringify(node.text);
  if (type !== "date" && type !== "timestamp") return undefined;
  const time = /^(\d{4}-\d{2}-\d{2})(?:[T ](.*))?$/.exec(node.text);
  if (!time) return undefined;
  return JSON.stringify(type === "date" ? time[1] : node.text);
}

/** `null` for what does not fit, as the mode PERMISSIVE has it. */
function converted(node: JsonNode, type: SparkType): string {
  return strictly(node, type) ?? "null";
}

function strictly(node: JsonNode, type: SparkType): string | undefined {
  if (node.kind === "null") return undefined;
  if (typeof type === "string") return scalarOf(node, type);
  if (isArray(type)) {
    const items = node.kind === "array" ? node.items : undefined;
    return items && `[${items.map((item) => converted(item, type.elementType)).join(",")}]`;
  }
  if (node.kind !== "object") return undefined;
  if (isStruct(type)) return struct(node, type);
  if (!isMap(type)) return undefined;
  const pairs = [...node.entries].map(
    ([key, item]) => `{"key":${JSON.stringify(key)},"value":${converted(item, type.valueType)}}`,
  );
  return `[${pairs.join(",")}]`;
}

/** Fields travel by place, as their names may be anything. */
function struct(node: JsonNode | undefined, type: StructType): string {
  const entries = node?.kind === "object" ? node.entries : undefined;
  const members = type.fields.map((one, at) => {
    const item = entries?.get(one.name);
    return `"f${at}":${item ? converted(item, one.type) : "null"}`;
  });
  return `{${members.join(",")}}`;
}

const schemas = new Map<string, SparkType>();

function schemaOf(json: string): SparkType {
  const known = schemas.get(json);
  if (known !== undefined) return known;
  const type: SparkType = JSON.parse(json);
  schemas.set(json, type);
  return type;
}

/** from_json: a struct of a text that is no JSON has nothing but nulls. */
function normalized(text: string, schema: string): string | null {
  const type = schemaOf(schema);
  const root = readJson(text);
  if (text.trim() === "") return null;
  if (typeof type !== "string" && isStruct(type)) {
    return struct(root?.kind === "array" ? root.items[0] : root, type);
  }
  if (
    root?.kind === "object" &&
    typeof type !== "string" &&
    isArray(type) &&
    isStruct(type.elementType)
  ) {
    return `[${struct(root, type.elementType)}]`;
  }
  return (root && strictly(root, type)) ?? null;
}

function arrayLength(text: string): number | null {
  const root = readJson(text);
  return root?.kind === "array" ? root.items.length : null;
}

function objectKeys(text: string): string[] | null {
  const root = readJson(text);
  return root?.kind === "object" ? [...root.entries.keys()] : null;
}

/** JSON as Spark reads it. */
export const jsonNatives: readonly NativeFunction[] = [
  native("spark_get_json_object", ["varchar", "varchar"], "varchar", getJsonObject),
  native("spark_json_field", ["varchar", "varchar"], "varchar", field),
  native("spark_json_normalized", ["varchar", "varchar"], "varchar", normalized),
  native("spark_json_array_length", ["varchar"], "integer", arrayLength),
  native("spark_json_object_keys", ["varchar"], "varchars", objectKeys),
];
