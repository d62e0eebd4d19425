import { SqlError } from "../engine";
import type { Tree } from "../trino-parser";

type Piece = { start: number; end: number; from: number };

/** Offset of a node's text: from its first character up to after its last. */
function extent(node: Tree): { start: number; end: number } {
  const { start, stop } = node as Tree & {
    start?: { start: number } | null;
    stop?: { stop: number } | null;
  };
  return { start: start?.start ?? 0, end: (stop?.stop ?? -1) + 1 };
}

function lineAndColumn(characters: readonly string[], offset: number): string {
  const before = characters.slice(0, offset).join("").split("\n");
  return `line ${before.length}:${Array.from(before.at(-1) ?? "").length + 1}`;
}

/** A text made of our words and pieces of the user's statement, which knows where each piece came from. */
export class ComposedText {
  private readonly characters: string[];
  private readonly pieces: Piece[] = [];
  private readonly parts: string[] = [];
  private length = 0;

  constructor(sql: string) {
    this.characters = Array.from(sql);
  }

  get text(): string {
    return this.parts.join("");
  }

  /** Adds our own words. */
  add(words: string): this {
    this.parts.push(words);
    this.length += Array.from(words).length;
    return this;
  }

  /** Adds what the user wrote for a node. */
  addNode(node: Tree): this {
    const { start, end } = extent(node);
    this.pieces.push({ start: this.length, end: this.length + end - start, from: start });
    return this.add(this.characters.slice(start, end).join(""));
  }

  /** The failure with positions in the user's statement: the place of what is ours is its beginning. */
  positioned(error: unknown): unknown {
    if (!(error instanceof SqlError)) return error;
    const composed = Array.from(this.text);
    const told = (text: string) =>
      text.replace(/line (\d+):(\d+)/, (_, line: string, column: string) => {
        const before = composed
          .join("")
          .split("\n")
          .slice(0, Number(line) - 1);
        const offset =
          before.reduce((sum, text) => sum + Array.from(text).length + 1, 0) + Number(column) - 1;
        const piece = this.pieces.find(({ start, end }) => start <= offset && offset < end);
        return piece === undefined
          ? "line 1:1"
          : lineAndColumn(this.characters, piece.from + offset - piece.start);
      });
    const { reason, errorCategory, errorType, errorMessage, retryable } = error;
    return new SqlError(told(reason), errorCategory, errorType, told(errorMessage), retryable);
  }
}
