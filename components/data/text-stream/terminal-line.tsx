import type { CSSProperties } from "react";
import type { AnsiSpan } from "./ansi";
import { type Mark, markedPieces } from "./marked-line";
import type { TerminalRow } from "./terminal-rows";

type TerminalLineProps = { row: Pick<TerminalRow, "text" | "spans">; marks?: readonly Mark[] };
const NO_MARKS: readonly Mark[] = [];

/** A row as a terminal shows it; text only, nothing of it is ever markup. */
export function TerminalLine({ row, marks = NO_MARKS }: TerminalLineProps) {
  // An empty row keeps its height.
  if (row.text === "") return "\u200b";
  if (!row.spans && marks.length === 0) return row.text;
  let at = 0;
  return markedPieces(row, marks).map(({ text, span, mark }) => {
    const key = at;
    at += text.length;
    const style = span && styleOf(span);
    return mark ? (
      <mark
        key={key}
        style={{ ...style, color: undefined }}
        className={
          mark.current
            ? "rounded-xs bg-[color-mix(in_srgb,var(--warn)_45%,transparent)] text-ink outline-1 outline-warn"
            : "rounded-xs bg-[color-mix(in_srgb,var(--warn)_25%,transparent)] text-ink"
        }
      >
        {text}
      </mark>
    ) : (
      <span key={key} style={style}>
        {text}
      </span>
    );
  });
}

function styleOf({ color, background, decorations }: AnsiSpan): CSSProperties {
  const has = (name: string) => decorations.includes(name);
  const lines = [has("underline") && "underline", has("strikethrough") && "line-through"];
  return {
    color: color ?? (has("dim") ? "var(--muted)" : undefined),
    backgroundColor: background,
    fontWeight: has("bold") ? 600 : undefined,
    fontStyle: has("italic") ? "italic" : undefined,
    textDecoration: lines.filter(Boolean).join(" ") || undefined,
  };
}
