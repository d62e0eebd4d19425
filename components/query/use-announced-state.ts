import { useEffect, useRef } from "react";
import { announce } from "@/components/ui/announce";

/** Has a screen reader say the state when it changes before the reader's eyes; not the first one. */
export function useAnnouncedState({ label }: { label: string }) {
  const said = useRef(label);
  useEffect(() => {
    if (said.current === label) return;
    said.current = label;
    announce(`Query ${label.toLowerCase()}`);
  }, [label]);
}
