import { type UIEvent, useEffect, useLayoutEffect, useRef, useState } from "react";

type Place = { topPx: number; rows: number; selectedId: string | undefined };

const top: Place = { topPx: 0, rows: 0, selectedId: undefined };
const storageKey = (url: string) => `athenaeum.place.${url}`;

function readPlace(url: string): Place {
  if (typeof window === "undefined") return top;
  try {
    const { topPx, rows, selectedId } = JSON.parse(sessionStorage.getItem(storageKey(url)) ?? "{}");
    return {
      topPx: Number(topPx) || 0,
      rows: Number(rows) || 0,
      selectedId: typeof selectedId === "string" ? selectedId : undefined,
    };
  } catch {
    return top;
  }
}

function savePlace(url: string, place: Place): void {
  try {
    sessionStorage.setItem(storageKey(url), JSON.stringify(place));
  } catch {
    // Storage may be forbidden or full; the list then begins at its top.
  }
}

/** Where the reader was in the list at `url`, before a visit elsewhere or a reload. */
export function usePlace(url: string) {
  const [saved] = useState(() => readPlace(url));
  const [selectedId, setSelectedId] = useState(saved.selectedId);
  const current = useRef(saved);
  const save = (change: Partial<Place>) => {
    current.current = { ...current.current, ...change };
    savePlace(url, current.current);
  };
  const select = (id: string) => {
    setSelectedId(id);
    save({ selectedId: id });
  };
  return { saved, selectedId, select, save };
}

/**
 * Keeps the scroll position of the only child of `container` in `place`. Goes back to it once, when the
 * rows are there, unless the reader has scrolled by then; another `url` begins at its top.
 */
export function useScrollPlace(url: string, place: ReturnType<typeof usePlace>, rowCount: number) {
  const container = useRef<HTMLDivElement>(null);
  const pendingPx = useRef(place.saved.topPx);
  const shownUrl = useRef(url);
  const toTop = () => container.current?.firstElementChild?.scrollTo({ top: 0 });

  const rowsAreThere = rowCount > 0 && rowCount >= place.saved.rows;
  useLayoutEffect(() => {
    if (!rowsAreThere || pendingPx.current === 0) return;
    const restore = () => {
      const scroller = container.current?.firstElementChild;
      if (scroller?.scrollTop === 0) scroller.scrollTop = pendingPx.current;
    };
    restore();
    // The table may set its own start when it mounts; the next frame is after that.
    const frame = requestAnimationFrame(() => {
      restore();
      pendingPx.current = 0;
    });
    return () => cancelAnimationFrame(frame);
  }, [rowsAreThere]);

  useEffect(() => {
    if (shownUrl.current === url) return;
    shownUrl.current = url;
    pendingPx.current = 0;
    container.current?.firstElementChild?.scrollTo({ top: 0 });
    savePlace(url, top);
  }, [url]);

  const onScroll = ({ target }: UIEvent) => {
    if (!(target instanceof Element) || target !== container.current?.firstElementChild) return;
    const share = (target.scrollTop + target.clientHeight) / target.scrollHeight;
    place.save({ topPx: target.scrollTop, rows: Math.ceil(rowCount * share) });
  };
  return { container, onScroll, toTop };
}
