import Link from "next/link";
import { AuditObject } from "@/components/data/audit/audit-object";
import { CopyableId } from "@/components/ui/copyable-id";
import { type Definition, DefinitionList } from "@/components/ui/definition-list";
import { ExactTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import type { AuditEntry } from "@/lib/contracts/audit";
import { auditObject } from "@/lib/domain/audit";
import { links } from "@/lib/domain/links";

const linkStyle = "underline decoration-line-strong underline-offset-2 hover:decoration-current";

/** Everything that was recorded beside what changed. */
export function EntryFacts({ entry }: { entry: AuditEntry }) {
  const { objectType, objectId, workgroup, version, actor, action, at, closedAt, outcome } = entry;
  const object: Definition[] = [
    { label: "Kind", value: auditObject(objectType).label },
    {
      label: "Object",
      value: <AuditObject objectType={objectType} objectId={objectId} full />,
      ...(objectId === undefined ? {} : { copy: objectId }),
    },
    // A workgroup does not belong to itself.
    ...(objectType === "workgroup" && objectId === workgroup
      ? []
      : [{ label: "Workgroup", value: workgroup && <WorkgroupLink name={workgroup} /> }]),
    ...(version === undefined || objectId === undefined
      ? []
      : [
          {
            label: "Version made",
            value: (
              <Link
                href={links.workgroup(objectId, { tab: "history", version: String(version) })}
                prefetch={false}
                className={linkStyle}
              >
                Version {version}
              </Link>
            ),
          },
        ]),
  ];
  const record: Definition[] = [
    { label: "Number", value: entry.id },
    { label: "Action", value: action, mono: true },
    {
      label: "Request",
      value: <CopyableId id={entry.requestId} label="request id" />,
    },
    { label: "Attempted", value: <ExactTime at={at} className="text-sm" /> },
    {
      label: outcome === "unknown" && entry.errorMessage === undefined ? "Found open" : "Closed",
      value: closedAt === undefined ? undefined : <ExactTime at={closedAt} className="text-sm" />,
      none: "not yet",
    },
    ...(entry.errorCode === undefined
      ? []
      : [{ label: "Code", value: entry.errorCode, mono: true, copy: entry.errorCode }]),
  ];
  const person: Definition[] = [
    {
      label: "Name",
      value: (
        <Link href={links.audit({ actor: actor.id })} prefetch={false} className={linkStyle}>
          {actor.name}
        </Link>
      ),
    },
    { label: "Id", value: actor.id, mono: true, copy: actor.id },
  ];
  return (
    <div className="flex flex-col gap-5">
      <Section title="Object">
        <DefinitionList rows={object} />
      </Section>
      <Section title="Who">
        <DefinitionList rows={person} />
      </Section>
      <Section title="Record">
        <DefinitionList rows={record} />
      </Section>
    </div>
  );
}

function WorkgroupLink({ name }: { name: string }) {
  return (
    <Link href={links.workgroup(name)} prefetch={false} className={linkStyle}>
      {name}
    </Link>
  );
}
