import { type JsonNode, readJson, writeJson } from "./json-text";
import { FunctionError, invalidArgument, type NativeFunction, native } from "./native-function";

/** Numbers that JavaScript would not give back as they are written, also where they stand in a text. */
const delicate = /\d[.eE]|\d{15}|-0/;

function sorted(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(sorted).join(",")}]`;
  const members = Object.entries(value).sort(([a], [b]) =>
    Buffer.compare(Buffer.from(a), Buffer.from(b)),
  );
  return `{${members.map(([key, item]) => `${JSON.stringify(key)}:${sorted(item)}`).join(",")}}`;
}

function parse(text: string): string {
  if (!delicate.test(text)) {
    try {
      return sorted(JSON.parse(text));
    } catch {
      throw invalidArgument(`Cannot convert value to JSON: '${text}'`);
    }
  }
  const node = readJson(text);
  if (node === undefined) throw invalidArgument(`Cannot convert value to JSON: '${text}'`);
  return writeJson(node, true);
}

/** Also `."a"`, as jsonRules writes a member for DuckDB. */
const step =
  /\."([^"]*)"|\.([^.[\]"'*?@\s][^.[\]]*)|\["((?:[^"\\]|\\["\\])*)"\]|\['([^']*)'\]|\[(\d+)\]|\[([A-Za-z_][\w ]*)\]/y;

/** The members and indices of a path such as `$.a["b c"][0]`. */
function pathSteps(path: string): (string | number)[] {
  const invalid = invalidArgument(`Invalid JSON path: '${path}'`);
  let at = path.startsWith("$") ? 1 : 0;
  if (path === "") throw invalid;
  const text = at === 0 && !/^[.[]/.test(path) ? `.${path}` : path;
  const steps: (string | number)[] = [];
  while (at < text.length) {
    step.lastIndex = at;
    const match = step.exec(text);
    if (match === null) throw invalid;
    const [whole, written, member, quoted, single, index, bare] = match;
    steps.push(
      index === undefined
        ? (written ?? member ?? quoted?.replace(/\\(["\\])/g, "$1") ?? single ?? bare ?? "")
        : Number(index),
    );
    at += whole.length;
  }
  return steps;
}

function follow(text: string, path: string): JsonNode | undefined {
  let node = readJson(text);
  for (const name of pathSteps(path)) {
    if (node?.kind === "object") node = node.entries.get(String(name));
    else if (node?.kind === "array" && /^\d+$/.test(String(name))) node = node.items[Number(name)];
    else return undefined;
  }
  return node;
}

function scalar(text: string, path: string): string | null {
  const node = follow(text, path);
  return node === undefined ||
    node.kind === "array" ||
    node.kind === "object" ||
    node.kind === "null"
    ? null
    : node.text;
}

function extract(text: string, path: string): string | null {
  const node = follow(text, path);
  return node === undefined ? null : writeJson(node, false);
}

function size(text: string, path: string): bigint | null {
  const node = follow(text, path);
  if (node === undefined) return null;
  return BigInt(
    node.kind === "array" ? node.items.length : node.kind === "object" ? node.entries.size : 0,
  );
}

function contains(text: string, matches: (item: JsonNode) => boolean): boolean | null {
  const node = readJson(text);
  return node?.kind === "array" ? node.items.some(matches) : null;
}

/** A text comes without its quotes, as Trino's does. */
function arrayGet(text: string, index: bigint): string | null {
  const node = readJson(text);
  if (node?.kind !== "array") return null;
  const item = node.items.at(Number(index));
  if (item === undefined || item.kind === "null") return null;
  return item.kind === "string" ? item.text : writeJson(item, false);
}

function isScalar(text: string): boolean {
  const node = readJson(text);
  if (node === undefined) throw invalidArgument(`Invalid JSON value: ${text}`);
  return node.kind !== "array" && node.kind !== "object";
}

function member(key: string | null, value: string | null): string {
  if (key === null)
    throw new FunctionError(
      "INVALID_FUNCTION_ARGUMENT",
      "null value passed for JSON object key to JSON_OBJECT function",
    );
  return `${JSON.stringify(key)}:${value ?? "null"}`;
}

/** The values are JSON already; NULL among them is left out when `absent`. */
function objectOf(keys: (string | null)[], values: (string | null)[], absent: boolean): string {
  const members = keys.flatMap((key, index) => {
    const value = values[index] ?? null;
    return value === null && absent ? [] : [member(key, value)];
  });
  return `{${members.join(",")}}`;
}

function arrayOf(values: (string | null)[], absent: boolean): string {
  const items = absent ? values.filter((value) => value !== null) : values;
  return `[${items.map((value) => value ?? "null").join(",")}]`;
}

/** Trino's JSON functions beyond DuckDB's: paths known only when they run, Java's numbers, sorted keys. */
export const jsonFunctions: readonly NativeFunction[] = [
  native("athena_json_canonical", ["varchar"], "varchar", parse),
  native("athena_json_path_scalar", ["varchar", "varchar"], "varchar", scalar),
  native("athena_json_path_extract", ["varchar", "varchar"], "varchar", extract),
  native("athena_json_path_size", ["varchar", "varchar"], "bigint", size),
  native("athena_json_array_get", ["varchar", "bigint"], "varchar", arrayGet),
  native("athena_is_json_scalar", ["varchar"], "boolean", isScalar),
  native("athena_json_contains", ["varchar", "varchar"], "boolean", (text, wanted) =>
    contains(text, (item) => item.kind === "string" && item.text === wanted),
  ),
  native("athena_json_contains", ["varchar", "boolean"], "boolean", (text, wanted) =>
    contains(text, (item) => item.kind === "boolean" && item.text === String(wanted)),
  ),
  native("athena_json_contains", ["varchar", "bigint"], "boolean", (text, wanted) =>
    contains(
      text,
      (item) => item.kind === "number" && /^-?\d+$/.test(item.text) && BigInt(item.text) === wanted,
    ),
  ),
  native("athena_json_contains", ["varchar", "double"], "boolean", (text, wanted) =>
    contains(
      text,
      (item) =>
        item.kind === "number" && !/^-?\d+$/.test(item.text) && Number(item.text) === wanted,
    ),
  ),
  native("athena_json_object", ["varchars", "varchars", "boolean"], "varchar", objectOf),
  native("athena_json_array", ["varchars", "boolean"], "varchar", arrayOf),
];
