import { type Expansions, expandedWeight } from "./expansion";
import { asWritten, type Piece, scanCalls } from "./scan-calls";

/** Tokens up to which a macro may expand: more than people's statements come to, little to the binder. */
const EXPANDED_MAX = 2_500;
const plain = "(?:-?\\d[\\w.]*|'[^']*(?:''[^']*)*'|NULL|true|false)";
const literal = new RegExp(
  `^\\s*(?:${plain}|CAST\\(${plain} AS [\\w ]+(?:\\([\\d, ]+\\))?\\))\\s*$`,
  "i",
);

/**
 * Keeps macros inside macros from growing without bound. Where a call would become too long, what it repeats is
 * computed first, as the element of a list: the macro then repeats a name.
 * @param sql as the translator writes it: its literals hold whatever the user likes, all else is known
 */
export function bindOnce(sql: string, expansions: Expansions): string {
  const call = (name: string, values: readonly Piece[]): Piece => {
    const expansion = expansions.get(name);
    const weight = expandedWeight(expansion, values);
    if (expansion === undefined || weight <= EXPANDED_MAX) {
      return { text: asWritten(name, values), weight };
    }
    const repeats = values.some(
      (value, index) => (expansion.uses[index] ?? 0) > 1 && value.weight > 1,
    );
    if (!repeats) return { text: asWritten(name, values), weight };
    // Literals stay where they are: some parameters must be constant.
    const bound = values.filter((value) => !literal.test(value.text));
    const names = values.map((value) => {
      const index = bound.indexOf(value);
      if (index === -1) return value.text;
      return bound.length === 1 ? "athena_o" : `athena_o.v${index}`;
    });
    const inner = bound.map((value) => value.text);
    const element =
      inner.length === 1
        ? inner[0]
        : `{${inner.map((text, at) => `'v${at}': ${text}`).join(", ")}}`;
    return {
      text: `list_transform([${element}], lambda athena_o: ${name}(${names.join(", ")}))[1]`,
      weight: bound.reduce((sum, value) => sum + value.weight, expansion.base),
    };
  };
  return scanCalls(sql, () => 1, call).text;
}
