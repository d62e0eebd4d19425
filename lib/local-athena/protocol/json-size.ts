/** No input of the model comes near; below it a body may be shaped as it likes. */
const TOKENS_MAX = 1_000_000;
const CHECKED_FROM_LENGTH = TOKENS_MAX;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** `,` `:` `[` `]` `{` `}` */
const STRUCTURE = new Set([0x2c, 0x3a, 0x5b, 0x5d, 0x7b, 0x7d]);

function afterString(json: string, start: number): number {
  let end = json.indexOf('"', start);
  while (end !== -1) {
    let backslashes = 0;
    while (json.charCodeAt(end - 1 - backslashes) === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return end + 1;
    end = json.indexOf('"', end + 1);
  }
  return json.length;
}

/**
 * Whether parsing would make so many values that the process may run out of memory: tens of millions of empty
 * lists fit into a body whose size a notebook may have.
 */
export function hasTooManyValues(json: string): boolean {
  if (json.length < CHECKED_FROM_LENGTH) return false;
  let tokens = 0;
  let at = 0;
  while (at < json.length) {
    const code = json.charCodeAt(at);
    if (code === QUOTE) {
      at = afterString(json, at + 1);
      continue;
    }
    if (STRUCTURE.has(code)) {
      tokens += 1;
      if (tokens > TOKENS_MAX) return true;
    }
    at += 1;
  }
  return false;
}
