import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import { type Grant, ROLES, type Role } from "./permissions";

/** What the groups of the sign-in provider may do; the group `*` is everyone who can sign in. */
export type PolicyGroup = { group: string; grants: Grant[] };

/** What is wrong at a place of the text; lines and columns count from 1, `length` is in characters. */
export type PolicyProblem = { line: number; column: number; length: number; message: string };

export type PolicyReading =
  | { groups: PolicyGroup[] }
  | { kind: "json" | "schema"; problems: PolicyProblem[] };

export const EVERYONE = "*";
const PATTERN_CHARS_MAX = 128;
/** Characters of workgroups' names, and `*`. Any other would make a grant that never gives anything. */
const PATTERN = /^[a-zA-Z0-9._*-]+$/;
const SHOWN_CHARS_MAX = 60;
/** More than any account needs; each request of a person goes through what their groups bring. */
export const POLICY_CHARS_MAX = 1_000_000;
const GROUPS_MAX = 5_000;
const PATTERNS_MAX = 10_000;
/** A policy has five levels; what is nested without end would exhaust the parser's stack. */
const DEPTH_MAX = 50;
const PROBLEMS_MAX = 100;

/** Without a policy file: three group names, each a role over every workgroup. Nobody else gets in. */
export const BUILT_IN_GROUPS: readonly PolicyGroup[] = ROLES.map((role) => ({
  group: `athenaeum-${role}`,
  grants: [{ role, workgroups: ["*"] }],
}));

/** The grants of whoever is in these groups, in the order of the policy. */
export function grantsOfGroups(
  policy: readonly PolicyGroup[],
  names: readonly string[],
): (Grant & { group: string })[] {
  const having = new Set(names).add(EVERYONE);
  return policy
    .filter(({ group }) => having.has(group))
    .flatMap(({ group, grants }) => grants.map((grant) => ({ ...grant, group })));
}

/**
 * Reads a policy file: strict JSON, every member known, no name twice. The faults of the schema are told together,
 * the first hundred of them.
 */
export function readAccessPolicy(file: string): PolicyReading {
  const text = file.replace(/^\uFEFF/, "");
  const refused = outOfBounds(text);
  if (refused) return { kind: "schema", problems: [refused] };
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  if (!isJson(text)) return { kind: "json", problems: [jsonProblem(text, errors[0])] };
  const told: { at: Node; message: string }[] = [];
  const groups = tree ? readGroups(tree, (at, message) => told.push({ at, message })) : [];
  refuseMany(groups, tree, (at, message) => told.push({ at, message }));
  if (told.length === 0) return { groups };
  told.sort((one, other) => one.at.offset - other.at.offset);
  const problems = told
    .slice(0, PROBLEMS_MAX)
    .map(({ at, message }) => problemAt(text, at, message));
  const next = told[PROBLEMS_MAX];
  const left = told.length - PROBLEMS_MAX;
  if (next) problems.push(problemAt(text, next.at, `From here on ${left} more problems follow`));
  return { kind: "schema", problems };
}

function problemAt(text: string, at: Node, message: string): PolicyProblem {
  const firstLine = text.slice(at.offset, at.offset + at.length).split("\n", 1)[0] ?? "";
  const length = Math.max(1, firstLine.trimEnd().length);
  return { ...placeOf(text, at.offset), length, message };
}

/** What is not even looked at: too long, or nested beyond reason. */
function outOfBounds(text: string): PolicyProblem | undefined {
  if (text.length > POLICY_CHARS_MAX)
    return {
      line: 1,
      column: 1,
      length: 1,
      message: `A policy has at most ${POLICY_CHARS_MAX} characters: this has ${text.length}`,
    };
  let depth = 0;
  let quoted = false;
  for (let offset = 0; offset < text.length; offset += 1) {
    const char = text[offset];
    if (quoted && char === "\\") offset += 1;
    else if (char === '"' || char === "\n") quoted = char === '"' && !quoted;
    else if (!quoted && (char === "[" || char === "{")) depth += 1;
    else if (!quoted && (char === "]" || char === "}")) depth -= 1;
    if (depth > DEPTH_MAX)
      return { ...placeOf(text, offset), length: 1, message: "This is nested too deeply" };
  }
  return undefined;
}

function refuseMany(groups: PolicyGroup[], root: Node | undefined, tell: Tell): void {
  if (!root) return;
  if (groups.length > GROUPS_MAX)
    tell(root, `A policy has at most ${GROUPS_MAX} groups: this has ${groups.length}`);
  const patterns = groups
    .flatMap(({ grants }) => grants)
    .reduce((count, { workgroups }) => count + workgroups.length, 0);
  if (patterns > PATTERNS_MAX)
    tell(root, `A policy names at most ${PATTERNS_MAX} workgroups: this names ${patterns}`);
}

type Tell = (at: Node, message: string) => void;

function readGroups(root: Node, tell: Tell): PolicyGroup[] {
  const found = new Map(members(root, "The whole", ["groups"], tell)).get("groups");
  if (!found) {
    if (root.type === "object") tell(root, 'The member "groups" is missing');
    return [];
  }
  return members(found, "groups", undefined, tell).map(([group, node]) => ({
    group,
    grants: items(node, `groups.${cut(group)}`, 0, tell).flatMap((grant, index) => {
      const read = readGrant(grant, `groups.${cut(group)}[${index}]`, tell);
      return read ? [read] : [];
    }),
  }));
}

