import { useEffect, useRef } from "react";
import { announce } from "./announce";

/** Has a screen reader say the state when it changes before the reader's eyes; not the first one. */
export function useAnnouncedState(noun: string, { label }: { label: string }) {
  const said = useRef(label);
  useEffect(() => {
    if (said.current === label) return;
    said.current = label;
    announce(`${noun} ${label.toLowerCase()}`);
  }, [noun, label]);
}
