import { CircleSlash, Link2, SlidersHorizontal, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button, type ButtonProps } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { useMe } from "@/lib/client/me";
import type { CapacityReservationDetail } from "@/lib/contracts/capacity-reservations";
import type { Me } from "@/lib/contracts/me";
import { type CapacityAction, capacityBlocked, capacityStateFacts } from "@/lib/domain/capacity";
import { links } from "@/lib/domain/links";
import { type Action, decide } from "@/lib/domain/permissions";
import { CancelDialog } from "./cancel-dialog";
import { DeleteReservation } from "./delete-reservation";
import { ResizeDialog } from "./resize-dialog";

type Asking = "resize" | "cancel" | "delete";

/** What may be done with it, in its state, by this person. */
export function ReservationActions({ detail }: { detail: CapacityReservationDetail }) {
  const me = useMe();
  const [asking, setAsking] = useState<Asking>();
  const close = () => setAsking(undefined);
  const { name, state } = detail.reservation;
  const deletable = capacityStateFacts(state).actions.includes("delete");
  return (
    <>
      <CopyButton
        text={() => new URL(links.capacityReservation(name), window.location.origin).href}
        label="Copy link"
        showLabel
        icon={<Link2 aria-hidden />}
      />
      {me && !deletable ? (
        <>
          <Button
            icon={<SlidersHorizontal aria-hidden />}
            {...blocked(me, "updateCapacityReservation", state, "resize")}
            onClick={() => setAsking("resize")}
          >
            Change DPUs
          </Button>
          <Button
            variant="danger"
            icon={<CircleSlash aria-hidden />}
            loading={state === "CANCELLING"}
            {...blocked(me, "cancelCapacityReservation", state, "cancel")}
            onClick={() => setAsking("cancel")}
          >
            {state === "CANCELLING" ? "Cancelling…" : "Cancel reservation"}
          </Button>
        </>
      ) : null}
      {me && deletable ? (
        <Button
          variant="danger"
          icon={<Trash2 aria-hidden />}
          {...blocked(me, "deleteCapacityReservation", state, "delete")}
          onClick={() => setAsking("delete")}
        >
          Delete reservation
        </Button>
      ) : null}
      {asking === "resize" ? <ResizeDialog detail={detail} onClose={close} /> : null}
      {asking === "cancel" ? <CancelDialog detail={detail} onClose={close} /> : null}
      {asking === "delete" ? <DeleteReservation name={name} onClose={close} /> : null}
    </>
  );
}

function blocked(
  me: Me,
  action: Action,
  state: string,
  change: CapacityAction,
): Pick<ButtonProps, "disabledReason"> {
  const verdict = decide(me.actor, action);
  const reason = verdict.allowed ? capacityBlocked(state, change) : verdict.reason;
  return reason === undefined ? {} : { disabledReason: reason };
}
