import { type RefObject, useLayoutEffect, useRef } from "react";
import { endOf, type HeldOutput } from "./output-slices";
import type { OutputState } from "./output-store";
import { placeOfRow, rowAtPlace } from "./row-places";
import type { TerminalRow } from "./terminal-rows";

export const ROW_PX = 19;

/** `char` on the scale of what is held. */
type Anchor = { generation: number; char: number; offsetPx: number };

type AnchoredScroll = {
  scroller: RefObject<HTMLDivElement | null>;
  rows: readonly TerminalRow[];
  state: OutputState;
  onFollow: (following: boolean) => void;
  onNearStart: () => void;
  onNearEnd: () => void;
};

const NEAR_PX = 40 * ROW_PX;

/**
 * Keeps what is read in its place while rows come and go above and below it, or keeps the end in sight while
 * the output is followed. Scrolling up ends following, reaching the end begins it.
 */
export function useAnchoredScroll(options: AnchoredScroll) {
  const { scroller, rows, state } = options;
  const { held, following } = state;
  const anchor = useRef<Anchor>(undefined);
  const before = useRef({ top: 0, held: undefined as HeldOutput | undefined });

  const remember = (top: number) => {
    const index = Math.min(rows.length - 1, Math.max(0, Math.floor(top / ROW_PX)));
    anchor.current = {
      generation: held.generation,
      char: held.baseChars + placeOfRow(rows, index),
      offsetPx: top - index * ROW_PX,
    };
  };

  // After every change of the rows and before it is painted.
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box || rows.length === 0) return;
    const place = anchor.current;
    if (following) box.scrollTop = box.scrollHeight;
    else if (place?.generation === held.generation) {
      const index = rowAtPlace(rows, place.char - held.baseChars);
      box.scrollTop = index * ROW_PX + place.offsetPx;
    } else if (before.current.held !== undefined) box.scrollTop = 0;
    before.current = { top: box.scrollTop, held };
  }, [scroller, rows, held, following]);

  const onScroll = () => {
    const box = scroller.current;
    if (!box) return;
    const { scrollTop: top, scrollHeight, clientHeight } = box;
    const below = scrollHeight - clientHeight - top;
    remember(top);
    const up = top < before.current.top - 1;
    before.current.top = top;
    const whole = endOf(held) >= state.sizeBytes;
    if (following && up && below > 2 * ROW_PX) options.onFollow(false);
    else if (!following && !up && below < ROW_PX && whole && state.inFlight) options.onFollow(true);
    if (up && top < NEAR_PX) options.onNearStart();
    if (!up && !following && below < NEAR_PX && !whole) options.onNearEnd();
  };

  const showRow = (index: number) => {
    const box = scroller.current;
    if (!box) return;
    const top = index * ROW_PX;
    if (top < box.scrollTop || top > box.scrollTop + box.clientHeight - 2 * ROW_PX) {
      box.scrollTop = Math.max(0, top - box.clientHeight / 3);
      remember(box.scrollTop);
    }
  };
  return { onScroll, showRow };
}
