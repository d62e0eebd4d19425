import type { Reading } from "./source-format";

const number = "'[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?[dDfF]?|NaN|[+-]?Infinity'";
const whole = "'[+-]?[0-9]+'";

const ROWS_LOOKED_AT_FIRST = 1000;

/** Types from the narrowest, and what a value must pass to be one. The first that all values pass is the column's. */
const types = ["integer", "long", "decimal", "double", "timestamp", "boolean", "string"] as const;
type TextType = (typeof types)[number];

function test(type: TextType, column: string, moment: (column: string) => string): string {
  const isWhole = `regexp_full_match(${column}, ${whole})`;
  const conditions: Record<TextType, string> = {
    integer: `${isWhole} AND TRY_CAST(${column} AS INTEGER) IS NOT NULL`,
    long: `${isWhole} AND TRY_CAST(${column} AS BIGINT) IS NOT NULL`,
    decimal: `${isWhole} AND length(${column}) <= 38`,
    double: `regexp_full_match(${column}, ${number})`,
    timestamp: moment(column),
    boolean: `lower(${column}) IN ('true', 'false')`,
    string: "true",
  };
  return `bool_and(${conditions[type]}) FILTER (WHERE ${column} IS NOT NULL)`;
}

/** Which of these types each column has: the first whose test it passes. Undefined for a column of no value. */
async function firstOf(
  reading: Reading,
  fields: string,
  candidates: ReadonlyMap<string, readonly TextType[]>,
  moment: (column: string) => string,
): Promise<Map<string, TextType | undefined>> {
  const asked = [...candidates].flatMap(([column, some]) =>
    some.map((type) => test(type, column, moment)),
  );
  if (asked.length === 0) return new Map();
  const [answers = []] = await reading.query(`SELECT ${asked.join(", ")} FROM (${fields})`);
  let at = 0;
  return new Map(
    [...candidates].map(([column, some]) => {
      const found = answers.slice(at, at + some.length);
      at += some.length;
      return [column, some[found.indexOf(true)]];
    }),
  );
}

/**
 * The types of columns `c0`, `c1`, … of texts, as Spark infers them from every value. The first rows tell which one to
 * test all of them for, as most columns are what they begin as.
 * @param fields a DuckDB query for the columns
 * @param moment a DuckDB condition over a column: whether it is a moment
 */
export async function inferredTypes(
  reading: Reading,
  fields: string,
  count: number,
  moment: (column: string) => string,
): Promise<string[]> {
  const columns = Array.from({ length: count }, (_, index) => `c${index}`);
  const all = new Map(columns.map((column) => [column, types]));
  const start = await firstOf(reading, `${fields} LIMIT ${ROWS_LOOKED_AT_FIRST}`, all, moment);
  const found = new Map<string, TextType>();
  const open = new Map<string, readonly TextType[]>();
  for (const column of columns) {
    const first = start.get(column);
    if (first === "string") found.set(column, first);
    else open.set(column, first === undefined ? types : [first]);
  }
  while (open.size > 0) {
    const passed = await firstOf(reading, fields, open, moment);
    for (const [column, tested] of open) {
      const type = passed.get(column);
      const isEmpty = type === undefined && tested.includes("string");
      const next = types[types.indexOf(tested[0] ?? "string") + 1] ?? "string";
      if (type !== undefined || isEmpty || next === "string") {
        found.set(column, type ?? "string");
        open.delete(column);
      } else open.set(column, [next]);
    }
  }
  const decimals = columns.filter((column) => found.get(column) === "decimal");
  const lengths = decimals.map((column) => `max(length(ltrim(${column}, '+-0')))`);
  const [digits = []] =
    decimals.length === 0
      ? []
      : await reading.query(`SELECT ${lengths.join(", ")} FROM (${fields})`);
  return columns.map((column) => {
    const type = found.get(column) ?? "string";
    if (type !== "decimal") return type;
    return `decimal(${Math.max(Number(digits[decimals.indexOf(column)]), 1)},0)`;
  });
}
