import { ArrowDown, ArrowUp } from "lucide-react";
import { type ListOrder, orderText } from "@/components/data/list-order";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import { COLUMN_LABELS } from "./column-choice";
import { orders, SORTS, type Sort } from "./rows";

const options = SORTS.map((value) => ({
  value,
  label: value === "name" ? "Name" : COLUMN_LABELS[value],
}));

type NarrowSortProps = { order: ListOrder<Sort>; onSort: (sort: string) => void };

/** Chooses the order where there are no headers to press. */
export function NarrowSort({ order, onSort }: NarrowSortProps) {
  return (
    <div className="flex items-center gap-1.5">
      <Select
        aria-label="Sort by"
        value={order.by}
        options={options}
        onChange={(by) => by !== order.by && onSort(orderText(orders.next(order, by)))}
        className="min-w-0 grow"
      />
      <IconButton
        label={order.descending ? "Descending" : "Ascending"}
        icon={order.descending ? <ArrowDown aria-hidden /> : <ArrowUp aria-hidden />}
        onClick={() => onSort(orderText(orders.next(order, order.by)))}
      />
    </div>
  );
}
