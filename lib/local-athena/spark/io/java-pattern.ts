import { quoteText } from "../../sql/translate/tree";
import { SparkError } from "../bridge";

/** Letters of Java's patterns by how often they stand: how DuckDB parses and prints them, and what they match. */
const letters: Readonly<Record<string, { duck: string; regex: string }>> = {
  yyyy: { duck: "%Y", regex: "[0-9]{4}" },
  y: { duck: "%Y", regex: "[0-9]{1,4}" },
  uuuu: { duck: "%Y", regex: "[0-9]{4}" },
  yy: { duck: "%y", regex: "[0-9]{2}" },
  MM: { duck: "%m", regex: "[0-9]{2}" },
  M: { duck: "%-m", regex: "[0-9]{1,2}" },
  MMM: { duck: "%b", regex: "[A-Za-z]{3}" },
  MMMM: { duck: "%B", regex: "[A-Za-z]+" },
  dd: { duck: "%d", regex: "[0-9]{2}" },
  d: { duck: "%-d", regex: "[0-9]{1,2}" },
  HH: { duck: "%H", regex: "[0-9]{2}" },
  H: { duck: "%-H", regex: "[0-9]{1,2}" },
  hh: { duck: "%I", regex: "[0-9]{2}" },
  h: { duck: "%-I", regex: "[0-9]{1,2}" },
  mm: { duck: "%M", regex: "[0-9]{2}" },
  m: { duck: "%-M", regex: "[0-9]{1,2}" },
  ss: { duck: "%S", regex: "[0-9]{2}" },
  s: { duck: "%-S", regex: "[0-9]{1,2}" },
  SSS: { duck: "%g", regex: "[0-9]{3}" },
  SSSSSS: { duck: "%f", regex: "[0-9]{6}" },
  a: { duck: "%p", regex: "(AM|PM|am|pm)" },
};

export type DatePattern = { duck: string; regex: string };

/**
 * A date pattern of Java as DuckDB's format, and as a regular expression of the texts that it reads.
 * @throws SparkError for letters that local-athena does not know
 */
export function datePattern(pattern: string): DatePattern {
  let [duck, regex] = ["", ""];
  const literal = (text: string) => {
    duck += text.replaceAll("%", "%%");
    regex += text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
  };
  const parts = pattern.matchAll(/'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']/g);
  for (const [text, quoted, letter] of parts) {
    if (quoted !== undefined) literal(quoted === "" ? "'" : quoted.replaceAll("''", "'"));
    else if (letter === undefined && !/[[\]{}#]/.test(text)) literal(text);
    else {
      const known = Object.hasOwn(letters, text) ? letters[text] : undefined;
      if (known === undefined)
        throw new SparkError(
          "IllegalArgumentException",
          `The pattern '${pattern}' is not supported by local-athena: '${text}'`,
        );
      duck += known.duck;
      regex += known.regex;
    }
  }
  return { duck, regex };
}

/** A text as a moment by a pattern, a DuckDB TIMESTAMP; NULL for a text of another form. */
export function parsedBy({ duck, regex }: DatePattern, text: string): string {
  return `CASE WHEN regexp_full_match(${text}, ${quoteText(regex)}) THEN try_strptime(${text}, ${quoteText(duck)}) END`;
}
