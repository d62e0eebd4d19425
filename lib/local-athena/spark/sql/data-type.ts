import { SparkError } from "../bridge";
import type { SparkType } from "../plan/plan";
import { parseType } from "../plan/type-text";
import type { TokenReader } from "./token-reader";

/** Takes what stands between an opening bracket and its closing one, both included. */
function takeBracket(reader: TokenReader, open: string, close: string): void {
  let depth = 0;
  do {
    if (reader.peek().kind === "end") throw reader.mismatch(close);
    const { match } = reader.next();
    if (match === open) depth++;
    if (match === close) depth--;
  } while (depth > 0);
}

/**
 * Reads a type within a statement.
 * @returns the type, and its text as written
 * @throws SparkError ParseException
 */
export function readDataType(reader: TokenReader): { type: SparkType; text: string } {
  const token = reader.peek();
  const mark = reader.mark();
  reader.name();
  if (token.match === "INTERVAL") {
    reader.acceptOne("YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND");
    if (reader.accept("TO")) reader.name();
  }
  if (reader.at("<")) takeBracket(reader, "<", ">");
  else if (reader.at("(")) takeBracket(reader, "(", ")");
  else reader.accept("<>");
  const text = reader.textSince(mark);
  try {
    return { type: parseType(text), text };
  } catch (error) {
    if (!(error instanceof SparkError)) throw error;
    throw reader.refuse(`DataType ${text.toLowerCase()} is not supported.`, token);
  }
}
