"use client";

import { type FormEvent, type ReactNode, useId, useState } from "react";
import { Banner } from "./banner";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { Field } from "./field";
import { Input } from "./input";

type DeleteDialogProps = {
  /** What it is, lower case: `workgroup`. */
  noun: string;
  name: string;
  /** Whether the name must be typed first; where little is lost it need not. */
  asksForName?: boolean;
  /** Why it cannot be deleted now. */
  blocked?: string | undefined;
  /** Waits for what is read first, or for the deletion. */
  pending: boolean;
  error: Error | null;
  onDelete: () => void;
  onClose: () => void;
  /** What goes with it and what is kept. */
  children: ReactNode;
};

/** Deletes one thing for good, after its name was typed; a refusal is shown and nothing is lost. */
export function DeleteDialog(props: DeleteDialogProps) {
  const { noun, name, asksForName = true, blocked, pending, error, onDelete, onClose } = props;
  const formId = useId();
  const [typed, setTyped] = useState("");
  const why =
    blocked ?? (asksForName && typed.trim() !== name ? `Type the ${noun}'s name first` : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (why === undefined && !pending) onDelete();
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={<span className="wrap-anywhere">Delete {name}?</span>}
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="danger"
            type="submit"
            form={formId}
            loading={pending}
            {...(why === undefined ? {} : { disabledReason: why })}
          >
            Delete {noun}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-3.5 text-soft">
        {props.children}
        {asksForName ? (
          <Field label={<span className="wrap-anywhere">Type {name} to confirm</span>}>
            <Input value={typed} onValueChange={setTyped} autoComplete="off" spellCheck={false} />
          </Field>
        ) : null}
        {error ? <Banner tone="bad">{error.message}</Banner> : null}
      </form>
    </Dialog>
  );
}
