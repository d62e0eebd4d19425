import { useEffect, useRef } from "react";

type EndReached = {
  rowCount: number;
  /** Index of the last row that is drawn, -1 for none. */
  lastShown: number;
  /** How many rows before the last one count as its end. */
  leadRows: number;
  onEndReached: (() => void) | undefined;
};

/** Asks for more whenever the end of a virtual list comes near, and again for each new length. */
export function useEndReached({ rowCount, lastShown, leadRows, onEndReached }: EndReached): void {
  const nearEnd = rowCount > 0 && lastShown >= rowCount - leadRows;
  const reachEnd = useRef(onEndReached);
  useEffect(() => {
    reachEnd.current = onEndReached;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again for each new length
  useEffect(() => {
    if (nearEnd) reachEnd.current?.();
  }, [nearEnd, rowCount]);
}
