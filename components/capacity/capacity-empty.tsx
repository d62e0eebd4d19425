import { Gauge, ListFilter } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { Filter } from "./rows";

type CapacityEmptyProps = {
  filter: Filter;
  /** There are reservations, which the filter leaves out. */
  some: boolean;
  onAll: () => void;
  /** The one next step where there is none. */
  create: ReactNode;
};

/** Instead of rows: there is none, or none matches. */
export function CapacityEmpty({ filter, some, onAll, create }: CapacityEmptyProps) {
  if (filter.text !== "" || (some && filter.state === "cancelled"))
    return (
      <EmptyState
        icon={<ListFilter aria-hidden />}
        title="No reservation matches"
        action={<Button onClick={onAll}>Show all reservations</Button>}
      />
    );
  return (
    <EmptyState
      icon={<Gauge aria-hidden />}
      title={some ? "No reservation holds capacity" : "No capacity is reserved"}
      action={
        <div className="flex flex-wrap justify-center gap-2.5">
          {some ? <Button onClick={onAll}>Show cancelled reservations</Button> : null}
          {create}
        </div>
      }
    >
      Queries run on demand, billed by what they scan. A reservation keeps DPUs for the workgroups
      that are assigned to it, at a price for each hour.
    </EmptyState>
  );
}
