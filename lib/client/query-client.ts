import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { CallError } from "./call";
import { healthOptions } from "./health";

const WORTH_ANOTHER_TRY = new Set<string>(["UNREACHABLE", "UPSTREAM", "THROTTLED"]);

/** The server answers health from memory for so long. */
const HEALTH_KEPT_MS = 1_000;

/** Cache settings of every page: nothing is read again unless a page asks, and refusals are final. */
export function createQueryClient(): QueryClient {
  // Something upstream failed: the health strip looks at once, and again when the server does.
  const onError = (error: Error) => {
    if (!(error instanceof CallError) || error.code !== "UPSTREAM") return;
    const look = () => void client.invalidateQueries({ queryKey: healthOptions().queryKey });
    look();
    setTimeout(look, HEALTH_KEPT_MS);
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
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
