import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useMe } from "@/lib/client/me";
import { decide } from "@/lib/domain/permissions";

/** Opens the dialog; where nobody lets the person, it says so. */
export function CreateReservation({ onOpen }: { onOpen: () => void }) {
  const me = useMe();
  const verdict = me ? decide(me.actor, "createCapacityReservation") : undefined;
  return (
    <Button
      variant="primary"
      icon={<Plus aria-hidden />}
      className={verdict ? "" : "invisible"}
      {...(verdict && !verdict.allowed ? { disabledReason: verdict.reason } : {})}
      onClick={onOpen}
    >
      Create reservation
    </Button>
  );
}
