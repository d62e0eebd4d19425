import type { SqlRange } from "@/lib/domain/sql-statements";

/** Lays out the selected part of a text, or all of it. @throws with the reason where it cannot be read as SQL */
export async function formatSql(sql: () => string, selection: () => SqlRange) {
  const { formatDialect, trino } = await import("sql-formatter");
  // Read only now: the formatter took its time to load.
  const { from, to } = selection();
  const selected = to > from;
  const part = selected ? sql().slice(from, to) : sql();
  const formatted = formatDialect(part, { dialect: trino, tabWidth: 2, linesBetweenQueries: 1 });
  return { selected, changed: formatted !== part, sql: formatted };
}
