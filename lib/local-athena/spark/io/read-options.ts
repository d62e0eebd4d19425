import { SparkError } from "../bridge";

/** Options of a reader or writer, by their names in lower case. */
export class FileOptions {
  constructor(
    readonly format: string,
    private readonly options: Readonly<Record<string, string>>,
  ) {}

  text(...names: string[]): string | undefined {
    const found = names.find((name) => this.options[name] !== undefined);
    return found === undefined ? undefined : this.options[found];
  }

  flag(name: string, otherwise: boolean): boolean {
    const value = this.options[name]?.toLowerCase();
    if (value === undefined || value === "") return otherwise;
    if (value === "true" || value === "false") return value === "true";
    throw new SparkError("IllegalArgumentException", `${name} flag can be true or false`);
  }

  /** One character, in backslashes what Spark knows: `\t`. `""` for none. */
  character(name: string, otherwise: string, ...aliases: string[]): string {
    const value = this.text(name, ...aliases);
    if (value === undefined) return otherwise;
    const known: Readonly<Record<string, string>> = {
      "\\t": "\t",
      "\\r": "\r",
      "\\b": "\b",
      "\\f": "\f",
      "\\0": "\0",
      "\\u0000": "\0",
      '\\"': '"',
      "\\'": "'",
      "\\\\": "\\",
    };
    const character = known[value] ?? value;
    if (character.length <= 1) return character === "\0" ? "" : character;
    throw new SparkError("IllegalArgumentException", `${name} cannot be more than one character`);
  }

  /** @throws SparkError for an option that is given and changes what local-athena cannot change */
  refuse(...names: string[]): void {
    const found = names.find(
      (name) => this.options[name] !== undefined && this.options[name] !== "",
    );
    if (found !== undefined)
      throw new SparkError(
        "AnalysisException",
        `The option ${found} of ${this.format} is not supported by local-athena`,
      );
  }

  /** @throws SparkError for texts in another encoding than UTF-8 */
  requireUtf8(): void {
    const encoding = this.text("encoding", "charset");
    if (encoding !== undefined && !/^(utf-?8|us-ascii)$/i.test(encoding))
      throw new SparkError(
        "AnalysisException",
        `The encoding ${encoding} is not supported by local-athena: only UTF-8 is`,
      );
  }
}
