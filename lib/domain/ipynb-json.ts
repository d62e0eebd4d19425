const BLANK = /[\t\n\r ]*/y;
const SCALAR = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

type Expected = "value" | "name" | "colon" | "end";

/**
 * Where a text stops being JSON, as `line 3, column 14: expected …`. The engines' own messages name a place
 * in their own ways, or none at all.
 */
export function jsonErrorAt(text: string): string {
  const open: ("{" | "[")[] = [];
  let at = 0;
  let expected: Expected = "value";
  let mayClose = false;
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const [found] = pattern.exec(text) ?? [];
    if (found !== undefined) at += found.length;
    return found !== undefined;
  };
  const takeString = () => {
    if (text[at] !== '"') return false;
    for (at += 1; at < text.length; ) {
      const char = text[at] as string;
      if (char < " ") return false;
      if (char !== "\\") at += 1;
      else if (!take(ESCAPE)) return false;
      if (char === '"') return true;
    }
    return false;
  };
  const close = () => {
    const bracket = open.at(-1);
    if (bracket === undefined || text[at] !== (bracket === "{" ? "}" : "]")) return false;
    open.pop();
    at += 1;
    expected = "end";
    return true;
  };
  const step = (): boolean => {
    if (expected === "end") {
      if (open.length > 0 && text[at] === ",") {
        at += 1;
        expected = open.at(-1) === "{" ? "name" : "value";
        mayClose = false;
        return true;
      }
      return close();
    }
    if (mayClose && close()) return true;
    mayClose = false;
    if (expected === "colon") {
      if (text[at] !== ":") return false;
      at += 1;
      expected = "value";
      return true;
    }
    if (expected === "name") {
      expected = "colon";
      return takeString() || fail("name");
    }
    const bracket = text[at];
    if (bracket === "{" || bracket === "[") {
      open.push(bracket);
      at += 1;
      expected = bracket === "{" ? "name" : "value";
      mayClose = true;
      return true;
    }
    expected = "end";
    return takeString() || take(SCALAR) || fail("value");
  };
  const fail = (what: Expected) => {
    expected = what;
    return false;
  };
  take(BLANK);
  while (at < text.length && step()) take(BLANK);
  return `${placeOf(text, at)}: ${said(expected, open.at(-1), at >= text.length)}`;
}

function said(expected: Expected, inside: "{" | "[" | undefined, ended: boolean): string {
  if (ended) return "the text ends too early";
  switch (expected) {
    case "value":
      return "expected a value";
    case "name":
      return "expected a member name in double quotes";
    case "colon":
      return "expected a colon";
    case "end":
      if (inside === undefined) return "expected the end of the text";
      return inside === "{" ? "expected a comma or }" : "expected a comma or ]";
  }
}

function placeOf(text: string, at: number): string {
  const before = text.slice(0, at);
  const line = before.split("\n").length;
  return `line ${line}, column ${at - before.lastIndexOf("\n")}`;
}
