/** A stream of choices that is the same for the same seed. */
export type Random = {
  /** From 0 up to, not including, `end`. */
  below(end: number): number;
  chance(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  text(alphabet: readonly string[], lengthMax: number): string;
};

/** Mulberry32: small, fast, and good enough to choose tests. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number) => Math.floor(next() * end);
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[below(items.length)];
    if (item === undefined) throw new Error("There is nothing to pick from.");
    return item;
  };
  return {
    below,
    pick,
    chance: (probability) => next() < probability,
    text: (alphabet, lengthMax) =>
      Array.from({ length: below(lengthMax + 1) }, () => pick(alphabet)).join(""),
  };
}
