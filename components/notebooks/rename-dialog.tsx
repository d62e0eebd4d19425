import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { renameNotebookMutation } from "@/lib/client/notebooks";
import type { NotebookRow } from "@/lib/contracts/notebooks";
import { isName, NameField, otherProblem } from "./name-field";
import { SessionInTheWay } from "./session-in-the-way";

type RenameDialogProps = { row: NotebookRow; onClose: () => void };

export function RenameDialog({ row, onClose }: RenameDialogProps) {
  const [name, setName] = useState(row.name);
  const rename = useMutation(renameNotebookMutation(useQueryClient()));
  const ready = isName(name) && name.trim() !== row.name;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!ready || rename.isPending) return;
    rename.mutate(
      { id: row.id, name: name.trim() },
      {
        onSuccess: () => {
          toast.success("Notebook renamed");
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Rename notebook"
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            type="submit"
            form="rename-notebook"
            loading={rename.isPending}
            {...(ready ? {} : { disabledReason: "Give it another name first" })}
          >
            Rename
          </Button>
        </>
      }
    >
      <form id="rename-notebook" onSubmit={submit} className="flex flex-col gap-4">
        <NameField name={name} onChange={setName} error={rename.error} />
        <SessionInTheWay row={row} what="renamed" />
        {otherProblem(rename.error) ? (
          <Banner tone="bad">{otherProblem(rename.error)}</Banner>
        ) : null}
      </form>
    </Dialog>
  );
}
