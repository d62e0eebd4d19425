import { Boxes, User } from "lucide-react";
import { parseAsString, useQueryStates } from "nuqs";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Access } from "@/lib/contracts/access";
import { grantsOfSubject, groupLabel, type Subject } from "@/lib/domain/access";
import { RightsByArea } from "./rights-by-area";
import { RoleOver } from "./role-over";

/** No name of a person or a workgroup has a slash. */
const BY_GROUPS = "/groups";
const ALL_WORKGROUPS = "/all";

const inAddress = {
  person: parseAsString,
  groups: parseAsString.withDefault(""),
  workgroup: parseAsString,
};

/** Who may do what over which workgroup, and why. */
export function RightsPanel({ access }: { access: Access }) {
  const [{ person, groups, workgroup }, setAddress] = useQueryStates(inAddress);
  const people = access.people ?? [];
  const chosen = people.find(({ id }) => id === person);
  const subject: Subject = chosen ?? {
    groups: groups.split(",").flatMap((name) => name.trim() || []),
  };
  const grants = grantsOfSubject(subject, access.groups);
  const asked = chosen !== undefined || subject.groups.length > 0;
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-wrap items-end gap-3">
        <Field label="Person" nativeLabel={false}>
          <Combobox
            label="Person"
            icon={<User aria-hidden className="size-4" />}
            value={chosen?.id ?? BY_GROUPS}
            onChange={(id) => setAddress({ person: id === BY_GROUPS ? null : id })}
            options={[
              { value: BY_GROUPS, label: "Whoever is in these groups" },
              ...people.map(({ id, name, email }) => ({
                value: id,
                label: name,
                hint: email ?? id,
              })),
            ]}
            className="w-66"
          />
        </Field>
        {chosen ? null : (
          <Field label="Groups">
            <Input
              value={groups}
              onChange={({ target }) => setAddress({ groups: target.value || null })}
              placeholder="data-eng, ops"
              className="w-66"
            />
          </Field>
        )}
        <Field label="Workgroup" nativeLabel={false}>
          <Combobox
            label="Workgroup"
            icon={<Boxes aria-hidden className="size-4" />}
            value={workgroup ?? ALL_WORKGROUPS}
            onChange={(name) => setAddress({ workgroup: name === ALL_WORKGROUPS ? null : name })}
            options={[
              { value: ALL_WORKGROUPS, label: "All workgroups" },
              ...(access.workgroups ?? []).map((name) => ({ value: name, label: name })),
            ]}
            className="w-60"
          />
        </Field>
      </div>
      {access.peopleProblem ? <p className="text-warn">{access.peopleProblem}</p> : null}
      {asked ? (
        <>
          <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1.5">
            {grants.length === 0 ? (
              <span>No role anywhere: none of these groups has a grant.</span>
            ) : (
              grants.map((grant) => (
                <span
                  key={`${grant.group} ${grant.role} ${grant.workgroups.join(" ")}`}
                  className="inline-flex flex-wrap items-baseline gap-x-1.5"
                >
                  <RoleOver grant={grant} />
                  <span className="text-muted">
                    {grant.group === undefined
                      ? "as a demo person"
                      : `by ${groupLabel(grant.group)}`}
                  </span>
                </span>
              ))
            )}
          </div>
          <RightsByArea grants={grants} workgroup={workgroup ?? undefined} />
        </>
      ) : (
        <p className="text-muted">Choose a person, or type the names of groups.</p>
      )}
    </div>
  );
}
