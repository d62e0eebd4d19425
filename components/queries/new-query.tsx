import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { useMe } from "@/lib/client/me";
import { links } from "@/lib/domain/links";
import { decide } from "@/lib/domain/permissions";

export function NewQuery() {
  const me = useMe();
  const verdict = me ? decide(me.actor, "startQuery") : undefined;
  if (verdict?.allowed)
    return (
      <LinkButton href={links.editor()} variant="primary" icon={<Plus aria-hidden />}>
        New query
      </LinkButton>
    );
  return (
    <Button
      variant="primary"
      icon={<Plus aria-hidden />}
      className={verdict ? "" : "invisible"}
      {...(verdict ? { disabledReason: verdict.reason } : {})}
    >
      New query
    </Button>
  );
}
