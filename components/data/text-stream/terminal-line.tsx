import type { CSSProperties } from "react";
import type { AnsiSpan } from "./ansi";
import type { TerminalRow } from "./terminal-rows";

/** A row as a terminal shows it; text only, nothing of it is ever markup. */
export function TerminalLine({ row }: { row: Pick<TerminalRow, "text" | "spans"> }) {
  if (!row.spans) return row.text === "" ? "\u200b" : row.text;
  let at = 0;
  return row.spans.map((span) => {
    const key = at;
    at += span.text.length;
    return (
      <span key={key} style={styleOf(span)}>
        {span.text}
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
