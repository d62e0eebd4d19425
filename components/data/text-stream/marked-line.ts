import type { AnsiSpan } from "./ansi";
import type { MatchPart } from "./find-matches";
import type { TerminalRow } from "./terminal-rows";

export type Mark = Pick<MatchPart, "from" | "to"> & { current: boolean };
export type MarkedPiece = { text: string; span: AnsiSpan | undefined; mark: Mark | undefined };

/** A row cut where its style or a mark begins or ends. `marks` are in order and apart from each other. */
export function markedPieces(
  { text, spans }: Pick<TerminalRow, "text" | "spans">,
  marks: readonly Mark[],
): MarkedPiece[] {
  const pieces: MarkedPiece[] = [];
  let at = 0;
  for (const span of spans ?? [undefined]) {
    const end = at + (span?.text.length ?? text.length);
    let from = at;
    for (const mark of marks) {
      if (mark.to <= from || mark.from >= end) continue;
      if (mark.from > from)
        pieces.push({ text: text.slice(from, mark.from), span, mark: undefined });
      const to = Math.min(mark.to, end);
      pieces.push({ text: text.slice(Math.max(from, mark.from), to), span, mark });
      from = to;
    }
    if (from < end) pieces.push({ text: text.slice(from, end), span, mark: undefined });
    at = end;
  }
  return pieces;
}
