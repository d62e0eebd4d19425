import { useQuery } from "@tanstack/react-query";
import { ShieldX } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { workgroupsOptions } from "@/lib/client/workgroups";

type CompareDeniedProps = {
  names: readonly string[];
  onKeep: (names: readonly string[]) => void;
};

/** Some of those chosen are not this person's to see: which, and a way on without them. */
export function CompareDenied({ names, onKeep }: CompareDeniedProps) {
  const { data } = useQuery(workgroupsOptions());
  const isVisible = (name: string) => data?.workgroups.some((known) => known.name === name);
  const visible = names.filter(isVisible);
  const foreign = data ? names.filter((name) => !isVisible(name)) : [];
  return (
    <EmptyState
      icon={<ShieldX aria-hidden />}
      title="You have no access to some of these workgroups"
      action={
        foreign.length > 0 && visible.length > 0 ? (
          <Button onClick={() => onKeep(visible)}>
            {foreign.length === 1 ? "Leave it out" : "Leave them out"}
          </Button>
        ) : null
      }
    >
      <p className="wrap-anywhere">
        {foreign.length > 0 ? `You may not see ${foreign.join(", ")}. ` : ""}
        Ask an administrator of Athenaeum for the viewer role there; this link leads back here once
        you have it.
      </p>
    </EmptyState>
  );
}
