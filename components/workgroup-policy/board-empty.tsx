import { CircleCheck, ListChecks, SearchX } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

type BoardEmptyProps = { ruleCount: number; workgroupCount: number; onAll: () => void };

/** Why no workgroup is shown. */
export function BoardEmpty({ ruleCount, workgroupCount, onAll }: BoardEmptyProps) {
  if (workgroupCount === 0)
    return (
      <EmptyState icon={<SearchX aria-hidden />} title="There are no workgroups to check">
        You see those in which you have a role.
      </EmptyState>
    );
  const all = <Button onClick={onAll}>Show all workgroups</Button>;
  if (ruleCount === 0)
    return (
      <EmptyState icon={<ListChecks aria-hidden />} title="No rule is in force" action={all}>
        An administrator of all workgroups puts rules in force with Edit rules.
      </EmptyState>
    );
  return (
    <EmptyState icon={<CircleCheck aria-hidden />} title="None of them is left" action={all}>
      No workgroup of this name fails what you look at.
    </EmptyState>
  );
}
