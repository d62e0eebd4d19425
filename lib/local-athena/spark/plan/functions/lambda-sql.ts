/** A lambda function as compile-expressions.ts writes it, taken apart. */
function partsOf(lambda: string): { parameters: string[]; body: string } {
  const match = /^lambda ([^:]*): ([\s\S]*)$/.exec(lambda);
  return { parameters: match?.[1]?.split(", ") ?? [], body: match?.[2] ?? "" };
}

/**
 * The body of a lambda function with SQL in the place of its parameters. Names of columns are unique, so that it is
 * enough not to look into quoted text.
 */
export function applied(lambda: string, ...values: string[]): string {
  const { parameters, body } = partsOf(lambda);
  const written = body.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|\b\w+\b/g, (word) => {
    const at = parameters.indexOf(word);
    return at < 0 ? word : (values[at] ?? word);
  });
  return `(${written})`;
}
