import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { deleteCapacityReservationMutation } from "@/lib/client/capacity-reservations";
import { links } from "@/lib/domain/links";

type DeleteDialogProps = { name: string; onClose: () => void };

/** Deletes a cancelled reservation for good, after its name was typed. */
export function DeleteDialog({ name, onClose }: DeleteDialogProps) {
  const router = useRouter();
  const [typed, setTyped] = useState("");
  const remove = useMutation(deleteCapacityReservationMutation(useQueryClient()));
  const why = typed === name ? undefined : "Type the reservation's name first";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (why !== undefined || remove.isPending) return;
    remove.mutate(
      { name, confirm: typed },
      {
        onSuccess: () => {
          toast.success(`Reservation ${name} deleted`);
          router.push(links.capacityReservations());
        },
      },
    );
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Delete ${name}?`}
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="danger"
            type="submit"
            form="delete-reservation"
            loading={remove.isPending || remove.isSuccess}
            {...(why ? { disabledReason: why } : {})}
          >
            Delete reservation
          </Button>
        </>
      }
    >
      <form id="delete-reservation" onSubmit={submit} className="flex flex-col gap-3.5 text-soft">
        <p>
          It holds no capacity any more. Athena forgets its times and tags, and its name is free
          again. Athenaeum keeps the record of its changes.
        </p>
        <Field label={`Type ${name} to confirm`}>
          <Input value={typed} onValueChange={setTyped} autoComplete="off" spellCheck={false} />
        </Field>
        {remove.error ? <Banner tone="bad">{remove.error.message}</Banner> : null}
      </form>
    </Dialog>
  );
}
