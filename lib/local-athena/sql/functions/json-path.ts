import { type JsonNode, readJson, writeJson } from "./json-text";
import { FunctionError, type NativeFunction, native } from "./native-function";

type Range = { from: number | "last"; to: number | "last" };
type Step = { member: string } | { members: true } | { elements: Range[] | "all" };
type Path = { strict: boolean; steps: Step[] };

const stepPattern =
  /\s*(?:\.\s*(?:([A-Za-z_][\w$]*)(?!\s*\()|"((?:[^"\\]|\\.)*)"|(\*))|\[\s*(?:(\*)|((?:\d+|last)(?:\s+to\s+(?:\d+|last))?(?:\s*,\s*(?:\d+|last)(?:\s+to\s+(?:\d+|last))?)*))\s*\])/y;

const place = (text: string | undefined): number | "last" =>
  text === undefined || text === "last" ? "last" : Number(text);

function range(text: string): Range {
  const [from, to] = text.trim().split(/\s+to\s+/);
  return { from: place(from), to: place(to ?? from) };
}

/** An SQL/JSON path of members and elements; filters, arithmetic and methods are refused. */
function parsePath(text: string): Path {
  const start = /^\s*(?:(lax|strict)\s+)?\$/i.exec(text);
  const refused = new FunctionError(
    "NOT_SUPPORTED",
    `The JSON path '${text}' is not supported by local-athena`,
  );
  if (start === null) throw refused;
  const steps: Step[] = [];
  let at = start[0].length;
  while (text.slice(at).trim() !== "") {
    stepPattern.lastIndex = at;
    const match = stepPattern.exec(text);
    if (match === null) throw refused;
    const [whole, member, quoted, anyMember, anyElement, ranges] = match;
    if (anyMember !== undefined) steps.push({ members: true });
    else if (anyElement !== undefined) steps.push({ elements: "all" });
    else if (ranges !== undefined) steps.push({ elements: ranges.split(",").map(range) });
    else steps.push({ member: member ?? String(JSON.parse(`"${quoted ?? ""}"`)) });
    at += whole.length;
  }
  return { strict: start[1]?.toLowerCase() === "strict", steps };
}

/** Undefined where strict mode finds no such structure. */
function follow(nodes: JsonNode[], step: Step, strict: boolean): JsonNode[] | undefined {
  const found: JsonNode[] = [];
  for (const node of nodes) {
    if ("elements" in step) {
      if (node.kind !== "array" && strict) return undefined;
      const items = node.kind === "array" ? node.items : [node];
      const picked = elements(items, step.elements, strict);
      if (picked === undefined) return undefined;
      found.push(...picked);
      continue;
    }
    const inner = node.kind === "array" && !strict ? node.items : [node];
    for (const item of inner) {
      if (item.kind !== "object") {
        if (strict) return undefined;
      } else if ("members" in step) found.push(...item.entries.values());
      else {
        const value = item.entries.get(step.member);
        if (value !== undefined) found.push(value);
        else if (strict) return undefined;
      }
    }
  }
  return found;
}

function elements(
  items: JsonNode[],
  ranges: Range[] | "all",
  strict: boolean,
): JsonNode[] | undefined {
  if (ranges === "all") return items;
  const indexOf = (at: number | "last") => (at === "last" ? items.length - 1 : at);
  const found: JsonNode[] = [];
  for (const { from, to } of ranges) {
    const [first, last] = [indexOf(from), indexOf(to)];
    if (strict && (first > last || last >= items.length)) return undefined;
    found.push(...items.slice(Math.max(0, first), last + 1));
  }
  return found;
}

/** The items that a path finds, as JSON. NULL for text that is no JSON and for what strict mode does not find. */
function items(text: string, path: string): string[] | null {
  const { strict, steps } = parsePath(path);
  const root = readJson(text);
  let nodes: JsonNode[] | undefined = root === undefined ? undefined : [root];
  for (const step of steps) nodes = nodes === undefined ? undefined : follow(nodes, step, strict);
  return nodes?.map((node) => writeJson(node, false)) ?? null;
}

function kind(text: string): string {
  return readJson(text)?.kind ?? "null";
}

/** What json_exists, json_value and json_query are made of. */
export const jsonPathFunctions: readonly NativeFunction[] = [
  native("athena_json_items", ["varchar", "varchar"], "varchars", items),
  native("athena_json_kind", ["varchar"], "varchar", kind),
];
