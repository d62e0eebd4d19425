import { Boxes, ListFilter } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

type WorkgroupsEmptyProps = {
  /** Some are there, but the filter leaves none. */
  filtered: boolean;
  /** More may match: not all are read. */
  reading: boolean;
  onAll: () => void;
};

/** Instead of rows: none that the person may see, or none that matches. */
export function WorkgroupsEmpty({ filtered, reading, onAll }: WorkgroupsEmptyProps) {
  if (!filtered)
    return (
      <EmptyState icon={<Boxes aria-hidden />} title="No workgroup that you may see">
        Your roles name workgroups that do not exist here. Ask an administrator of Athenaeum which
        you should see.
      </EmptyState>
    );
  return (
    <EmptyState
      icon={<ListFilter aria-hidden />}
      title={reading ? "No match yet" : "No workgroup matches"}
      action={<Button onClick={onAll}>Show all workgroups</Button>}
    >
      {reading ? "The rest is being read." : null}
    </EmptyState>
  );
}
