import { Equal } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";

/** When only differences are shown and there are none. */
export function NoDifference({ comparing }: { comparing: boolean }) {
  return (
    <EmptyState
      icon={<Equal aria-hidden />}
      title={comparing ? "No setting differs" : "Nothing to compare it with"}
    >
      {comparing
        ? "Settings that one of the engines does not have are not counted."
        : "Add another workgroup above."}
    </EmptyState>
  );
}
