import { QueryClient } from "@tanstack/react-query";
import { CallError } from "./call";

const WORTH_ANOTHER_TRY = new Set<string>(["UNREACHABLE", "UPSTREAM", "THROTTLED"]);

/** Cache settings of every page: nothing is read again unless a page asks, and refusals are final. */
export const createQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) =>
          failures < 2 && error instanceof CallError && WORTH_ANOTHER_TRY.has(error.code),
      },
    },
  });
