import { ClipboardCheck, FileUp, Plus, RotateCw } from "lucide-react";
import type { ReactNode } from "react";
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
      <ToForm href={links.newWorkgroup({ import: "true" })} icon={<FileUp aria-hidden />}>
        Import JSON
      </ToForm>
      <ToForm href={links.newWorkgroup()} icon={<Plus aria-hidden />} primary>
        Create workgroup
      </ToForm>
    </>
  );
}

type ToFormProps = { href: string; icon: ReactNode; primary?: boolean; children: string };

/** Leads to the form of a new one; where nobody lets the person, it says so. */
function ToForm({ href, icon, primary = false, children }: ToFormProps) {
  const me = useMe();
  const verdict = me ? decide(me.actor, "createWorkgroup") : undefined;
  const variant = primary ? "primary" : "default";
  return verdict?.allowed ? (
    <LinkButton variant={variant} icon={icon} href={href}>
      {children}
    </LinkButton>
  ) : (
    <Button
      variant={variant}
      icon={icon}
      className={verdict ? "" : "invisible"}
      {...(verdict ? { disabledReason: verdict.reason } : {})}
    >
      {children}
    </Button>
  );
}
