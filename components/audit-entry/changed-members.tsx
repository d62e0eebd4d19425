import { JsonView } from "@/components/data/json-view";
import { OldAndNew } from "@/components/data/workgroup/old-and-new";
import { Section } from "@/components/ui/section";
import type { AuditEntry } from "@/lib/contracts/audit";
import {
  areComparable,
  memberChanges,
  type WorkgroupChanges,
  workgroupChanges,
} from "@/lib/domain/audit-diff";
import { engineFamilyOf } from "@/lib/domain/engines";
import { formatCount } from "@/lib/domain/format";
import { describeChange } from "@/lib/domain/workgroups/describe";

/** What was changed, from what to what. */
export function ChangedMembers({ entry }: { entry: AuditEntry }) {
  const { before, after, objectType } = entry;
  if (before === undefined && after === undefined) return null;
  const settings = objectType === "workgroup" ? workgroupChanges(before, after) : undefined;
  if (settings) return <SettingChanges settings={settings} created={before === undefined} />;
  if (!areComparable(before, after))
    return (
      <>
        {isEmpty(before) ? null : (
          <Section title="What it was before">
            <JsonView value={before} label="Before" />
          </Section>
        )}
        {isEmpty(after) ? null : (
          <Section title="What was asked for">
            <JsonView value={after} label="After" />
          </Section>
        )}
      </>
    );
  const members = memberChanges(before, after);
  return (
    <Section title="Changes" meta={formatCount(members.length)}>
      {members.length === 0 ? <p className="text-muted">Nothing differs.</p> : null}
      <ul className="flex flex-col gap-2.5">
        {members.map((member) => (
          <li key={member.path} className="flex flex-col gap-1">
            <h3 className="font-mono text-sm wrap-anywhere">{member.path}</h3>
            <OldAndNew before={member.before ?? "not set"} after={member.after ?? "not set"} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Nothing that could be shown: a test of a location asks for nothing but the location. */
const isEmpty = (value: unknown) =>
  value === undefined ||
  (typeof value === "object" && value !== null && Object.keys(value).length === 0);

type SettingChangesProps = { settings: WorkgroupChanges; created: boolean };

function SettingChanges({ settings: { before, after, changes }, created }: SettingChangesProps) {
  const family = engineFamilyOf(after.engineVersion);
  return (
    <Section
      title={created ? "Settings, where they differ from a new workgroup's" : "Settings changed"}
      meta={formatCount(changes.length)}
    >
      {changes.length === 0 ? <p className="text-muted">No setting differs.</p> : null}
      <ul className="flex flex-col gap-3">
        {changes.map((change) => {
          const words = describeChange(change, { family, before, after });
          return (
            <li key={change.setting} className="flex flex-col gap-1">
              <h3 className="wrap-anywhere">{words.title}</h3>
              <OldAndNew before={words.before} after={words.after} />
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
