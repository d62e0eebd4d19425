import { javaDouble } from "../types/value-text";

export type JsonNode =
  | { kind: "null" | "boolean" | "number" | "string"; text: string }
  | { kind: "array"; items: JsonNode[] }
  | { kind: "object"; entries: Map<string, JsonNode> };

/** Reads JSON (RFC 8259) without losing digits. Undefined when the text is none. */
export function readJson(text: string): JsonNode | undefined {
  let at = 0;
  const token = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) return undefined;
    at += match[0].length;
    return match[0];
  };
  const blank = () => token(/[ \t\n\r]*/y);
  const value = (depth: number): JsonNode | undefined => {
    if (depth > 1_000) return undefined;
    blank();
    const first = text[at];
    if (first === "{") return object(depth);
    if (first === "[") return array(depth);
    const string = token(/"(?:[^"\\]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*"/y);
    if (string !== undefined) return stringNode(string);
    const number = token(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
    if (number !== undefined) return { kind: "number", text: number };
    const word = token(/true|false|null/y);
    if (word === undefined) return undefined;
    return { kind: word === "null" ? "null" : "boolean", text: word };
  };
  const array = (depth: number): JsonNode | undefined => {
    at++;
    const items: JsonNode[] = [];
    blank();
    if (token(/\]/y) !== undefined) return { kind: "array", items };
    for (;;) {
      const item = value(depth + 1);
      if (item === undefined) return undefined;
      items.push(item);
      blank();
      if (token(/\]/y) !== undefined) return { kind: "array", items };
      if (token(/,/y) === undefined) return undefined;
    }
  };
  const object = (depth: number): JsonNode | undefined => {
    at++;
    const entries = new Map<string, JsonNode>();
    blank();
    if (token(/\}/y) !== undefined) return { kind: "object", entries };
    for (;;) {
      blank();
      if (text[at] !== '"') return undefined;
      const key = value(depth + 1);
      blank();
      if (key?.kind !== "string" || token(/:/y) === undefined) return undefined;
      const item = value(depth + 1);
      if (item === undefined) return undefined;
      entries.set(key.text, item);
      blank();
      if (token(/\}/y) !== undefined) return { kind: "object", entries };
      if (token(/,/y) === undefined) return undefined;
    }
  };
  const read = value(0);
  blank();
  return at === text.length ? read : undefined;
}

/** Undefined for a string with control characters, which JSON writes escaped. */
function stringNode(text: string): JsonNode | undefined {
  try {
    return { kind: "string", text: String(JSON.parse(text)) };
  } catch {
    return undefined;
  }
}

/** Compact JSON; the keys in order when it is canonical, and doubles always as Java prints them. */
export function writeJson(node: JsonNode, canonical: boolean): string {
  if (node.kind === "string") return JSON.stringify(node.text);
  if (node.kind === "number")
    return /[.eE]/.test(node.text) ? javaDouble(Number(node.text)) : node.text;
  if (node.kind === "array")
    return `[${node.items.map((item) => writeJson(item, canonical)).join(",")}]`;
  if (node.kind !== "object") return node.text;
  const entries = [...node.entries];
  if (canonical) entries.sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${writeJson(item, canonical)}`).join(",")}}`;
}
