"use client";

import { AlertDialog as Base } from "@base-ui/react/alert-dialog";
import clsx from "clsx";
import { type ReactNode, useState } from "react";
import { Banner } from "./banner";
import { Button } from "./button";
import { backdropStyle, DialogFooter, dialogStyle } from "./dialog";

type ConfirmDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** A question: "Stop this query?" */
  title: ReactNode;
  /** What exactly will happen, and what cannot be undone. */
  children: ReactNode;
  /** The verb: "Stop query". */
  confirmLabel: string;
  /** The way out, where "Cancel" would be taken for the deed. */
  keepLabel?: string;
  danger?: boolean;
  /** The dialog waits for it, closes when it is done, and shows the message of what it throws. */
  onConfirm: () => Promise<void> | void;
};

export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  children,
  confirmLabel,
  keepLabel = "Cancel",
  danger = false,
  onConfirm,
}: ConfirmDialogProps) {
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string>();
  const change = (next: boolean) => {
    setFailure(undefined);
    onOpenChange(next);
  };
  const confirm = async () => {
    setPending(true);
    setFailure(undefined);
    try {
      await onConfirm();
      onOpenChange(false);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    } finally {
      setPending(false);
    }
  };
  return (
    <Base.Root open={open} onOpenChange={change}>
      <Base.Portal>
        <Base.Backdrop className={backdropStyle} />
        <Base.Popup className={clsx(dialogStyle, "max-w-md")}>
          <Base.Title className="px-4 pt-4 text-lg font-semibold">{title}</Base.Title>
          <Base.Description render={<div />} className="min-h-0 overflow-auto px-4 py-2 text-soft">
            {children}
          </Base.Description>
          {failure ? (
            <div className="px-4 pb-2">
              <Banner tone="bad">{failure}</Banner>
            </div>
          ) : null}
          <DialogFooter>
            <Base.Close render={<Button>{keepLabel}</Button>} />
            <Button variant={danger ? "danger" : "primary"} loading={pending} onClick={confirm}>
              {confirmLabel}
            </Button>
          </DialogFooter>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
