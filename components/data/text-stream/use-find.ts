import { useMemo, useState } from "react";
import { findMatches } from "./find-matches";
import type { Mark } from "./marked-line";
import type { TerminalRow } from "./terminal-rows";

const NO_MARKS: readonly Mark[] = [];

/** Looks for a text in the rows that are held; the current match stays the nearest one while rows change. */
export function useFind(rows: readonly TerminalRow[]) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const [wanted, setWanted] = useState(0);
  const matches = useMemo(() => (open ? findMatches(rows, text) : []), [open, rows, text]);
  const current = matches.length === 0 ? -1 : Math.min(wanted, matches.length - 1);
  const marks = useMemo(() => {
    const byRow = new Map<number, Mark[]>();
    for (const [index, match] of matches.entries())
      for (const { row, from, to } of match.parts) {
        const mark = { from, to, current: index === current };
        const before = byRow.get(row);
        if (before) before.push(mark);
        else byRow.set(row, [mark]);
      }
    return byRow;
  }, [matches, current]);
  return {
    open,
    setOpen,
    text,
    /** Another text begins with its first match. */
    setText: (next: string) => {
      setText(next);
      setWanted(0);
    },
    matches,
    current,
    choose: setWanted,
    rowOf: (index: number) => matches[index]?.parts[0]?.row,
    marksOf: (row: number) => marks.get(row) ?? NO_MARKS,
  };
}
