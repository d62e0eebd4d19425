/** As the address has it: `target`, or `-target` for the other direction. */
export type ListOrder<By extends string> = { by: By; descending: boolean };

export const orderText = ({ by, descending }: ListOrder<string>) => (descending ? `-${by}` : by);

/**
 * The orders of one list; anything else that an address may hold is the first of them. `largestFirst`: those that
 * begin in descending order.
 */
export function listOrders<By extends string>(
  sorts: readonly [By, ...By[]],
  { largestFirst = [] }: { largestFirst?: readonly NoInfer<By>[] } = {},
) {
  const first = (by: By): ListOrder<By> => ({ by, descending: largestFirst.includes(by) });
  const find = (text: string) => sorts.find((sort) => sort === text);
  return {
    parse(text: string): ListOrder<By> {
      const descending = text.startsWith("-");
      const by = find(descending ? text.slice(1) : text);
      return by ? { by, descending } : first(sorts[0]);
    },
    /** The first press on a header sorts by it, the next turns it around. */
    next: (order: ListOrder<By>, pressed: string): ListOrder<By> =>
      order.by === pressed
        ? { by: order.by, descending: !order.descending }
        : first(find(pressed) ?? sorts[0]),
  };
}

export type SortKey = string | number | undefined;

export const collator = new Intl.Collator("en", { numeric: true });

/** Sorted by a key of each row, then by name; what has no key comes last, whichever way the others are sorted. */
export function sorted<Row extends { name: string }>(
  rows: readonly Row[],
  descending: boolean,
  keyOf: (row: Row) => SortKey,
): Row[] {
  const direction = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [left, right] = [keyOf(a), keyOf(b)];
    if (left === undefined || right === undefined)
      return left === right ? collator.compare(a.name, b.name) : left === undefined ? 1 : -1;
    const compared =
      typeof left === "number" && typeof right === "number"
        ? left - right
        : collator.compare(String(left), String(right));
    return direction * compared || collator.compare(a.name, b.name);
  });
}
