/** A piece of DuckDB's SQL, and a measure of it that adds up. */
export type Piece = { text: string; weight: number };

type Open = { name: string; opener: string; arguments: Piece[]; current: Piece };

const token = /'[^']*(?:''[^']*)*'|"[^"]*(?:""[^"]*)*"|[\w$]+|\s+|[\s\S]/g;
const closers: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

function append(to: Piece, piece: Piece): void {
  to.text += piece.text;
  to.weight += piece.weight;
}

/**
 * Reads SQL that this service has written, innermost calls first.
 * @param weigh the measure of a token that is no blank
 * @param call what stands for a call: by its name and its arguments, as they became
 */
export function scanCalls(
  sql: string,
  weigh: (token: string) => number,
  call: (name: string, values: readonly Piece[]) => Piece,
): Piece {
  const stack: Open[] = [];
  let at: Piece = { text: "", weight: 0 };
  let word = "";
  const flush = () => {
    if (word !== "") append(at, { text: word, weight: weigh(word) });
    word = "";
  };
  for (const [text] of sql.matchAll(token)) {
    if (Object.hasOwn(closers, text)) {
      stack.push({ name: word, opener: text, arguments: [], current: at });
      word = "";
      at = { text: "", weight: 0 };
      continue;
    }
    flush();
    const open = stack.at(-1);
    if (/^\w/.test(text)) word = text;
    else if (open !== undefined && text === closers[open.opener]) {
      const values = [...open.arguments, at];
      const called = text === ")" && open.name !== "";
      const whole = called ? call(open.name, values) : bracketed(open, values, text, weigh);
      stack.pop();
      at = open.current;
      append(at, whole);
    } else if (open !== undefined && text === ",") {
      open.arguments.push(at);
      at = { text: "", weight: 0 };
    } else append(at, { text, weight: text.trim() === "" ? 0 : weigh(text) });
  }
  flush();
  return at;
}

function bracketed(
  open: Open,
  values: readonly Piece[],
  closer: string,
  weigh: (token: string) => number,
): Piece {
  const inner = values.map((value) => value.text).join(",");
  const weight = values.reduce((sum, value) => sum + value.weight, weigh(open.opener));
  const before = open.name === "" ? 0 : weigh(open.name);
  return { text: `${open.name}${open.opener}${inner}${closer}`, weight: weight + before };
}

/** A call as it was read. */
export const asWritten = (name: string, values: readonly Piece[]): string =>
  `${name}(${values.map((value) => value.text).join(",")})`;
