import clsx from "clsx";
import { ChevronRight, RotateCcw, ScrollText } from "lucide-react";
import { useId } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { useMe } from "@/lib/client/me";
import type { WorkgroupVersion } from "@/lib/contracts/workgroups";
import { links } from "@/lib/domain/links";
import { decide } from "@/lib/domain/permissions";
import { changesOf } from "@/lib/domain/workgroups/changes";
import { labelWithin } from "@/lib/domain/workgroups/format-setting";
import { ChangesInWords } from "./changes-in-words";
import { isNoticed, versionWords } from "./version-words";

type VersionLineProps = {
  name: string;
  version: WorkgroupVersion;
  before: WorkgroupVersion | undefined;
  /** False while the version before it is on a page that is not read yet. */
  beforeIsRead: boolean;
  deleted: boolean;
  /** The workgroup has these settings now. */
  current: boolean;
  open: boolean;
  onOpen: (open: boolean) => void;
};

/** Who changed it, when and how; unfolded, what. */
export function VersionLine(props: VersionLineProps) {
  const { name, version, before, beforeIsRead, deleted, current, open, onOpen } = props;
  const panelId = useId();
  const { number, at, auditId } = version;
  const changes = before ? changesOf(before.settings, version.settings) : [];
  return (
    <li className="flex flex-col">
      <div className="flex items-center gap-x-3 gap-y-1 py-1.5 pr-2 max-lg:flex-wrap">
        <button
          type="button"
          aria-expanded={open}
          aria-controls={panelId}
          onClick={() => onOpen(!open)}
          className="flex min-h-8 min-w-0 grow items-center gap-x-3 gap-y-0.5 rounded px-3 text-left max-lg:flex-wrap"
        >
          <ChevronRight aria-hidden className={clsx("size-3.5 shrink-0", open && "rotate-90")} />
          <span className="shrink-0 font-medium tabular-nums">Version {number}</span>
          {current ? <Badge>current</Badge> : null}
          <span
            title={versionWords(version)}
            className="min-w-0 max-lg:order-1 max-lg:basis-full max-lg:pl-6.5 max-lg:wrap-anywhere lg:max-w-72 lg:shrink-0 lg:truncate"
          >
            {versionWords(version)}
          </span>
          {changes.length > 0 ? (
            <span className="min-w-0 text-muted max-lg:order-2 max-lg:basis-full max-lg:pl-6.5 lg:truncate">
              {changedWords(changes.map(({ setting }) => labelWithin(setting)))}
            </span>
          ) : null}
          <span className="ml-auto shrink-0 text-muted">
            {isNoticed(version) ? "noticed " : ""}
            <RelativeTime at={at} />
          </span>
        </button>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 empty:hidden max-lg:basis-full max-lg:pl-7.5 lg:shrink-0">
          {auditId === undefined ? null : (
            <LinkButton
              size="sm"
              variant="ghost"
              icon={<ScrollText aria-hidden />}
              href={links.auditEntry(auditId)}
            >
              Audit
            </LinkButton>
          )}
          {current ? null : <Restore name={name} number={number} deleted={deleted} />}
        </div>
      </div>
      {open ? (
        <div id={panelId} className="border-t px-3 py-3 md:pl-9.5">
          <WhatChanged version={version} before={before} beforeIsRead={beforeIsRead} />
        </div>
      ) : null}
    </li>
  );
}

const changedWords = (labels: readonly string[]) =>
  `${labels.length === 1 ? "1 change" : `${labels.length} changes`}: ${labels.join(", ")}`;

type WhatChangedProps = Pick<VersionLineProps, "version" | "before" | "beforeIsRead">;

function WhatChanged({ version, before, beforeIsRead }: WhatChangedProps) {
  if (version.kind === "deleted")
    return <p className="text-muted">The workgroup was deleted with the settings it had.</p>;
  if (before) return <ChangesInWords before={before.settings} after={version.settings} />;
  if (!beforeIsRead)
    return (
      <p className="text-muted">The version before it is further down: show older versions.</p>
    );
  return (
    <p className="text-muted">
      {version.kind === "created"
        ? "This is how it was created."
        : "Athenaeum knows of nothing before it."}
    </p>
  );
}

type RestoreProps = { name: string; number: number; deleted: boolean };

/** Leads to the form with these settings, where the change is reviewed before it is made. */
function Restore({ name, number, deleted }: RestoreProps) {
  const me = useMe();
  if (!me) return null;
  const verdict = decide(me.actor, deleted ? "createWorkgroup" : "updateWorkgroup", {
    workgroup: name,
  });
  const label = deleted ? "Create again from this version" : "Restore this version";
  const icon = <RotateCcw aria-hidden />;
  return verdict.allowed ? (
    <LinkButton
      size="sm"
      icon={icon}
      href={
        deleted
          ? links.newWorkgroup({ from: name, version: String(number) })
          : links.editWorkgroup(name, { restore: String(number) })
      }
    >
      {label}
    </LinkButton>
  ) : (
    <Button size="sm" icon={icon} disabledReason={verdict.reason}>
      {label}
    </Button>
  );
}
