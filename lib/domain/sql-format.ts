import { tokenizeSql } from "./sql-text";

const indentOf = (line: string | undefined) => line?.search(/\S|$/) ?? 0;
const isClause = (line: string) =>
  tokenizeSql(line).every(({ kind }) => kind === "keyword" || kind === "space");

/**
 * Formatted SQL with one-line clauses on one line: `FROM` over `flights` becomes `FROM flights`.
 * Only line breaks change; SQL with a string or comment over several lines is left as it is.
 */
export function joinShortClauses(sql: string): string {
  const spansLines = tokenizeSql(sql).some(
    ({ kind, text }) => kind !== "space" && text.includes("\n"),
  );
  if (spansLines) return sql;
  const lines = sql.split("\n");
  const joined: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    const body = lines[at + 1];
    const endsAfterBody = indentOf(lines[at + 2]) <= indentOf(line);
    if (body && line !== "" && isClause(line) && indentOf(body) > indentOf(line) && endsAfterBody) {
      joined.push(`${line} ${body.trimStart()}`);
      at += 1;
    } else joined.push(line);
  }
  return joined.join("\n");
}
