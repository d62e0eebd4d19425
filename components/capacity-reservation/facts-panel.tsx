import { Pencil, ScrollText } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyableId } from "@/components/ui/copyable-id";
import { type Definition, DefinitionList } from "@/components/ui/definition-list";
import { LinkButton } from "@/components/ui/link-button";
import { ExactTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { useMe } from "@/lib/client/me";
import type { CapacityReservationDetail } from "@/lib/contracts/capacity-reservations";
import { links } from "@/lib/domain/links";
import { decide } from "@/lib/domain/permissions";
import { TagsDialog } from "./tags-dialog";

/** Every other fact that Athena reports of a reservation. */
export function FactsPanel({ detail }: { detail: CapacityReservationDetail }) {
  const { arn } = detail;
  const { name, lastAllocation, lastSuccessfulAllocationAt, createdAt } = detail.reservation;
  const me = useMe();
  return (
    <div className="flex flex-col gap-5">
      <Section title="Reservation">
        <DefinitionList
          rows={[
            { label: "Name", value: name, copy: name },
            {
              label: "ARN",
              value: arn && <CopyableId id={arn} label="ARN" keepEnd={14} />,
              none: "not known",
            },
            timeOf("Created", createdAt),
          ]}
        />
      </Section>
      <Section title="Last allocation">
        <DefinitionList
          rows={[
            { label: "Outcome", value: lastAllocation?.state.toLowerCase() },
            ...(lastAllocation?.message
              ? [{ label: "Reason", value: lastAllocation.message }]
              : []),
            timeOf("Asked for", lastAllocation?.requestedAt),
            timeOf("Ended", lastAllocation?.completedAt, "not yet"),
            timeOf("Last success", lastSuccessfulAllocationAt, "never"),
          ]}
        />
      </Section>
      <TagsSection detail={detail} />
      {me && decide(me.actor, "listAudit").allowed ? (
        <Section title="Record">
          <LinkButton
            size="sm"
            icon={<ScrollText aria-hidden />}
            href={links.audit({ objectType: "capacityReservation", objectId: name })}
            className="self-start"
          >
            Show in audit
          </LinkButton>
        </Section>
      ) : null}
    </div>
  );
}

function TagsSection({ detail }: { detail: CapacityReservationDetail }) {
  const { tags, tagsProblem } = detail;
  const me = useMe();
  const [changing, setChanging] = useState(false);
  const verdict = me ? decide(me.actor, "updateCapacityTags") : undefined;
  const why =
    verdict?.allowed === false ? verdict.reason : tagsProblem && "They could not be read either";
  const rows = Object.entries(tags).map(([label, value]) => ({ label, value, none: "empty" }));
  return (
    <Section
      title="Tags"
      actions={
        verdict ? (
          <Button
            size="sm"
            icon={<Pencil aria-hidden />}
            {...(why ? { disabledReason: why } : {})}
            onClick={() => setChanging(true)}
          >
            Change tags
          </Button>
        ) : null
      }
    >
      {tagsProblem ? (
        <p className="text-warn wrap-anywhere">They could not be read: {tagsProblem}</p>
      ) : rows.length === 0 ? (
        <p className="text-muted">It has no tags.</p>
      ) : (
        <DefinitionList rows={rows} />
      )}
      {changing ? <TagsDialog detail={detail} onClose={() => setChanging(false)} /> : null}
    </Section>
  );
}

const timeOf = (label: string, at: number | undefined, none = "not reported"): Definition => ({
  label,
  value: at === undefined ? undefined : <ExactTime at={at} className="text-sm" />,
  none,
});
