import { Columns2 } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { links } from "@/lib/domain/links";

export function CompareEmpty() {
  return (
    <EmptyState
      icon={<Columns2 aria-hidden />}
      title="Choose workgroups to compare"
      action={<LinkButton href={links.workgroups()}>Go to workgroups</LinkButton>}
    >
      Add two or more above, or select them in the list. Their settings stand side by side, and the
      address of this page keeps the choice.
    </EmptyState>
  );
}
