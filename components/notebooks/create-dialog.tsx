import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { createNotebookMutation } from "@/lib/client/notebooks";
import { newRequestToken } from "@/lib/client/queries";
import { links } from "@/lib/domain/links";
import { isName, NameField, otherProblem } from "./name-field";
import { NotebookWorkgroupField, useNotebookWorkgroups } from "./notebook-workgroup-field";

type CreateDialogProps = { workgroup: string | undefined; onClose: () => void };

/** A new notebook, which is opened at once. */
export function CreateDialog({ workgroup: wanted, onClose }: CreateDialogProps) {
  const router = useRouter();
  const { options } = useNotebookWorkgroups();
  const usable = options.filter(({ disabled }) => !disabled);
  const [chosen, setChosen] = useState(wanted);
  const workgroup = usable.find(({ value }) => value === chosen)?.value ?? usable[0]?.value;
  const [name, setName] = useState("");
  const [clientRequestToken] = useState(newRequestToken);
  const create = useMutation(createNotebookMutation(useQueryClient()));
  const ready = workgroup !== undefined && isName(name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!ready || create.isPending) return;
    create.mutate(
      { workgroup, name: name.trim(), clientRequestToken },
      { onSuccess: ({ id }) => router.push(links.notebook(id)) },
    );
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Create notebook"
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            type="submit"
            form="create-notebook"
            loading={create.isPending || create.isSuccess}
            {...(ready ? {} : { disabledReason: "Give it a name and a workgroup first" })}
          >
            Create notebook
          </Button>
        </>
      }
    >
      <form id="create-notebook" onSubmit={submit} className="flex flex-col gap-4">
        <NameField name={name} onChange={setName} error={create.error} />
        <NotebookWorkgroupField workgroup={workgroup} onChange={setChosen} />
        {otherProblem(create.error) ? (
          <Banner tone="bad">{otherProblem(create.error)}</Banner>
        ) : null}
      </form>
    </Dialog>
  );
}
