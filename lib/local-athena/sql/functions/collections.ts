import { invalidArgument, type NativeFunction, native } from "./native-function";

const COMBINATIONS_MAX = 100_000;
const SIZE_MAX = 5n;

/** Places, counted from 1, of each choice of `size` among `count` elements; the last place moves slowest. */
function combinations(count: bigint, size: bigint): bigint[][] {
  if (size < 0n) throw invalidArgument(`combination size must not be negative: ${size}`);
  if (size > SIZE_MAX)
    throw invalidArgument(`combination size must not exceed ${SIZE_MAX}: ${size}`);
  if (size > count) return [];
  let choices: bigint[][] = [[]];
  for (let taken = 0n; taken < size; taken++) {
    choices = choices.flatMap((choice) => {
      const next: bigint[][] = [];
      for (let place = (choice.at(-1) ?? 0n) + 1n; place <= count; place++)
        next.push([...choice, place]);
      return next;
    });
    if (choices.length * Number(size) > COMBINATIONS_MAX * 10)
      throw invalidArgument("combinations exceed max size");
  }
  if (choices.length > COMBINATIONS_MAX) throw invalidArgument("combinations exceed max size");
  const order = (a: bigint[], b: bigint[]) => {
    for (let index = a.length - 1; index >= 0; index--)
      if (a[index] !== b[index]) return (a[index] ?? 0n) < (b[index] ?? 0n) ? -1 : 1;
    return 0;
  };
  return choices.sort(order);
}

/** Ben-Haim's and Tom-Tov's streaming histogram: the two nearest buckets are merged until few enough are left. */
function numericHistogram(
  buckets: bigint,
  values: (number | null)[],
  weights: (number | null)[],
): [number, number][] {
  if (buckets < 2n)
    throw invalidArgument(`numeric_histogram bucket count must be greater than one`);
  const found = new Map<number, number>();
  for (const [index, value] of values.entries()) {
    const weight = weights[index] ?? null;
    if (value !== null && weight !== null) found.set(value, (found.get(value) ?? 0) + weight);
  }
  const sorted = [...found].sort(([a], [b]) => a - b);
  while (sorted.length > Number(buckets)) {
    let [nearest, distance] = [0, Number.POSITIVE_INFINITY];
    for (let index = 0; index + 1 < sorted.length; index++) {
      const gap = (sorted[index + 1]?.[0] ?? 0) - (sorted[index]?.[0] ?? 0);
      if (gap < distance) [nearest, distance] = [index, gap];
    }
    const [a = [0, 0], b = [0, 0]] = sorted.slice(nearest, nearest + 2);
    const weight = a[1] + b[1];
    sorted.splice(nearest, 2, [(a[0] * a[1] + b[0] * b[1]) / weight, weight]);
  }
  return sorted;
}

/** The values below which the given shares of the whole weight lie. */
function percentiles(
  values: (number | null)[],
  weights: (number | null)[],
  shares: (number | null)[],
): (number | null)[] {
  const weighted = values
    .map((value, index): [number, number] => [value ?? Number.NaN, weights[index] ?? 0])
    .filter(([value, weight]) => !Number.isNaN(value) && weight > 0)
    .sort(([a], [b]) => a - b);
  const total = weighted.reduce((sum, [, weight]) => sum + weight, 0);
  return shares.map((share) => {
    if (share === null || !(share >= 0 && share <= 1))
      throw invalidArgument("Percentile must be between 0 and 1");
    let seen = 0;
    for (const [value, weight] of weighted) {
      seen += weight;
      if (seen >= share * total) return value;
    }
    return weighted.at(-1)?.[0] ?? null;
  });
}

/** What collections and collecting aggregates need beyond DuckDB's lists. */
export const collectionFunctions: readonly NativeFunction[] = [
  native("athena_combinations", ["bigint", "bigint"], "bigintLists", combinations),
  native(
    "athena_numeric_buckets",
    ["bigint", "doubles", "doubles"],
    "frequencies",
    numericHistogram,
  ),
  native("athena_percentiles", ["doubles", "doubles", "doubles"], "doubles", percentiles),
];
