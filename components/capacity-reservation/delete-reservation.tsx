import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { DeleteDialog } from "@/components/ui/delete-dialog";
import { toast } from "@/components/ui/toast";
import { deleteCapacityReservationMutation } from "@/lib/client/capacity-reservations";
import { links } from "@/lib/domain/links";

type DeleteReservationProps = { name: string; onClose: () => void };

/** Deletes a cancelled reservation for good, after its name was typed. */
export function DeleteReservation({ name, onClose }: DeleteReservationProps) {
  const router = useRouter();
  const remove = useMutation(deleteCapacityReservationMutation(useQueryClient()));
  const submit = () =>
    remove.mutate(
      { name, confirm: name },
      {
        onSuccess: () => {
          toast.success(`Reservation ${name} deleted`);
          router.push(links.capacityReservations());
        },
      },
    );
  return (
    <DeleteDialog
      noun="reservation"
      name={name}
      pending={remove.isPending || remove.isSuccess}
      error={remove.error}
      onDelete={submit}
      onClose={onClose}
    >
      <p>
        It holds no capacity any more. Athena forgets its times and tags, and its name is free
        again. Athenaeum keeps the record of its changes.
      </p>
    </DeleteDialog>
  );
}
