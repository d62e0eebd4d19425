import { type ListOrder, listOrders, type SortKey, sorted } from "@/components/data/list-order";
import type { ListedReservation } from "@/lib/contracts/capacity-reservations";
import { isCapacityInFlight } from "@/lib/domain/capacity";

/** What a list shows: those that hold or will hold capacity, those that do not any more, or all. */
export const SHOWS = ["current", "cancelled", "all"] as const;
export type Show = (typeof SHOWS)[number];

export type Filter = { text: string; state: Show };

const SORTS = [
  "name",
  "state",
  "target",
  "allocated",
  "workgroups",
  "allocation",
  "created",
] as const;
type Sort = (typeof SORTS)[number];
export const orders = listOrders(SORTS);

const isShown = ({ state }: ListedReservation, show: Show) =>
  show === "all" || (state === "CANCELLED") === (show === "cancelled");

export const countOf = (all: readonly ListedReservation[], show: Show) =>
  all.filter((row) => isShown(row, show)).length;

/** Name and workgroups, in any case. */
const hasText = ({ name, workgroups = [] }: ListedReservation, text: string) =>
  [name, ...workgroups].some((part) => part.toLowerCase().includes(text.toLowerCase()));

const KEYS: Record<Sort, (row: ListedReservation) => SortKey> = {
  name: ({ name }) => name,
  state: ({ state }) => `${isCapacityInFlight(state) ? 0 : 1}${state}`,
  target: ({ targetDpus }) => targetDpus,
  allocated: ({ allocatedDpus }) => allocatedDpus,
  workgroups: ({ workgroups }) => workgroups?.length,
  allocation: ({ lastAllocation }) => lastAllocation?.requestedAt,
  created: ({ createdAt }) => createdAt,
};

/** The reservations that a filter leaves, in an order. */
export const rowsFor = (
  all: readonly ListedReservation[],
  { text, state }: Filter,
  { by, descending }: ListOrder<Sort>,
): ListedReservation[] =>
  sorted(
    all.filter((row) => isShown(row, state) && hasText(row, text)),
    descending,
    KEYS[by],
  );
