import { SparkError } from "../bridge";

/** A place in a SQL text: `line` from 1, `position` in its line from 0. */
export type Place = { line: number; position: number };

/**
 * A refusal of a SQL text as Spark 3.2 tells it: the message with its place, then the text with the place marked.
 */
export function parseError(sql: string, place: Place, message: string): SparkError {
  const lines = sql.split("\n");
  const above = lines.slice(0, place.line).map((line) => `${line}\n`);
  const below = lines.slice(place.line).map((line) => `${line}\n`);
  const marked = [...above, `${"-".repeat(place.position)}^^^\n`, ...below].join("");
  return new SparkError(
    "ParseException",
    `\n${message}(line ${place.line}, pos ${place.position})\n\n== SQL ==\n${marked}`,
  );
}
