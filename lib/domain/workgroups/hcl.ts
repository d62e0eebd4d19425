/** One argument or block of HCL; a comment stands on lines of its own. */
export type HclNode =
  | { argument: string; value: HclValue }
  | { block: string; nodes: HclNode[] }
  | { comment: string };
export type HclValue =
  | string
  | number
  | boolean
  | readonly string[]
  | { readonly [key: string]: string };

/** A quoted template without any interpolation. */
export const hclText = (text: string) =>
  `"${text
    .replace(/[\\"]/g, "\\$&")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t")
    .replace(/[\p{Cc}\u2028\u2029]/gu, escaped)
    .replace(/([$%]*)([$%])\{/g, literalSequence)}"`;

const escaped = (character: string) =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** `$${` is a literal `${`. Signs before it are escaped too: it is not known how `$$${` is read. */
const literalSequence = (_whole: string, before: string, sign: string) =>
  `${[...before].map(escaped).join("")}${sign}${sign}{`;

const isText = (value: HclValue): value is string => typeof value === "string";

function valueLines(value: HclValue): string[] {
  if (isText(value)) return [hclText(value)];
  if (typeof value !== "object") return [String(value)];
  if (Array.isArray(value)) return [`[${value.map(hclText).join(", ")}]`];
  const keys = Object.keys(value).map(hclText);
  const width = Math.max(...keys.map((key) => key.length));
  const entries = Object.values(value).map(
    (text, index) => `  ${keys[index]?.padEnd(width)} = ${hclText(text)}`,
  );
  return ["{", ...entries, "}"];
}

/** As `terraform fmt` sets it: the values of arguments that follow each other stand below each other. */
export function hclLines(nodes: readonly HclNode[]): string[] {
  const lines: string[] = [];
  nodes.forEach((node, index) => {
    const previous = nodes[index - 1];
    if (previous !== undefined && ("block" in node || "block" in previous)) lines.push("");
    if ("comment" in node) lines.push(...node.comment.split("\n").map((line) => `# ${line}`));
    else if ("block" in node)
      lines.push(`${node.block} {`, ...hclLines(node.nodes).map(indented), "}");
    else {
      const [first = "", ...rest] = valueLines(node.value);
      lines.push(`${node.argument.padEnd(widthAt(nodes, index))} = ${first}`, ...rest);
    }
  });
  return lines;
}

const indented = (line: string) => (line === "" ? line : `  ${line}`);

/** The longest name of the arguments of one line around this one. */
function widthAt(nodes: readonly HclNode[], index: number): number {
  const inRun = (at: number) => {
    const node = nodes[at];
    return node !== undefined && "argument" in node && valueLines(node.value).length === 1;
  };
  if (!inRun(index)) return 0;
  let [from, to] = [index, index];
  while (inRun(from - 1)) from -= 1;
  while (inRun(to + 1)) to += 1;
  return Math.max(
    ...nodes.slice(from, to + 1).map((node) => ("argument" in node ? node.argument.length : 0)),
  );
}
