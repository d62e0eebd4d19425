import { useMemo } from "react";
import { type HeldOutput, textHeld } from "./output-slices";
import { terminalRows } from "./terminal-rows";

/** The rows of what is held. */
export function useRows(held: HeldOutput, columns: number) {
  const text = useMemo(() => textHeld(held), [held]);
  return useMemo(() => terminalRows(text, columns), [text, columns]);
}
