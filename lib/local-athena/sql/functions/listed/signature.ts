/** A function as SHOW FUNCTIONS prints it. */
export type ListedFunction = {
  name: string;
  /** Trino's spelling: `varchar`, `array(E)`. */
  returnType: string;
  /** Comma-separated, in order; empty for none. */
  argumentTypes: string;
  functionType: "scalar" | "aggregate" | "window";
  deterministic: boolean;
  description: string;
};

const changing = new Set(["random", "rand", "uuid", "shuffle", "now"]);

/**
 * Reads lines such as `abs: bigint(bigint); double(double) | Absolute value`: result types, each with the types of its
 * arguments, then the description.
 */
export function listed(
  functionType: ListedFunction["functionType"],
  lines: string,
): ListedFunction[] {
  return lines
    .trim()
    .split("\n")
    .flatMap((line) => {
      const [, name = "", forms = "", description = ""] =
        /^\s*(\w+): (.*?) \| (.*)$/.exec(line) ?? [];
      return forms.split("; ").map((form) => {
        const opening = argumentsAt(form);
        return {
          name,
          returnType: form.slice(0, opening),
          argumentTypes: form.slice(opening + 1, -1),
          functionType,
          deterministic: !changing.has(name),
          description,
        };
      });
    });
}

/** Where the last group of parentheses opens: result types have parentheses of their own. */
function argumentsAt(form: string): number {
  let depth = 0;
  for (let at = form.length - 1; at >= 0; at--) {
    if (form[at] === ")") depth++;
    if (form[at] === "(" && --depth === 0) return at;
  }
  return form.length;
}
