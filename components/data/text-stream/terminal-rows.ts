import { type AnsiSpan, createAnsiReader } from "./ansi";

/** One row on screen. A line longer than the screen is several rows; `line` counts from the first of the text. */
export type TerminalRow = {
  line: number;
  /** Where its line begins in the text, in UTF-16 units. */
  at: number;
  text: string;
  /** Absent for plain text. */
  spans: readonly AnsiSpan[] | undefined;
  /** The line goes on in the next row. */
  continues: boolean;
};

/**
 * Text as a terminal shows it, in rows of at most `columnsMax` columns: carriage returns and backspaces
 * overwrite, tabs go to the next eighth column, other control characters are shown as their symbols.
 */
export function terminalRows(text: string, columnsMax: number): TerminalRow[] {
  const reader = createAnsiReader();
  const rows: TerminalRow[] = [];
  let line = 0;
  let start = 0;
  while (start < text.length) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    const shown = overwritten(text.slice(start, end));
    const styled = reader.read(shown);
    const spans = styled?.map((span) => ({ ...span, text: symbols(span.text) }));
    const whole = spans ? spans.map((span) => span.text).join("") : symbols(shown);
    addRows(rows, { line, at: start }, whole, spans, columnsMax);
    line += 1;
    start = end + 1;
  }
  return rows;
}

function addRows(
  rows: TerminalRow[],
  place: Pick<TerminalRow, "line" | "at">,
  text: string,
  spans: readonly AnsiSpan[] | undefined,
  columnsMax: number,
): void {
  // Most lines are short and plain.
  if (text.length <= columnsMax && !mayBeWide(text)) {
    rows.push({ ...place, text, spans, continues: false });
    return;
  }
  const cuts = cutsOf(text, columnsMax);
  let from = 0;
  for (const [index, to] of cuts.entries()) {
    rows.push({
      ...place,
      text: text.slice(from, to),
      spans: spans && cutSpans(spans, from, to),
      continues: index < cuts.length - 1,
    });
    from = to;
  }
}

/** The ends of the rows of a line, never inside a character. */
function cutsOf(text: string, columnsMax: number): number[] {
  const cuts: number[] = [];
  let columns = 0;
  let at = 0;
  for (const character of text) {
    const width = isWide(character.codePointAt(0) ?? 0) ? 2 : 1;
    if (columns + width > columnsMax && columns > 0) {
      cuts.push(at);
      columns = 0;
    }
    columns += width;
    at += character.length;
  }
  cuts.push(text.length);
  return cuts;
}

function cutSpans(spans: readonly AnsiSpan[], from: number, to: number): AnsiSpan[] {
  const cut: AnsiSpan[] = [];
  let at = 0;
  for (const span of spans) {
    const text = span.text.slice(Math.max(0, from - at), Math.max(0, to - at));
    if (text !== "") cut.push({ ...span, text });
    at += span.text.length;
  }
  return cut;
}

const mayBeWide = (text: string) => /[\u1100-\uffff]/.test(text);

/** East Asian wide characters and emoji take two columns. */
const isWide = (code: number) =>
  (code >= 0x1100 && code <= 0x115f) ||
  (code >= 0x2e80 && code <= 0xa4cf) ||
  (code >= 0xac00 && code <= 0xd7a3) ||
  (code >= 0xf900 && code <= 0xfaff) ||
  (code >= 0xfe30 && code <= 0xfe6f) ||
  (code >= 0xff00 && code <= 0xff60) ||
  (code >= 0xffe0 && code <= 0xffe6) ||
  (code >= 0x1f300 && code <= 0x1faff) ||
  (code >= 0x20000 && code <= 0x3fffd);

/** What is left to see of a line in which the cursor went back. */
function overwritten(line: string): string {
  const text = line.endsWith("\r") ? line.slice(0, -1) : line;
  const returned = text.includes("\r")
    ? text.split("\r").reduce((before, after) =>
        // With colours in it there is no telling what covers what: the newer part stands.
        after.length >= before.length || before.includes("\u001b") || after.includes("\u001b")
          ? after === ""
            ? before
            : after
          : after + before.slice(after.length),
      )
    : text;
  return returned.includes("\b") ? withoutBackspaces(returned) : returned;
}

function withoutBackspaces(text: string): string {
  const kept: string[] = [];
  for (const character of text) {
    if (character === "\b") kept.pop();
    else kept.push(character);
  }
  return kept.join("");
}

function symbols(text: string): string {
  const expanded = text.includes("\t") ? withoutTabs(text) : text;
  return expanded.replace(/\p{Cc}/gu, (character) => {
    const code = character.charCodeAt(0);
    if (code === 0x7f) return "\u2421";
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : "\ufffd";
  });
}

function withoutTabs(text: string): string {
  let out = "";
  for (const part of text.split(/(\t)/))
    out += part === "\t" ? " ".repeat(8 - (out.length % 8)) : part;
  return out;
}
