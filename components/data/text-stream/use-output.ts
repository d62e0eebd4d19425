import { useEffect, useState, useSyncExternalStore } from "react";
import { readOutput } from "@/lib/client/calculations";
import { CallError } from "@/lib/client/call";
import type { OutputStream } from "@/lib/domain/calculations";
import { createOutputStore } from "./output-store";

const FINAL_CODES = new Set<string>(["FORBIDDEN", "NOT_FOUND", "UNAUTHENTICATED", "INVALID"]);

/** A stream of a calculation, followed from its end while it is in flight, else from its beginning. */
export function useOutput(id: string, stream: OutputStream, inFlight: boolean) {
  const [store] = useState(() =>
    createOutputStore({
      read: (window, signal) => readOutput({ id, stream, ...window }, signal),
      following: inFlight,
      pause,
      untilVisible,
      isFinal: (error) => error instanceof CallError && FINAL_CODES.has(error.code),
    }),
  );
  useEffect(() => {
    const control = new AbortController();
    void store.run(control.signal);
    return () => control.abort();
  }, [store]);
  const state = useSyncExternalStore(store.subscribe, store.snapshot, store.snapshot);
  return { store, state };
}

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end);
  });

const untilVisible = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const look = () => {
      if (document.visibilityState !== "visible" && !signal.aborted) return;
      document.removeEventListener("visibilitychange", look);
      signal.removeEventListener("abort", look);
      resolve();
    };
    document.addEventListener("visibilitychange", look);
    signal.addEventListener("abort", look);
    look();
  });
