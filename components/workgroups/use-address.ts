import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { orderText } from "@/components/data/list-order";
import { ENGINE_FAMILIES } from "@/lib/domain/engines";
import { links } from "@/lib/domain/links";
import { ENFORCED, type Filter, orders, STATES } from "./rows";

const inAddress = {
  text: parseAsString.withDefault(""),
  tag: parseAsString.withDefault(""),
  state: parseAsStringLiteral(STATES),
  family: parseAsStringLiteral(ENGINE_FAMILIES),
  enforced: parseAsStringLiteral(ENFORCED),
  sort: parseAsString.withDefault("name"),
};

/** Filter and order of the list, which its address holds. */
export function useAddress() {
  const [{ sort, text, tag, ...choices }, setAddress] = useQueryStates(inAddress);
  const filter: Filter = {
    text,
    tag,
    state: choices.state ?? undefined,
    family: choices.family ?? undefined,
    enforced: choices.enforced ?? undefined,
  };
  const order = orders.parse(sort);
  const setSort = (next: string) => setAddress({ sort: next === "name" ? null : next });
  return {
    filter,
    order,
    filtered: Object.values(filter).some(Boolean),
    /** The address of this very list. */
    url: links.workgroups({
      text,
      tag,
      state: filter.state ?? "",
      family: filter.family ?? "",
      enforced: filter.enforced ?? "",
      sort: sort === "name" ? "" : sort,
    }),
    change: (changed: Partial<Filter>) =>
      setAddress(
        Object.fromEntries(Object.entries(changed).map(([key, value]) => [key, value || null])),
      ),
    showAll: () => setAddress({ text: null, tag: null, state: null, family: null, enforced: null }),
    setSort,
    /** A press on the header of a column. */
    sortBy: (columnId: string) => setSort(orderText(orders.next(order, columnId))),
  };
}
