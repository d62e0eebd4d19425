import { queryOptions } from "@tanstack/react-query";
import type { getHealth } from "@/lib/contracts/health";
import { call } from "./call";

/** Whether Athena and the database answer; asked again soon while something is down. */
export const healthOptions = () =>
  queryOptions({
    queryKey: ["health"],
    queryFn: ({ signal }) => call<typeof getHealth>("GET /api/health", {}, signal),
    refetchInterval: (query) => (query.state.data?.status === "ok" ? 30_000 : 3_000),
  });
