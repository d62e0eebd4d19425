import { queryOptions, useQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import type { getMe, Me } from "@/lib/contracts/me";
import { call } from "./call";

/** Who is signed in and what they may do. */
export const meOptions = () =>
  queryOptions({
    queryKey: ["me"],
    queryFn: ({ signal }) => call<typeof getMe>("GET /api/me", {}, signal),
    staleTime: 60_000,
  });

const never = () => () => {};

/**
 * Who is signed in, once known. Unknown while the page is hydrated: the frame may have read it before its
 * content is, and the server rendered that content without it.
 */
export function useMe(): Me | undefined {
  const hydrated = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const { data } = useQuery(meOptions());
  return hydrated ? data : undefined;
}
