import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { terminateSessionMutation } from "@/lib/client/sessions";
import type { NotebookRow } from "@/lib/contracts/notebooks";

type TerminateDialogProps = { row: NotebookRow; sessionId: string; onClose: () => void };

export function TerminateDialog({ row, sessionId, onClose }: TerminateDialogProps) {
  const terminate = useMutation(terminateSessionMutation(useQueryClient()));
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Terminate the session of ${row.name}?`}
      confirmLabel="Terminate session"
      danger
      onConfirm={async () => {
        await terminate.mutateAsync(sessionId);
        toast.success("Session is terminating");
      }}
    >
      What runs in it is stopped, and its variables and temporary views are lost. The notebook and
      its outputs stay as they were saved.
    </ConfirmDialog>
  );
}
