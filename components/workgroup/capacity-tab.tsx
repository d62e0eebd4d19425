import Link from "next/link";
import { CapacityState } from "@/components/data/capacity/capacity-state";
import { SettingValue } from "@/components/data/workgroup/setting-value";
import { DefinitionList } from "@/components/ui/definition-list";
import { LinkButton } from "@/components/ui/link-button";
import { Section } from "@/components/ui/section";
import { useMe } from "@/lib/client/me";
import type { WorkgroupDetail } from "@/lib/contracts/workgroups";
import { links } from "@/lib/domain/links";
import { decide } from "@/lib/domain/permissions";
import { SETTINGS } from "@/lib/domain/workgroups/setting-table";

/** Else it is pending, failed or given up, and new queries run on demand. */
const HAS_CAPACITY: readonly string[] = ["ACTIVE", "UPDATE_PENDING"];

/** Whether its queries run on reserved capacity, and how much of it one of them takes. */
export function CapacityTab({ workgroup }: { workgroup: WorkgroupDetail }) {
  const { reservation, settings, family } = workgroup;
  const me = useMe();
  const mayRead = me !== undefined && decide(me.actor, "listCapacityReservations").allowed;
  return (
    <div className="flex max-w-[72ch] flex-col gap-6">
      <Section
        title="Capacity reservation"
        actions={
          mayRead ? (
            <LinkButton size="sm" variant="ghost" href={links.capacityReservations()}>
              Show reservations
            </LinkButton>
          ) : null
        }
      >
        {reservation ? (
          <>
            <p className="flex flex-wrap items-center gap-2">
              {mayRead ? (
                <Link
                  href={links.capacityReservation(reservation.name)}
                  className="rounded-sm font-medium underline decoration-line-strong underline-offset-2 hover:decoration-current"
                >
                  {reservation.name}
                </Link>
              ) : (
                <span className="font-medium">{reservation.name}</span>
              )}
              <CapacityState state={reservation.status} />
            </p>
            <p className="text-muted">
              {HAS_CAPACITY.includes(reservation.status)
                ? "Queries of this workgroup run on its DPUs and are not billed by the bytes they scan. They wait in line while all DPUs are taken."
                : "It has no capacity now: new queries run on demand and are billed by the bytes they scan."}
            </p>
          </>
        ) : (
          <p className="text-muted">
            None is assigned: queries run on demand and are billed by the bytes they scan.
          </p>
        )}
      </Section>
      <Section title="DPUs of one query">
        <DefinitionList
          rows={(["minDpus", "maxDpus"] as const).map((setting) => ({
            label: setting === "minDpus" ? "At least" : "At most",
            value:
              settings[setting] === undefined ? undefined : (
                <SettingValue setting={setting} settings={settings} family={family} />
              ),
            none: `not set: ${SETTINGS[setting].unset}`,
          }))}
        />
        {reservation ||
        (settings.minDpus === undefined && settings.maxDpus === undefined) ? null : (
          <p className="text-muted">They count on a capacity reservation only.</p>
        )}
      </Section>
    </div>
  );
}
