import Link from "next/link";
import { CopyableId } from "@/components/ui/copyable-id";
import { type Definition, DefinitionList } from "@/components/ui/definition-list";
import { ExactTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { useMe } from "@/lib/client/me";
import type { CapacityReservationDetail } from "@/lib/contracts/capacity-reservations";
import { links } from "@/lib/domain/links";
import { decide } from "@/lib/domain/permissions";

/** Every other fact that Athena reports of a reservation. */
export function FactsPanel({ detail }: { detail: CapacityReservationDetail }) {
  const { arn, tags, tagsProblem } = detail;
  const { name, lastAllocation, lastSuccessfulAllocationAt, createdAt } = detail.reservation;
  const me = useMe();
  const tagRows = Object.entries(tags).map(([label, value]) => ({ label, value, none: "empty" }));
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
      <Section title="Tags">
        {tagsProblem ? (
          <p className="text-muted wrap-anywhere">They could not be read: {tagsProblem}</p>
        ) : tagRows.length === 0 ? (
          <p className="text-muted">It has none.</p>
        ) : (
          <DefinitionList rows={tagRows} />
        )}
      </Section>
      {me && decide(me.actor, "listAudit").allowed ? (
        <Section title="Record">
          <Link
            href={links.audit({ objectType: "capacityReservation", objectId: name })}
            className="self-start rounded-sm underline decoration-line-strong underline-offset-2 hover:decoration-current"
          >
            Show who changed it here
          </Link>
        </Section>
      ) : null}
    </div>
  );
}

const timeOf = (label: string, at: number | undefined, none = "not reported"): Definition => ({
  label,
  value: at === undefined ? undefined : <ExactTime at={at} className="text-sm" />,
  none,
});
