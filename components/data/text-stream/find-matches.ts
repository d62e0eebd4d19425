import type { TerminalRow } from "./terminal-rows";

/** A part of a row that matches; a match over a row's end has several. */
export type MatchPart = { row: number; from: number; to: number };
export type Match = { parts: readonly MatchPart[] };

const MATCHES_MAX = 10_000;

/** Every place of `text` in lines, whatever its case, in order; at most ten thousand. */
export function findMatches(rows: readonly TerminalRow[], text: string): Match[] {
  const wanted = text.toLowerCase();
  const matches: Match[] = [];
  if (wanted === "") return matches;
  for (let first = 0; first < rows.length; ) {
    let last = first;
    while (rows[last]?.continues) last += 1;
    const parts = rows.slice(first, last + 1).map((row) => row.text);
    const line = (parts.length === 1 ? (parts[0] ?? "") : parts.join("")).toLowerCase();
    for (let at = line.indexOf(wanted); at >= 0; at = line.indexOf(wanted, at + wanted.length)) {
      matches.push({ parts: partsOf(parts, first, at, at + wanted.length) });
      if (matches.length === MATCHES_MAX) return matches;
    }
    first = last + 1;
  }
  return matches;
}

function partsOf(texts: readonly string[], first: number, from: number, to: number): MatchPart[] {
  const parts: MatchPart[] = [];
  let at = 0;
  for (const [index, text] of texts.entries()) {
    const part = {
      row: first + index,
      from: Math.max(0, from - at),
      to: Math.min(text.length, to - at),
    };
    if (part.from < part.to) parts.push(part);
    at += text.length;
  }
  return parts;
}
