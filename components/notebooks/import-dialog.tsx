import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useEffectEvent, useRef, useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { importNotebookMutation } from "@/lib/client/notebooks";
import { newRequestToken } from "@/lib/client/queries";
import { formatBytes } from "@/lib/domain/format";
import { parseNotebook } from "@/lib/domain/ipynb";
import { links } from "@/lib/domain/links";
import { nameFromFile, PAYLOAD_CHARS_MAX } from "@/lib/domain/notebooks";
import { isName, NameField, otherProblem } from "./name-field";
import { NotebookWorkgroupField, useNotebookWorkgroups } from "./notebook-workgroup-field";

type ImportDialogProps = {
  /** Dropped on the page. */
  file: File | undefined;
  workgroup: string | undefined;
  onClose: () => void;
};

type Chosen = { fileName: string; payload: string; cellCount: number };

/** A notebook from a file, read here first: what is wrong with it is said before anything is sent. */
export function ImportDialog({ file, workgroup: wanted, onClose }: ImportDialogProps) {
  const router = useRouter();
  const picker = useRef<HTMLInputElement>(null);
  const { options } = useNotebookWorkgroups();
  const usable = options.filter(({ disabled }) => !disabled);
  const [chosenGroup, setChosenGroup] = useState(wanted);
  const workgroup = usable.find(({ value }) => value === chosenGroup)?.value ?? usable[0]?.value;
  const [chosen, setChosen] = useState<Chosen>();
  const [problem, setProblem] = useState<string>();
  const [name, setName] = useState("");
  const [clientRequestToken, setToken] = useState(newRequestToken);
  const send = useMutation(importNotebookMutation(useQueryClient()));

  const take = async (next: File) => {
    send.reset();
    setChosen(undefined);
    setProblem(undefined);
    setName(nameFromFile(next.name));
    setToken(newRequestToken());
    try {
      setChosen(await readFile(next));
    } catch (cause) {
      setProblem(`${next.name}: ${(cause as Error).message}`);
    }
  };
  const takeDropped = useEffectEvent(take);
  useEffect(() => {
    if (file) void takeDropped(file);
  }, [file]);

  const ready = workgroup !== undefined && chosen !== undefined && isName(name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!ready || send.isPending) return;
    send.mutate(
      { workgroup, name: name.trim(), payload: chosen.payload, clientRequestToken },
      { onSuccess: ({ id }) => router.push(links.notebook(id)) },
    );
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Import notebook"
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            type="submit"
            form="import-notebook"
            loading={send.isPending || send.isSuccess}
            {...(ready ? {} : { disabledReason: "Choose a file, a name and a workgroup first" })}
          >
            Import notebook
          </Button>
        </>
      }
    >
      <form id="import-notebook" onSubmit={submit} className="flex flex-col gap-4">
        <div className="flex flex-wrap items-center gap-3">
          <Button icon={<FileUp aria-hidden />} onClick={() => picker.current?.click()}>
            {chosen ? "Choose another file" : "Choose file"}
          </Button>
          <span className="min-w-0 truncate text-muted">
            {chosen
              ? `${chosen.fileName}, ${chosen.cellCount} ${chosen.cellCount === 1 ? "cell" : "cells"}`
              : ".ipynb, up to 10 MB"}
          </span>
          <input
            ref={picker}
            type="file"
            accept=".ipynb,application/x-ipynb+json,application/json"
            aria-label="Notebook file"
            className="sr-only"
            tabIndex={-1}
            onChange={(event) => {
              const [next] = event.target.files ?? [];
              event.target.value = "";
              if (next) void take(next);
            }}
          />
        </div>
        {problem ? <Banner tone="bad">{problem}</Banner> : null}
        {chosen ? (
          <>
            <NameField name={name} onChange={setName} error={send.error} />
            <NotebookWorkgroupField workgroup={workgroup} onChange={setChosenGroup} />
          </>
        ) : null}
        {otherProblem(send.error) ? <Banner tone="bad">{otherProblem(send.error)}</Banner> : null}
      </form>
    </Dialog>
  );
}

/** UTF-8 takes at most three bytes for what JavaScript counts as one character. */
const FILE_BYTES_MAX = 3 * PAYLOAD_CHARS_MAX;

async function readFile(file: File): Promise<Chosen> {
  const tooLarge = `It has ${formatBytes(file.size)}; Athena takes at most 10 MB`;
  if (file.size > FILE_BYTES_MAX) throw new Error(tooLarge);
  const payload = new TextDecoder("utf-8", { fatal: true }).decode(await readBytes(file));
  if (payload.length > PAYLOAD_CHARS_MAX) throw new Error(tooLarge);
  return { fileName: file.name, payload, cellCount: parseNotebook(payload).cells.length };
}

const readBytes = (file: File) =>
  file.arrayBuffer().catch(() => {
    throw new Error("It cannot be read: is it a folder, or was it moved?");
  });
