/** `%`-letters of date_format and date_parse (MySQL's) in strftime's letters. */
const mysql: Record<string, string> = {
  a: "%a",
  b: "%b",
  c: "%-m",
  d: "%d",
  e: "%-d",
  f: "%f",
  H: "%H",
  h: "%I",
  I: "%I",
  i: "%M",
  j: "%j",
  k: "%-H",
  l: "%-I",
  M: "%B",
  m: "%m",
  p: "%p",
  r: "%I:%M:%S %p",
  S: "%S",
  s: "%S",
  T: "%H:%M:%S",
  v: "%V",
  W: "%A",
  Y: "%Y",
  y: "%y",
  "%": "%%",
};

/**
 * A MySQL date format as strftime's.
 * @returns undefined for a letter that DuckDB cannot follow
 */
export function mysqlFormat(format: string): string | undefined {
  let known = true;
  const result = format.replace(/%(.)/gs, (_, letter: string) => {
    const to = mysql[letter];
    // Trino takes an unknown letter literally, except those it refuses.
    if (to === undefined && /[DUuVwXx]/.test(letter)) known = false;
    return to ?? letter;
  });
  return known ? result : undefined;
}

const joda: Record<string, string> = {
  yyyy: "%Y",
  YYYY: "%Y",
  yy: "%y",
  y: "%Y",
  MMMM: "%B",
  MMM: "%b",
  MM: "%m",
  M: "%-m",
  dd: "%d",
  d: "%-d",
  HH: "%H",
  H: "%-H",
  hh: "%I",
  h: "%-I",
  mm: "%M",
  m: "%-M",
  ss: "%S",
  s: "%-S",
  SSS: "%g",
  EEEE: "%A",
  EEE: "%a",
  EE: "%a",
  E: "%a",
  a: "%p",
  DDD: "%j",
  e: "%u",
  xxxx: "%G",
  ww: "%V",
};

/**
 * A Joda-time pattern (format_datetime, parse_datetime) as strftime's.
 * @returns undefined for a pattern that DuckDB cannot follow
 */
export function jodaFormat(format: string): string | undefined {
  let known = true;
  const result = format.replace(
    /'((?:[^']|'')*)'|([A-Za-z])\2*|%/g,
    (run, quoted: string | undefined) => {
      if (run === "%") return "%%";
      if (quoted !== undefined)
        return (quoted === "" ? "'" : quoted.replaceAll("''", "'")).replaceAll("%", "%%");
      const to = joda[run];
      if (to === undefined) known = false;
      return to ?? run;
    },
  );
  return known ? result : undefined;
}
