import { useEffect, useRef, useState } from "react";
import { announce } from "@/components/ui/announce";
import { findInOutput } from "@/lib/client/calculations";
import type { OutputStream } from "@/lib/domain/calculations";
import { charsAt, endOf, type HeldOutput } from "./output-slices";
import type { OutputStore } from "./output-store";

type SearchOn = {
  id: string;
  stream: OutputStream;
  store: OutputStore;
  held: HeldOutput;
  /** The place is held now: `char` counts from the first one held. */
  onFound: (char: number) => void;
};

/** Looks for a text behind what is held, on the server, and goes to where it is. */
export function useSearchOn({ id, stream, store, held, onFound }: SearchOn) {
  const [searching, setSearching] = useState<{ searchedTo: number }>();
  const [outcome, setOutcome] = useState<string>();
  const control = useRef<AbortController>(undefined);
  const target = useRef<number>(undefined);
  useEffect(() => () => control.current?.abort(), []);

  useEffect(() => {
    const byte = target.current;
    const char = byte === undefined ? undefined : charsAt(held, byte);
    if (char === undefined) return;
    target.current = undefined;
    onFound(char - held.baseChars);
  }, [held, onFound]);

  const search = async (text: string) => {
    const own = new AbortController();
    control.current?.abort();
    control.current = own;
    setOutcome(undefined);
    let from = endOf(held);
    try {
      for (;;) {
        setSearching({ searchedTo: from });
        const answer = await findInOutput({ id, stream, text, from }, own.signal);
        if (answer.at !== undefined) {
          target.current = answer.at;
          await store.goTo(answer.at);
          break;
        }
        from = answer.searchedTo;
        if (from < answer.sizeBytes) continue;
        setOutcome("Not found after this part.");
        announce("Not found after this part");
        break;
      }
    } catch (error) {
      if (!own.signal.aborted) setOutcome((error as Error).message);
    } finally {
      if (control.current === own) setSearching(undefined);
    }
  };
  const cancel = () => {
    control.current?.abort();
    setSearching(undefined);
  };
  return { search, cancel, searching, outcome, clear: () => setOutcome(undefined) };
}