function readGrant(node: Node, path: string, tell: Tell): Grant | undefined {
  const found = new Map(members(node, path, ["role", "workgroups"], tell));
  if (node.type !== "object") return undefined;
  for (const name of ["role", "workgroups"])
    if (!found.has(name)) tell(node, `${path}: the member "${name}" is missing`);
  const role = found.get("role");
  const known = ROLES.find((each): each is Role => each === role?.value);
  if (role && known === undefined)
    tell(role, `${path}.role is ${shown(role)}: set it to one of ${ROLES.join(", ")}`);
  const list = found.get("workgroups");
  const patterns = list ? items(list, `${path}.workgroups`, 1, tell) : [];
  const workgroups = patterns.flatMap((pattern, index) => {
    const { value } = pattern as { value?: unknown };
    const fits = typeof value === "string" && value !== "" && value.length <= PATTERN_CHARS_MAX;
    if (fits && PATTERN.test(value)) return [value];
    if (fits) {
      const what = "names have letters of a to z, digits and . _ -, and * stands for any of them";
      tell(
        pattern,
        `${path}.workgroups[${index}] is ${shown(pattern)}, which no name is like: ${what}`,
      );
      return [];
    }
    tell(
      pattern,
      `${path}.workgroups[${index}] is ${shown(pattern)}: set it to the name of a workgroup, in which * stands for any characters, of 1 to ${PATTERN_CHARS_MAX} characters`,
    );
    return [];
  });
  return known && { role: known, workgroups };
}

/** The members of an object with their names; `allowed` undefined takes any name but the empty one. */
function members(
  node: Node,
  path: string,
  allowed: readonly string[] | undefined,
  tell: Tell,
): [name: string, node: Node][] {
  const found: [string, Node][] = [];
  const names = new Set<string>();
  if (node.type !== "object") {
    tell(node, `${path} is ${shown(node)}: it must be an object`);
    return found;
  }
  for (const property of node.children ?? []) {
    const [key, value] = property.children ?? [];
    if (!key || !value) continue;
    const name = String(key.value);
    if (names.has(name)) tell(key, `"${cut(name)}" is given twice: only one of them would count`);
    else if (name === "") tell(key, "A name is empty");
    else if (allowed && !allowed.includes(name))
      tell(key, `"${cut(name)}" is unknown here: ${path} has ${allowed.join(" and ")}`);
    names.add(name);
    found.push([name, value]);
  }
  return found;
}

function items(node: Node, path: string, least: number, tell: Tell): Node[] {
  if (node.type !== "array") tell(node, `${path} is ${shown(node)}: it must be a list`);
  else if ((node.children ?? []).length < least) tell(node, `${path} is empty`);
  return node.type === "array" ? (node.children ?? []) : [];
}

function shown(node: Node): string {
  if (node.type === "object") return "an object";
  if (node.type === "array") return "a list";
  return cut(JSON.stringify(node.value));
}

const cut = (text: string) =>
  text.length > SHOWN_CHARS_MAX ? `${text.slice(0, SHOWN_CHARS_MAX)}…` : text;

const placeOf = (text: string, offset: number) => {
  const lines = text.slice(0, offset).split("\n");
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
};

/** jsonc-parser's codes as sentences; the others become words by themselves. */
const REASONS: Record<string, string> = {
  InvalidSymbol: "This cannot stand here: names and texts need double quotes",
  PropertyNameExpected: "A name in double quotes is expected",
  ValueExpected: "A value is expected",
  ColonExpected: "A colon is expected",
  CommaExpected: "A comma is expected",
  CloseBraceExpected: "A closing brace is expected",
  CloseBracketExpected: "A closing bracket is expected",
  EndOfFileExpected: "Nothing more is expected here",
  InvalidCommentToken: "JSON has no comments",
  UnexpectedEndOfString: "A string has no closing quote",
};

function jsonProblem(text: string, error: ParseError | undefined): PolicyProblem {
  const code = error && printParseErrorCode(error.error);
  const reason = code && (REASONS[code] ?? code.replace(/(?<!^)([A-Z])/g, " $1"));
  const end = mayGoOn(text);
  const offset = end ? text.length : firstWrong(text);
  const message = reason ?? (end ? "Something is missing" : "This cannot stand here");
  return { ...placeOf(text, offset), length: 1, message };
}

/** Offset of the first character that cannot stand where it stands. The parser does not always tell. */
function firstWrong(text: string): number {
  let good = 0;
  let bad = text.length;
  while (good + 1 < bad) {
    const middle = Math.floor((good + bad) / 2);
    if (mayGoOn(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  return bad - 1;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether some text could follow that makes this JSON. */
function mayGoOn(start: string): boolean {
  try {
    JSON.parse(start);
    return true;
  } catch (error) {
    const { message } = error as Error;
    const position = Number(/at position (\d+)/.exec(message)?.[1] ?? -1);
    return /end of JSON input|^Unterminated/.test(message) || position >= start.length;
  }
}
