import { FunctionError, invalidArgument } from "./native-function";

const end = "(?![\\s\\S])";
const beforeEnd = `(?=\\n?${end})`;

const posix: Record<string, string> = {
  Alpha: "A-Za-z",
  Digit: "0-9",
  Alnum: "A-Za-z0-9",
  Upper: "A-Z",
  Lower: "a-z",
  Punct: "!-\\/:-@\\[-`\\{-~",
  Space: " \\t\\n\\x0B\\f\\r",
  XDigit: "0-9A-Fa-f",
  Blank: " \\t",
  ASCII: "\\x00-\\x7F",
};

const notSupported = (what: string) =>
  new FunctionError(
    "NOT_SUPPORTED",
    `${what} in a regular expression is not supported by local-athena`,
  );

/** A regular expression in Java's grammar, rewritten into JavaScript's. */
class Rewriting {
  private at = 0;
  private flags = { i: false, m: false, s: false };

  constructor(private readonly source: string) {}

  compile(): RegExp {
    const written = this.rest();
    const flags = `gu${this.flags.i ? "i" : ""}${this.flags.m ? "m" : ""}`;
    return new RegExp(written, flags);
  }

  private rest(): string {
    let out = "";
    while (this.at < this.source.length) out += this.next();
    return out;
  }

  private take(pattern: RegExp): RegExpExecArray | undefined {
    const match = new RegExp(pattern.source, "sy");
    match.lastIndex = this.at;
    const found = match.exec(this.source) ?? undefined;
    if (found !== undefined) this.at += found[0].length;
    return found;
  }

  private next(): string {
    const quoted = this.take(/\\Q(.*?)(?:\\E|$)/);
    if (quoted !== undefined) return (quoted[1] ?? "").replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
    const flags = this.take(/\(\?([a-zA-Z]+)\)/);
    if (flags !== undefined) return this.inlineFlags(flags[1] ?? "");
    if (this.take(/\(\?>/) !== undefined) throw notSupported("An atomic group");
    if (/^\(\?[a-zA-Z-]+:/.test(this.source.slice(this.at)))
      throw notSupported("A group with flags");
    const quantifier = this.take(/[*+?]|\{\d+(?:,\d*)?\}/);
    if (quantifier !== undefined) {
      if (this.take(/\+/) !== undefined) throw notSupported("A possessive quantifier");
      return quantifier[0];
    }
    const letter = this.source[this.at] ?? "";
    if (letter === "\\") return this.escape(false);
    if (letter === "[") return this.characterClass();
    this.at++;
    if (letter === "$") return this.flags.m ? "(?=\\n|(?![\\s\\S]))" : beforeEnd;
    if (letter === "^") return this.flags.m ? "(?<=\\n|(?<![\\s\\S]))" : "(?<![\\s\\S])";
    if (letter === ".") return this.flags.s ? "[\\s\\S]" : "[^\\n]";
    return /[{}\]]/.test(letter) ? `\\${letter}` : letter;
  }

  private inlineFlags(letters: string): string {
    if (this.at !== letters.length + 3) throw notSupported("A flag after the start");
    for (const letter of letters) {
      if (letter !== "i" && letter !== "m" && letter !== "s")
        throw notSupported(`The flag ${letter}`);
      this.flags[letter] = true;
    }
    return "";
  }

  private escape(inClass: boolean): string {
    this.at++;
    const letter = this.source[this.at++];
    if (letter === undefined) throw invalidArgument("end pattern at escape");
    if (letter === "p" || letter === "P") return this.property(letter, inClass);
    if (/[dDwWbBnrtf1-9k]/.test(letter)) return `\\${letter}`;
    if (letter === "s") return inClass ? " \\t\\n\\x0B\\f\\r" : "[ \\t\\n\\x0B\\f\\r]";
    if (letter === "S") return inClass ? "\\S" : "[^ \\t\\n\\x0B\\f\\r]";
    if (letter === "v") return inClass ? "\\n\\x0B\\f\\r" : "[\\n\\x0B\\f\\r]";
    if (letter === "A") return "(?<![\\s\\S])";
    if (letter === "z") return end;
    if (letter === "Z") return beforeEnd;
    if (letter === "e") return "\\x1B";
    if (letter === "a") return "\\x07";
    if (letter === "0")
      return `\\u{${Number.parseInt(this.take(/[0-7]{1,3}/)?.[0] ?? "0", 8).toString(16)}}`;
    if (letter === "x") {
      const code = this.take(/\{([0-9A-Fa-f]+)\}|([0-9A-Fa-f]{2})/);
      return `\\u{${code?.[1] ?? code?.[2] ?? "0"}}`;
    }
    if (letter === "u") return `\\u{${this.take(/[0-9A-Fa-f]{4}/)?.[0] ?? "0"}}`;
    if (/[A-Za-z]/.test(letter)) throw notSupported(`\\${letter}`);
    return /[\\^$.*+?()[\]{}|/-]/.test(letter) && (inClass || letter !== "-")
      ? `\\${letter}`
      : letter;
  }

  private property(letter: string, inClass: boolean): string {
    const name = this.take(/\{(\^?)(\w+)\}|(\w)/);
    if (name === undefined) throw invalidArgument("invalid character property name");
    const property = name[2] ?? name[3] ?? "";
    const negated = (letter === "P") !== (name[1] === "^");
    const ranges = posix[property];
    if (ranges !== undefined) {
      if (inClass && negated) throw notSupported(`\\P{${property}} in a class`);
      return inClass ? ranges : `[${negated ? "^" : ""}${ranges}]`;
    }
    return `\\${negated ? "P" : "p"}{${property.length > 2 && !/^(Alphabetic|Lowercase|Uppercase|White_Space)$/.test(property) ? `Script=${property.replace(/^Is/, "")}` : property}}`;
  }

  private characterClass(): string {
    this.at++;
    let out = this.take(/\^/) === undefined ? "[" : "[^";
    if (this.take(/\]/) !== undefined) out += "\\]";
    for (;;) {
      const letter = this.source[this.at];
      if (letter === undefined) throw invalidArgument("premature end of char-class");
      const named = this.take(/\[:(\w+):\]/);
      if (named !== undefined) {
        const name = named[1] ?? "";
        const ranges = posix[`${name.slice(0, 1).toUpperCase()}${name.slice(1)}`];
        if (ranges === undefined) throw notSupported(named[0]);
        out += ranges;
      } else if (letter === "[" || this.source.startsWith("&&", this.at)) {
        throw notSupported("A class inside a class");
      } else if (letter === "\\") out += this.escape(true);
      else {
        this.at++;
        if (letter === "]") return `${out}]`;
        out += /[(){}/|^]/.test(letter) ? `\\${letter}` : letter;
      }
    }
  }
}

const compiled = new Map<string, RegExp>();
const COMPILED_MAX = 500;

/**
 * Compiles a Java pattern, remembering the last ones.
 * @throws FunctionError INVALID_FUNCTION_ARGUMENT for a pattern that is none, NOT_SUPPORTED for what JavaScript cannot match
 */
export function regularExpression(source: string): RegExp {
  const known = compiled.get(source);
  if (known !== undefined) return known;
  if (compiled.size >= COMPILED_MAX) compiled.clear();
  try {
    const made = new Rewriting(source).compile();
    compiled.set(source, made);
    return made;
  } catch (error) {
    if (error instanceof FunctionError) throw error;
    throw invalidArgument(`Invalid regular expression: ${source}`);
  }
}
