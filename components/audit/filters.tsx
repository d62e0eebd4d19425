import { X } from "lucide-react";
import { TextFilter } from "@/components/data/text-filter";
import { WorkgroupFilter } from "@/components/data/workgroup-filter";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Select } from "@/components/ui/select";
import {
  AUDIT_OBJECT_TYPES,
  AUDIT_OBJECTS,
  AUDIT_OUTCOMES,
  AUDITED,
  AUDITED_ACTIONS,
  auditOutcomeFacts,
} from "@/lib/domain/audit";
import type { AuditAddress } from "./audit-address";
import { TimeFilter } from "./time-filter";

const EVERY = "";
const PEOPLE = { value: EVERY, label: "Everyone" };
const ACTIONS = [
  { value: EVERY, label: "Every action" },
  ...AUDITED_ACTIONS.map((action) => ({ value: action, label: AUDITED[action].did })),
];
const OBJECTS = [
  { value: EVERY, label: "Every object" },
  ...AUDIT_OBJECT_TYPES.map((type) => ({ value: type, label: AUDIT_OBJECTS[type].label })),
];
const OUTCOMES = [
  { value: EVERY, label: "Every outcome" },
  ...AUDIT_OUTCOMES.map((outcome) => ({
    value: outcome,
    label: auditOutcomeFacts(outcome).label,
  })),
];

type FiltersProps = {
  address: AuditAddress;
  actors: readonly { id: string; name: string }[] | undefined;
  onChange: (change: Partial<AuditAddress>) => void;
  /** Absent when nothing is filtered. */
  onClear: (() => void) | undefined;
};

export function Filters({ address, actors, onChange, onClear }: FiltersProps) {
  const people = (actors ?? []).map(({ id, name }) => ({ value: id, label: name, hint: id }));
  return (
    <div className="grid grid-cols-2 gap-2 pb-2.5 md:flex md:flex-wrap md:items-center">
      <TimeFilter times={address} onChange={onChange} />
      <Combobox
        label="Who"
        value={address.actor ?? EVERY}
        onChange={(actor) => onChange({ actor: actor || null })}
        options={[PEOPLE, ...people]}
        searchPlaceholder="Search people"
        loading={actors === undefined}
        className="md:w-34"
      />
      <Combobox
        label="Action"
        value={address.action ?? EVERY}
        onChange={(value) => onChange({ action: oneOf(AUDITED_ACTIONS, value) })}
        options={ACTIONS}
        searchPlaceholder="Search actions"
        className="md:w-42"
      />
      <Select
        aria-label="Object"
        value={address.objectType ?? EVERY}
        onChange={(value) => onChange({ objectType: oneOf(AUDIT_OBJECT_TYPES, value) })}
        options={OBJECTS}
        className="md:w-32"
      />
      <TextFilter
        text={address.objectId ?? ""}
        label="Id or name of the object"
        placeholder="Exact id or name"
        className="md:w-42"
        onChange={(objectId) => onChange({ objectId: objectId || null })}
      />
      <WorkgroupFilter
        workgroup={address.workgroup ?? undefined}
        onChange={(workgroup) => onChange({ workgroup: workgroup ?? null })}
        className="md:w-44"
      />
      <Select
        aria-label="Outcome"
        value={address.outcome ?? EVERY}
        onChange={(value) => onChange({ outcome: oneOf(AUDIT_OUTCOMES, value) })}
        options={OUTCOMES}
        className="md:w-36"
      />
      {onClear ? (
        <Button variant="ghost" icon={<X aria-hidden />} onClick={onClear}>
          Clear filters
        </Button>
      ) : null}
    </div>
  );
}

const oneOf = <Value extends string>(values: readonly Value[], value: string) =>
  values.find((known) => known === value) ?? null;
