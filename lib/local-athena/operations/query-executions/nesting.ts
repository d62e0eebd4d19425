/**
 * The parser takes time with the square of the depth, on the thread that answers everyone: seconds from here
 * on, and past some thousands its stack is used up. People and generators stay far below.
 */
const NESTING_MAX = 300;
const OPAQUE = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|--[^\n]*|\/\*[\s\S]*?\*\//g;

/** Whether parentheses, brackets or CASEs of a statement are nested deeper than is parsed here. */
export function isNestedTooDeeply(sql: string): boolean {
  let depth = 0;
  for (const [token] of sql.replace(OPAQUE, " ").matchAll(/[([\])]|\b(?:case|end)\b/gi)) {
    if (/^(?:[([]|case)$/i.test(token)) depth += 1;
    else depth = Math.max(0, depth - 1);
    if (depth > NESTING_MAX) return true;
  }
  return false;
}
