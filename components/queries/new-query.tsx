import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { meOptions } from "@/lib/client/me";
import { links } from "@/lib/domain/links";
import { decide } from "@/lib/domain/permissions";

export function NewQuery() {
  const { data: me } = useQuery(meOptions());
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
      disabledReason={verdict?.reason ?? "Reading what you may do"}
    >
      New query
    </Button>
  );
}
