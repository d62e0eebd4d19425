import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import {
  deleteWorkgroupMutation,
  workgroupActivityOptions,
  workgroupContentsOptions,
} from "@/lib/client/workgroups";
import type { WorkgroupDetail } from "@/lib/contracts/workgroups";
import { goesWithIt } from "./goes-with-it";

type DeleteDialogProps = {
  workgroup: WorkgroupDetail;
  onClose: () => void;
  onDeleted: () => void;
};

/** Deletes a workgroup for good, after its name was typed; says what goes with it and what is kept. */
export function DeleteDialog({ workgroup, onClose, onDeleted }: DeleteDialogProps) {
  const { name } = workgroup;
  const contents = useQuery(workgroupContentsOptions(name));
  const activity = useQuery(workgroupActivityOptions(name));
  const remove = useMutation(deleteWorkgroupMutation(useQueryClient()));
  const [typed, setTyped] = useState("");
  const read = !contents.isPending && !activity.isPending;
  const { lines, empty } = goesWithIt(contents.data, activity.data, workgroup.family);
  const why = typed !== name ? "Type the workgroup's name first" : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (why !== undefined || !read || remove.isPending) return;
    remove.mutate(
      { name, confirm: typed, recursive: empty ? "false" : "true" },
      {
        onSuccess: () => {
          toast.success(`Workgroup ${name} deleted`);
          onDeleted();
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
            form="delete-workgroup"
            loading={remove.isPending || !read}
            {...(why ? { disabledReason: why } : {})}
          >
            Delete workgroup
          </Button>
        </>
      }
    >
      <form id="delete-workgroup" onSubmit={submit} className="flex flex-col gap-3.5 text-soft">
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
            It is assigned to the capacity reservation {workgroup.reservation.name}. Athena refuses
            to delete it until the assignment is removed there.
          </Banner>
        ) : null}
        <p>
          Results in S3, tables and data stay. Athenaeum keeps every configuration it saw and the
          audit rows: the workgroup can be created again from its page, without its contents.
        </p>
        <Field label={`Type ${name} to confirm`}>
          <Input value={typed} onValueChange={setTyped} autoComplete="off" spellCheck={false} />
        </Field>
        {contents.error ? (
          <Banner tone="warn">What it holds could not be read: {contents.error.message}</Banner>
        ) : null}
        {remove.error ? <Banner tone="bad">{remove.error.message}</Banner> : null}
      </form>
    </Dialog>
  );
}
