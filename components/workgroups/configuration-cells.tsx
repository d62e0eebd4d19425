import { CircleAlert } from "lucide-react";
import Link from "next/link";
import { WorkgroupState } from "@/components/data/workgroup/workgroup-state";
import type { WorkgroupConfiguration } from "@/lib/contracts/workgroups";
import { shortEngine } from "@/lib/domain/engines";
import { formatBytes, formatCount } from "@/lib/domain/format";
import { links } from "@/lib/domain/links";
import type { Row } from "./rows";

type RowProps = { row: Row };

const unknown = <span className="text-muted">–</span>;

/** What is known of the configuration; nothing of one that could not be read. */
const ofConfiguration =
  (Cell: (workgroup: WorkgroupConfiguration) => React.ReactNode) =>
  ({ row }: RowProps) =>
    row.workgroup ? Cell(row.workgroup) : unknown;

/** Characters at the end of a name or location that always show: many begin alike. */
const END = 11;

const Middle = ({ text }: { text: string }) => (
  <>
    <span className="truncate">{text.slice(0, -END)}</span>
    <span className="shrink-0">{text.slice(-END)}</span>
  </>
);

export function Name({ row: { name, workgroup } }: RowProps) {
  const description = workgroup?.settings.description;
  return (
    <span className="flex" title={description ? `${name}\n${description}` : name}>
      {/* The name has the room first. */}
      <span className="flex max-w-full shrink-0">
        <Middle text={name} />
      </span>
      {description ? <span className="ml-2 truncate text-muted">{description}</span> : null}
    </span>
  );
}

export function State({ row: { workgroup, unreadable } }: RowProps) {
  if (workgroup) return <WorkgroupState state={workgroup.settings.state} />;
  return <NotRead why={unreadable} />;
}

const NotRead = ({ why }: { why: string | undefined }) => (
  <span className="inline-flex items-center gap-1.5 text-warn" title={why}>
    <CircleAlert aria-hidden className="size-3.5" />
    Not read
    <span className="sr-only">: {why}</span>
  </span>
);

export const Engine = ofConfiguration(({ settings, effectiveEngineVersion }) => (
  <span
    title={
      settings.engineVersion === "AUTO"
        ? `${effectiveEngineVersion}, chosen by Athena`
        : effectiveEngineVersion
    }
  >
    {shortEngine(effectiveEngineVersion)}
    {settings.engineVersion === "AUTO" ? <span className="ml-1.5 text-muted">auto</span> : null}
  </span>
));

/** Where results go; of a SQL workgroup without a location its clients say it. */
export const Location = ofConfiguration(({ settings, family }) => {
  if (settings.managedResults) return <span className="text-muted">managed by Athena</span>;
  if (settings.outputLocation)
    return (
      <span className="flex font-mono text-sm" title={settings.outputLocation}>
        <Middle text={settings.outputLocation} />
      </span>
    );
  return (
    <span className="text-muted">
      {family !== "sql" || settings.enforceConfiguration ? "not set" : "clients choose"}
    </span>
  );
});

export const Limit = ofConfiguration(({ settings: { scanLimitBytes }, family }) => {
  if (family !== "sql") return unknown;
  return scanLimitBytes === undefined ? (
    <span className="text-muted">none</span>
  ) : (
    <span title={`${formatCount(scanLimitBytes)} bytes`}>{formatBytes(scanLimitBytes)}</span>
  );
});

export const Enforced = ofConfiguration(({ settings, family }) =>
  family === "sql" ? <OnOff on={settings.enforceConfiguration} /> : unknown,
);

export const Metrics = ofConfiguration(({ settings }) => <OnOff on={settings.publishMetrics} />);

const OnOff = ({ on }: { on: boolean }) => (on ? "On" : <span className="text-muted">Off</span>);

const TAGS_MAX = 3;

/** The first tags; each leads to the workgroups that have it too. */
export const Tags = ofConfiguration(({ settings: { tags }, tagsProblem }) => {
  if (tagsProblem !== undefined) return <NotRead why={tagsProblem} />;
  const entries = Object.entries(tags);
  if (entries.length === 0) return unknown;
  return (
    <span title={entries.map((entry) => entry.join(" = ")).join("\n")}>
      {entries.slice(0, TAGS_MAX).map(([key, value]) => (
        <Link
          key={key}
          href={links.workgroups({ tag: value === "" ? key : `${key}=${value}` })}
          className="mr-2.5 rounded-sm hover:underline"
          tabIndex={-1}
        >
          <span className="text-muted">{value === "" ? key : `${key}=`}</span>
          {value}
        </Link>
      ))}
      {entries.length > TAGS_MAX ? (
        <span className="text-muted">+{entries.length - TAGS_MAX}</span>
      ) : null}
    </span>
  );
});
