"use client";

import { useQuery } from "@tanstack/react-query";
import { ObjectProblem, type ProblemWords } from "@/components/data/object-problem";
import { BlockSkeleton, ObjectSkeleton } from "@/components/data/object-skeleton";
import { Banner } from "@/components/ui/banner";
import { useAnnouncedState } from "@/components/ui/use-announced-state";
import { useDocumentTitle } from "@/components/ui/use-document-title";
import { capacityReservationOptions } from "@/lib/client/capacity-reservations";
import type { CapacityReservationDetail } from "@/lib/contracts/capacity-reservations";
import { capacityStateFacts, isCapacityInFlight } from "@/lib/domain/capacity";
import { links } from "@/lib/domain/links";
import { AssignmentsSection } from "./assignments-section";
import { FactsPanel } from "./facts-panel";
import { ReservationHeader } from "./reservation-header";
import { StatePanel } from "./state-panel";

const LIST = { label: "Capacity reservations", href: links.capacityReservations() };
const WORDS: ProblemWords = {
  noun: "capacity reservation",
  called: "reservation",
  list: LIST,
  knownBy: "name",
  mayBeGone: "It may have been deleted, or cancelled more than 45 days ago.",
  denied:
    "Reservations belong to the whole account. Ask an administrator of Athenaeum for the viewer role over all workgroups",
};

/** The permalink of one capacity reservation. */
export function ReservationScreen({ name }: { name: string }) {
  const { data, error, refetch, isFetching } = useQuery(capacityReservationOptions(name));
  // A reservation that is gone by now is not shown from memory.
  if (data && !(error && "code" in error && error.code === "NOT_FOUND"))
    return <Reservation key={name} detail={data} problem={error ?? undefined} />;
  if (error)
    return (
      <ObjectProblem
        id={name}
        words={WORDS}
        error={error}
        onRetry={refetch}
        retrying={isFetching}
      />
    );
  return (
    <ObjectSkeleton
      id={name}
      noun="reservation"
      knownBy="name"
      list={LIST}
      stats={["Target DPUs", "Allocated", "Cost, estimate", "Workgroups"]}
    >
      <BlockSkeleton lines={2} />
      <BlockSkeleton lines={4} />
    </ObjectSkeleton>
  );
}

type ReservationProps = { detail: CapacityReservationDetail; problem: Error | undefined };

function Reservation({ detail, problem }: ReservationProps) {
  const { name, state } = detail.reservation;
  const facts = capacityStateFacts(state);
  useDocumentTitle(`${facts.label}: capacity reservation ${name}`);
  useAnnouncedState("Capacity reservation", facts);
  return (
    <div className="flex min-h-full flex-col">
      <ReservationHeader detail={detail} list={LIST} />
      {problem ? (
        <Banner tone="warn" flush>
          {isCapacityInFlight(state) ? "The state below may be old: " : "Not read again: "}
          {problem.message}
        </Banner>
      ) : null}
      <div className="flex grow flex-col border-t lg:flex-row">
        <div className="flex min-w-0 grow flex-col gap-6 px-4 py-4 md:px-5">
          <StatePanel reservation={detail.reservation} />
          <AssignmentsSection detail={detail} />
        </div>
        <aside
          aria-label="Facts"
          className="shrink-0 border-t px-4 py-4 md:px-5 lg:w-82.5 lg:border-t-0 lg:border-l lg:px-4.5"
        >
          <FactsPanel detail={detail} />
        </aside>
      </div>
    </div>
  );
}
