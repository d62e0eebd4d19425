import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { useMe } from "@/lib/client/me";
import { deleteNotebookMutation, notebookOptions } from "@/lib/client/notebooks";
import type { NotebookDetail, NotebookRow } from "@/lib/contracts/notebooks";
import { parseNotebook } from "@/lib/domain/ipynb";
import { decide } from "@/lib/domain/permissions";
import { SessionInTheWay } from "./session-in-the-way";

type DeleteDialogProps = { row: NotebookRow; onClose: () => void };

/** Deletes a notebook for good; one with content asks for its name. */
export function DeleteDialog({ row, onClose }: DeleteDialogProps) {
  const me = useMe();
  const { data: detail, error: unread } = useQuery(notebookOptions(row.id));
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(row.session !== undefined);
  const remove = useMutation(deleteNotebookMutation(useQueryClient()));
  const verdict =
    me && detail
      ? decide(me.actor, "deleteNotebook", {
          workgroup: row.workgroup,
          ownerId: detail.createdBy?.id,
        })
      : undefined;
  const asksForName = detail === undefined || hasContent(detail);
  const why =
    verdict?.allowed === false
      ? verdict.reason
      : active
        ? "Terminate its session first"
        : asksForName && typed !== row.name
          ? "Type the notebook's name first"
          : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (why !== undefined || remove.isPending) return;
    remove.mutate(row.id, {
      onSuccess: () => {
        toast.success("Notebook deleted");
        onClose();
      },
    });
  };
  const problem = remove.error ?? unread;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Delete ${row.name}?`}
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="danger"
            type="submit"
            form="delete-notebook"
            loading={remove.isPending}
            {...(why ? { disabledReason: why } : {})}
          >
            Delete notebook
          </Button>
        </>
      }
    >
      <form id="delete-notebook" onSubmit={submit} className="flex flex-col gap-4 text-soft">
        <p>
          Athena keeps no copy, and the revisions kept here are deleted with it. Export it first if
          you may need it again.
        </p>
        <SessionInTheWay row={row} what="deleted" onChange={setActive} />
        {verdict?.allowed === false ? <Banner tone="warn">{verdict.reason}</Banner> : null}
        {asksForName ? (
          <Field label={`Type ${row.name} to confirm`}>
            <Input value={typed} onValueChange={setTyped} autoComplete="off" spellCheck={false} />
          </Field>
        ) : null}
        {problem ? <Banner tone="bad">{problem.message}</Banner> : null}
      </form>
    </Dialog>
  );
}

/** What cannot be read counts as content. */
function hasContent({ payload }: NotebookDetail): boolean {
  try {
    return parseNotebook(payload).cells.some((cell) => cell.source.trim() !== "");
  } catch {
    return true;
  }
}
