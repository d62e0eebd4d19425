import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { Undo2, X } from "lucide-react";
import { useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { IconButton } from "@/components/ui/icon-button";
import { capacityReservationsOptions } from "@/lib/client/capacity-reservations";
import { workgroupsOptions } from "@/lib/client/workgroups";
import type { CapacityReservationDetail } from "@/lib/contracts/capacity-reservations";
import {
  assignedBy,
  assignmentChanges,
  assignmentsProblem,
  rebaseAssignments,
} from "@/lib/domain/capacity-assignments";
import { isSpark } from "@/lib/domain/engines";
import { AssignmentsReview } from "./assignments-review";
import { changeWords } from "./change-words";

type AssignmentsEditorProps = { detail: CapacityReservationDetail; onClose: () => void };

/** Adds and removes workgroups; nothing is sent before the review. */
export function AssignmentsEditor({ detail, onClose }: AssignmentsEditorProps) {
  const { reservation, assignments } = detail;
  const [base, setBase] = useState(assignments);
  const [mine, setMine] = useState<readonly string[]>(assignments.workgroups);
  const [reviewing, setReviewing] = useState(false);
  const workgroups = useQuery(workgroupsOptions());
  const reservations = useQuery(capacityReservationsOptions());

  const assigned = assignedBy(reservations.data?.reservations ?? []);
  const changes = assignmentChanges(base.workgroups, mine);
  const removed = changes.filter(({ kind }) => kind === "removed");
  const problem = assignmentsProblem(reservation.name, mine, assigned);
  const why = changes.length === 0 ? "Nothing changes" : problem;
  const options = (workgroups.data?.workgroups ?? [])
    .filter(({ name }) => !mine.includes(name))
    .map(({ name, engineVersion }) => {
      const other = assigned.get(name);
      const taken = other !== undefined && other !== reservation.name;
      const spark = isSpark(engineVersion);
      return {
        value: name,
        label: name,
        disabled: taken || spark,
        ...(spark ? { hint: "runs Spark" } : taken ? { hint: `in ${other}` } : {}),
      };
    });
  const theirs = assignmentChanges(base.workgroups, assignments.workgroups);
  const takeOver = () => {
    setMine(rebaseAssignments(base.workgroups, assignments.workgroups, mine));
    setBase(assignments);
  };
  return (
    <div className="flex flex-col gap-3">
      {theirs.length > 0 ? (
        <Banner
          tone="warn"
          action={
            <Button size="sm" onClick={takeOver}>
              Take over
            </Button>
          }
        >
          Somebody has changed the assignments meanwhile: {changeWords(theirs)}. Take that over to
          go on; your own changes are kept.
        </Banner>
      ) : null}
      <Combobox
        label="Add a workgroup"
        placeholder="Add a workgroup…"
        searchPlaceholder="Search workgroups"
        value={null}
        options={options}
        loading={workgroups.isPending || reservations.isPending}
        onChange={(name) => setMine([...mine, name].sort())}
        className="max-w-80"
      />
      {workgroups.error ? (
        <Banner tone="warn">The workgroups could not be read: {workgroups.error.message}</Banner>
      ) : null}
      <ul aria-label="Workgroups to be assigned" className="flex flex-col border-t">
        {mine.map((name) => (
          <AssignmentRow
            key={name}
            name={name}
            mark={base.workgroups.includes(name) ? undefined : "added"}
            onPress={() => setMine(mine.filter((other) => other !== name))}
          />
        ))}
        {removed.map(({ workgroup }) => (
          <AssignmentRow
            key={workgroup}
            name={workgroup}
            mark="removed"
            onPress={() => setMine([...mine, workgroup].sort())}
          />
        ))}
        {mine.length + removed.length === 0 ? (
          <li className="flex min-h-8.5 items-center border-b text-muted">None is assigned.</li>
        ) : null}
      </ul>
      {problem ? <Banner tone="bad">{problem}</Banner> : null}
      <div className="flex flex-wrap gap-2.5">
        <Button
          variant="primary"
          {...(theirs.length > 0
            ? { disabledReason: "Take over what others changed first" }
            : why
              ? { disabledReason: why }
              : {})}
          onClick={() => setReviewing(true)}
        >
          Review changes
        </Button>
        <Button onClick={onClose}>Discard</Button>
      </div>
      {reviewing ? (
        <AssignmentsReview
          reservation={reservation}
          basedOn={base.hash}
          before={base.workgroups}
          after={mine}
          onClose={() => setReviewing(false)}
          onDone={onClose}
        />
      ) : null}
    </div>
  );
}

type AssignmentRowProps = {
  name: string;
  mark: "added" | "removed" | undefined;
  onPress: () => void;
};

function AssignmentRow({ name, mark, onPress }: AssignmentRowProps) {
  const gone = mark === "removed";
  return (
    <li className="flex min-h-8.5 items-center gap-2.5 border-b">
      <span className={clsx("min-w-0 truncate", gone && "text-muted line-through")}>{name}</span>
      {mark ? <span className={clsx("text-sm", gone ? "text-bad" : "text-ok")}>{mark}</span> : null}
      <span className="ml-auto">
        <IconButton
          label={gone ? `Keep ${name}` : `Remove ${name}`}
          icon={gone ? <Undo2 aria-hidden /> : <X aria-hidden />}
          onClick={onPress}
        />
      </span>
    </li>
  );
}
