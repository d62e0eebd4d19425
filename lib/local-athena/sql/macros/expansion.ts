import { asWritten, type Piece, scanCalls } from "./scan-calls";

/**
 * How many tokens a call of a macro becomes: `base` of its own, and each argument as often as `uses` says.
 * DuckDB expands macros before it computes anything, so an argument that is used twice is also bound twice.
 */
export type Expansion = { base: number; uses: readonly number[] };

export type Expansions = ReadonlyMap<string, Expansion>;

const weightOf = (values: readonly Piece[], uses: readonly number[]): number =>
  values.reduce((sum, value, index) => sum + value.weight * (uses[index] ?? 1), 0);

/** The tokens of a call of a macro, or of any other function. */
export function expandedWeight(expansion: Expansion | undefined, values: readonly Piece[]): number {
  return (expansion?.base ?? 1) + weightOf(values, expansion?.uses ?? []);
}

type Form = { parameters: string[]; isTyped: boolean[]; body: string };

const list = String.raw`\((?:[^()]|\([^()]*\))*\)`;
const head = new RegExp(String.raw`^(${list})\s+AS\s+`);
const nextForm = new RegExp(String.raw`,\s*(?=\(\w+(?:\s+\w+(?:${list})?)?(?:,[^()]*)?\)\s+AS\s)`);

/** The forms of `name(a, b TYPE) AS body, (a) AS body`. */
function formsOf(macro: string): Form[] {
  const forms: Form[] = [];
  for (let rest = macro.slice(macro.indexOf("(")); rest !== ""; ) {
    const written = head.exec(rest);
    if (written === null) throw new Error(`Not a macro: ${macro.slice(0, 80)}`);
    const names = (written[1] ?? "").slice(1, -1).replaceAll(/\([^()]*\)/g, "");
    const parameters = names.split(",").map((text) => text.trim().split(/\s+/));
    const after = rest.slice(written[0].length);
    const next = nextForm.exec(after);
    forms.push({
      parameters: parameters.map(([name = ""]) => name),
      isTyped: parameters.map((words) => words.length > 1),
      body: after.slice(0, next?.index),
    });
    rest = next === null ? "" : after.slice(next.index + next[0].length);
  }
  return forms;
}

function expansionOf(form: Form, known: Expansions): Expansion {
  const usesOf = (parameter: string) =>
    scanCalls(
      form.body,
      (word) => (word === parameter ? 1 : 0),
      (name, values) => ({
        text: asWritten(name, values),
        weight: weightOf(values, known.get(name)?.uses ?? []),
      }),
    ).weight;
  const whole = scanCalls(
    form.body,
    () => 1,
    (name, values) => ({
      text: asWritten(name, values),
      weight: expandedWeight(known.get(name), values),
    }),
  ).weight;
  const inBody = form.parameters.map(usesOf);
  return {
    base: Math.max(1, whole - inBody.reduce((sum, count) => sum + count, 0)),
    // A typed parameter is bound once more, to choose the form.
    uses: inBody.map((count, index) => count + (form.isTyped[index] === true ? 1 : 0)),
  };
}

/**
 * Reads from the macros themselves what each expands to.
 * @param macros as they follow CREATE MACRO, each after those that it calls
 */
export function expansionsOf(macros: readonly string[]): Expansions {
  const found = new Map<string, Expansion>();
  for (const macro of macros) {
    const forms = formsOf(macro).map((form) => expansionOf(form, found));
    const width = Math.max(...forms.map((form) => form.uses.length));
    found.set(macro.slice(0, macro.indexOf("(")), {
      base: Math.max(...forms.map((form) => form.base)),
      uses: Array.from({ length: width }, (_, index) =>
        Math.max(...forms.map((form) => form.uses[index] ?? 0)),
      ),
    });
  }
  return found;
}
