import { useInfiniteQuery, useQueries } from "@tanstack/react-query";
import { useMemo, useRef } from "react";
import { calculationOptions, calculationsOptions } from "@/lib/client/calculations";

/** Code of so many calculations is read ahead, for the arrow keys and the names in it. */
const READ_AHEAD = 12;

/** The calculations of a session, newest first, and the code of the newest ones. */
export function useCodeHistory(sessionId: string) {
  const list = useInfiniteQuery(calculationsOptions(sessionId));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data]);
  const codes = useQueries({
    queries: rows.slice(0, READ_AHEAD).map(({ id }) => ({
      ...calculationOptions(id),
      staleTime: Number.POSITIVE_INFINITY,
      refetchInterval: false as const,
    })),
    combine: (results) => results.flatMap(({ data }) => data?.code ?? []),
  });
  return { list, rows, codes };
}

/** Walks through code that ran before as a shell does; what was being written is the newest of all. */
export function useRecall(codes: readonly string[]) {
  const place = useRef({ index: -1, draft: "" });
  const distinct = useMemo(() => codes.filter((code, index) => code !== codes[index - 1]), [codes]);
  return {
    older(current: string): string | undefined {
      const { index } = place.current;
      if (index === -1) place.current.draft = current;
      // The very code that is being written is no step back.
      let next = index + 1;
      if (index === -1 && distinct[next] === current) next += 1;
      const code = distinct[next];
      if (code !== undefined) place.current.index = next;
      return code;
    },
    newer(): string | undefined {
      const { index, draft } = place.current;
      if (index === -1) return undefined;
      place.current.index = index - 1;
      return index === 0 ? draft : distinct[index - 1];
    },
    /** Code was run: what is there now is the newest. */
    reset() {
      place.current.index = -1;
    },
  };
}
