import { queryOptions } from "@tanstack/react-query";
import type { getMe } from "@/lib/contracts/me";
import { call } from "./call";

/** Who is signed in and what they may do. */
export const meOptions = () =>
  queryOptions({
    queryKey: ["me"],
    queryFn: ({ signal }) => call<typeof getMe>("GET /api/me", {}, signal),
    staleTime: 60_000,
  });
