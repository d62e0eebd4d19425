import { QueryCache, QueryClient } from "@tanstack/react-query";
import { CallError } from "./call";
import { healthOptions } from "./health";

const WORTH_ANOTHER_TRY = new Set<string>(["UNREACHABLE", "UPSTREAM", "THROTTLED"]);

/** Cache settings of every page: nothing is read again unless a page asks, and refusals are final. */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        // Something upstream failed: let the health strip look at once.
        if (error instanceof CallError && error.code === "UPSTREAM") {
          void client.invalidateQueries({ queryKey: healthOptions().queryKey });
        }
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) =>
          failures < 2 && error instanceof CallError && WORTH_ANOTHER_TRY.has(error.code),
      },
    },
  });
  return client;
}
