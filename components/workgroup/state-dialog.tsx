import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { CallError } from "@/lib/client/call";
import { updateWorkgroupMutation, workgroupActivityOptions } from "@/lib/client/workgroups";
import type { WorkgroupDetail } from "@/lib/contracts/workgroups";
import { formatCount } from "@/lib/domain/format";

type StateDialogProps = { workgroup: WorkgroupDetail; open: boolean; onClose: () => void };

/** Disables or enables, from the configuration that the page shows. */
export function StateDialog({ workgroup, open, onClose }: StateDialogProps) {
  const { name, settings, family, hash } = workgroup;
  const disables = settings.state === "ENABLED";
  const update = useMutation(updateWorkgroupMutation(useQueryClient()));
  const { data: activity } = useQuery({ ...workgroupActivityOptions(name), enabled: open });
  const confirm = async () => {
    if (hash === undefined) throw new Error("Reload the page: your rights have changed");
    try {
      await update.mutateAsync({
        name,
        basedOn: hash,
        settings: { ...settings, state: disables ? "DISABLED" : "ENABLED" },
      });
    } catch (error) {
      if (error instanceof CallError && error.code === "CONFLICT")
        throw new Error(
          "Somebody has changed this workgroup since the page read it. It is read anew: look again, then confirm.",
        );
      throw error;
    }
    toast.success(disables ? "Workgroup disabled" : "Workgroup enabled");
  };
  const verb = disables ? "Disable" : "Enable";
  const inFlight = (activity?.running ?? 0) + (activity?.queued ?? 0);
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
      title={`${verb} ${name}?`}
      confirmLabel={`${verb} workgroup`}
      danger={disables}
      onConfirm={confirm}
    >
      {disables ? (
        <div className="flex flex-col gap-2">
          <p>
            {family === "sql"
              ? "Athena refuses new queries in it, by anyone and by any tool, until it is enabled again."
              : "Athena refuses new sessions in it, by anyone and by any tool, until it is enabled again."}{" "}
            History, results and configuration stay as they are.
          </p>
          {inFlight > 0 ? (
            <p className="text-warn">
              {family === "sql"
                ? `${formatCount(inFlight)} running or queued: they go on.`
                : `${formatCount(inFlight)} active sessions: they go on until they are terminated.`}
            </p>
          ) : null}
        </div>
      ) : (
        <p>{family === "sql" ? "Queries" : "Sessions"} can be started in it again at once.</p>
      )}
    </ConfirmDialog>
  );
}
