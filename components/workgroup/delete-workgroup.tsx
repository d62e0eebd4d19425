import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Banner } from "@/components/ui/banner";
import { DeleteDialog } from "@/components/ui/delete-dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import {
  deleteWorkgroupMutation,
  workgroupActivityOptions,
  workgroupContentsOptions,
} from "@/lib/client/workgroups";
import type { WorkgroupDetail } from "@/lib/contracts/workgroups";
import { goesWithIt } from "./goes-with-it";

type DeleteWorkgroupProps = {
  workgroup: WorkgroupDetail;
  onClose: () => void;
  onDeleted: () => void;
};

/** Deletes a workgroup for good, after its name was typed; says what goes with it and what is kept. */
export function DeleteWorkgroup({ workgroup, onClose, onDeleted }: DeleteWorkgroupProps) {
  const { name } = workgroup;
  const contents = useQuery(workgroupContentsOptions(name));
  const activity = useQuery(workgroupActivityOptions(name));
  const remove = useMutation(deleteWorkgroupMutation(useQueryClient()));
  const read = !contents.isPending && !activity.isPending;
  const { lines, empty } = goesWithIt(contents.data, activity.data, workgroup.family);
  const submit = () =>
    remove.mutate(
      { name, confirm: name, recursive: empty ? "false" : "true" },
      {
        onSuccess: () => {
          toast.success(`Workgroup ${name} deleted`);
          onDeleted();
        },
      },
    );
  return (
    <DeleteDialog
      noun="workgroup"
      name={name}
      pending={remove.isPending || !read}
      error={remove.error}
      onDelete={submit}
      onClose={onClose}
    >
      <div>
        <p className="font-medium text-ink">Athena deletes with it, for good</p>
        {read ? (
          <ul className="mt-1 flex list-disc flex-col gap-0.5 pl-5">
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        ) : (
          <Skeleton className="mt-1 h-12 w-full" />
        )}
      </div>
      {workgroup.reservation ? (
        <Banner tone="warn">
          It is assigned to the capacity reservation {workgroup.reservation.name}. Athena refuses to
          delete it until the assignment is removed there.
        </Banner>
      ) : null}
      <p>
        Results in S3, tables and data stay. Athenaeum keeps every configuration it saw and the
        audit rows: the workgroup can be created again from its page, without its contents.
      </p>
      {contents.error ? (
        <Banner tone="warn">What it holds could not be read: {contents.error.message}</Banner>
      ) : null}
    </DeleteDialog>
  );
}
