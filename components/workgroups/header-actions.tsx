import { ClipboardCheck, Plus, RotateCw } from "lucide-react";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { useMe } from "@/lib/client/me";
import { links } from "@/lib/domain/links";
import { decide } from "@/lib/domain/permissions";

export function HeaderActions({ onRefresh }: { onRefresh: () => void }) {
  return (
    <>
      <Button icon={<RotateCw aria-hidden />} onClick={onRefresh} aria-keyshortcuts="r">
        Refresh
      </Button>
      <LinkButton icon={<ClipboardCheck aria-hidden />} href={links.workgroupPolicy()}>
        Policy board
      </LinkButton>
      <CreateWorkgroup />
    </>
  );
}

/** Leads to the form; where nobody lets the person, it says so. */
export function CreateWorkgroup() {
  const me = useMe();
  const verdict = me ? decide(me.actor, "createWorkgroup") : undefined;
  const icon = <Plus aria-hidden />;
  return verdict?.allowed ? (
    <LinkButton variant="primary" icon={icon} href={links.newWorkgroup()}>
      Create workgroup
    </LinkButton>
  ) : (
    <Button
      variant="primary"
      icon={icon}
      className={verdict ? "" : "invisible"}
      {...(verdict ? { disabledReason: verdict.reason } : {})}
    >
      Create workgroup
    </Button>
  );
}
