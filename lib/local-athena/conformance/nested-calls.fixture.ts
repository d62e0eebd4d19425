/** Expressions that hold another: what stands before it, what after it, and the innermost. */
export const nestedCalls: readonly (readonly [before: string, after: string, inner: string])[] = [
  ["element_at(ARRAY[", "], 1)", "1"],
  ["CAST(", " AS bigint)", "1"],
  ["CAST(CAST(", " AS varchar) AS integer)", "1"],
  ["CAST(CAST(", " AS timestamp with time zone) AS varchar)", "'2020-01-01 00:00:00 UTC'"],
  ["substr(", ", 1)", "'abc'"],
  ["split(", ", ',', 2)[1]", "'abc'"],
  ["mod(", ", 7)", "5"],
  ["(1 / ", ")", "1e0"],
  ["acos(", ")", "0.5"],
  ["bitwise_left_shift(", ", 1)", "1"],
  ["greatest(", ", 1)", "1"],
  ["format('%s', ", ")", "'b'"],
  ["CAST((", " = 1e0) AS double)", "1e0"],
  ["CASE WHEN 1 = 1 THEN 2 ELSE ", " END", "1"],
  ["zip(", ", ARRAY[1])", "ARRAY[1]"],
  ["zip_with(", ", ARRAY[1], (x, y) -> x)", "ARRAY[1]"],
  ["reduce(ARRAY[", "], 0, (s, x) -> s + x, s -> s)", "1"],
  ["map_concat(", ", map(ARRAY['a'], ARRAY[1]))", "map(ARRAY['a'], ARRAY[1])"],
  ["json_extract_scalar(", ", '$')", "'1'"],
  ["json_value(", ", 'lax $')", "'1'"],
  ["CAST(json_exists(", ", 'lax $') AS varchar)", "'1'"],
  ["date_trunc('day', ", ")", "timestamp '2020-01-01 00:00:00'"],
  ["(", " + INTERVAL '1' DAY)", "timestamp '2020-01-01 00:00:00 Europe/Berlin'"],
  ["(SELECT ", ")", "1"],
  ["(", ")", "1"],
];

/** One of them inside itself. */
export function nested(
  [before, after, inner]: (typeof nestedCalls)[number],
  depth: number,
): string {
  return before.repeat(depth) + inner + after.repeat(depth);
}
