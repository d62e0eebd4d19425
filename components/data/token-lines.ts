/** Tokens of code by line; a token over several lines (a comment, a long string) is split. */
export function tokenLines<Token extends { text: string }>(tokens: readonly Token[]): Token[][] {
  let line: Token[] = [];
  const lines = [line];
  for (const token of tokens) {
    for (const [index, text] of token.text.split("\n").entries()) {
      if (index > 0) {
        line = [];
        lines.push(line);
      }
      if (text !== "") line.push({ ...token, text });
    }
  }
  return lines;
}
