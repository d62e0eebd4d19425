import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Banner } from "@/components/ui/banner";
import { DeleteDialog } from "@/components/ui/delete-dialog";
import { toast } from "@/components/ui/toast";
import { useMe } from "@/lib/client/me";
import { deleteNotebookMutation, notebookOptions } from "@/lib/client/notebooks";
import type { NotebookDetail, NotebookRow } from "@/lib/contracts/notebooks";
import { parseNotebook } from "@/lib/domain/ipynb";
import { decide } from "@/lib/domain/permissions";
import { SessionInTheWay } from "./session-in-the-way";

type DeleteNotebookProps = { row: NotebookRow; onClose: () => void };

/** Deletes a notebook for good; one with content asks for its name. */
export function DeleteNotebook({ row, onClose }: DeleteNotebookProps) {
  const me = useMe();
  const { data: detail, error: unread } = useQuery(notebookOptions(row.id));
  const [active, setActive] = useState(row.session !== undefined);
  const remove = useMutation(deleteNotebookMutation(useQueryClient()));
  const verdict =
    me && detail
      ? decide(me.actor, "deleteNotebook", {
          workgroup: row.workgroup,
          ownerId: detail.createdBy?.id,
        })
      : undefined;
  const submit = () =>
    remove.mutate(row.id, {
      onSuccess: () => {
        toast.success("Notebook deleted");
        onClose();
      },
    });
  return (
    <DeleteDialog
      noun="notebook"
      name={row.name}
      asksForName={detail === undefined || hasContent(detail)}
      blocked={
        verdict?.allowed === false
          ? verdict.reason
          : active
            ? "Terminate its session first"
            : undefined
      }
      pending={remove.isPending}
      error={remove.error ?? unread}
      onDelete={submit}
      onClose={onClose}
    >
      <p>
        Athena keeps no copy, and the revisions kept here are deleted with it. Export it first if
        you may need it again.
      </p>
      <SessionInTheWay row={row} what="deleted" onChange={setActive} />
      {verdict?.allowed === false ? <Banner tone="warn">{verdict.reason}</Banner> : null}
    </DeleteDialog>
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
