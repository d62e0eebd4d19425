import { queryOptions } from "@tanstack/react-query";
import { joinShortClauses } from "@/lib/domain/sql-format";

const LENGTH_MAX = 50_000;

/** Formatted SQL to read; null where the formatter does not understand it, or would take too long. */
export const formattedSqlOptions = (id: string, sql: string) =>
  queryOptions({
    queryKey: ["queries", "formatted-sql", id],
    queryFn: async (): Promise<string | null> => {
      if (sql.length > LENGTH_MAX) return null;
      const { format } = await import("sql-formatter");
      try {
        return joinShortClauses(format(sql, { language: "trino" }));
      } catch {
        return null;
      }
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
