export type PythonTokenKind = "keyword" | "builtin" | "function" | "string" | "comment" | "plain";
export type PythonToken = { text: string; kind: PythonTokenKind };

const KEYWORDS = new Set(
  `and as assert async await break case class continue def del elif else except False finally for from global if
  import in is lambda match None nonlocal not or pass raise return True try type while with yield`.split(
    /\s+/,
  ),
);
const BUILTINS = new Set(
  `abs all any bool bytes callable chr dict dir divmod enumerate filter float format frozenset getattr hasattr hash
  help id int isinstance issubclass iter len list map max min next object open ord pow print property range repr
  reversed round set setattr slice sorted staticmethod str sum super tuple zip spark sc self`.split(
    /\s+/,
  ),
);

// Order matters: comments and strings first, so that nothing inside them is read as code.
const QUOTED = [
  `"""[\\s\\S]*?(?:"""|$(?![\\s\\S]))`,
  `'''[\\s\\S]*?(?:'''|$(?![\\s\\S]))`,
  `"(?:[^"\\\\\\n]|\\\\[\\s\\S])*(?:"|$)`,
  `'(?:[^'\\\\\\n]|\\\\[\\s\\S])*(?:'|$)`,
].join("|");
const TOKEN = new RegExp(
  [
    `(?<comment>#[^\\n]*|^%%?\\w[^\\n]*)`,
    `(?<string>(?:(?<![\\p{L}\\p{N}_])[rbfuRBFU]{1,2})?(?:${QUOTED}))`,
    `(?<word>[\\p{L}_][\\p{L}\\p{N}_]*)`,
    `(?<other>[^\\p{L}_#"'%\\n]+|[\\s\\S])`,
  ].join("|"),
  "gmu",
);

/** Splits Python for highlighting: lossless (the texts joined are the input) and tolerant of unfinished code. */
export function tokenizePython(code: string): PythonToken[] {
  const tokens: PythonToken[] = [];
  for (const match of code.matchAll(TOKEN)) {
    const kind = kindOf(match, code);
    const last = tokens.at(-1);
    if (last?.kind === kind && kind === "plain") last.text += match[0];
    else tokens.push({ text: match[0], kind });
  }
  return tokens;
}

function kindOf(match: RegExpExecArray, code: string): PythonTokenKind {
  const { comment, string, word } = match.groups ?? {};
  if (comment !== undefined) return "comment";
  if (string !== undefined) return "string";
  if (word === undefined) return "plain";
  const isAttribute = code[match.index - 1] === ".";
  if (!isAttribute && KEYWORDS.has(word)) return "keyword";
  if (!isAttribute && BUILTINS.has(word)) return "builtin";
  return code[match.index + word.length] === "(" ? "function" : "plain";
}
