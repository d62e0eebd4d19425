import type { SqlRange } from "@/lib/domain/sql-statements";

/** Lays out a text, or the selected part of it. @throws with the reason where it cannot be read as SQL */
export async function formatSql(sql: () => string, selection: () => SqlRange) {
  const { formatDialect, trino } = await import("sql-formatter");
  // Read only now: the formatter took its time to load.
  const text = sql();
  const { from, to } = selection();
  const range = to > from ? { from, to } : { from: 0, to: text.length };
  const part = text.slice(range.from, range.to);
  const formatted = formatDialect(part, { dialect: trino, tabWidth: 2, linesBetweenQueries: 1 });
  return { range, changed: formatted !== part, sql: formatted };
}
