import { Badge } from "@/components/ui/badge";
import type { Grant, Role } from "@/lib/domain/permissions";

const tones = { viewer: "neutral", analyst: "busy", admin: "accent" } as const;

export function RoleBadge({ role }: { role: Role }) {
  return <Badge tone={tones[role]}>{role}</Badge>;
}

/** A role with the workgroups it is over, in one flow. */
export function RoleOver({ grant }: { grant: Grant }) {
  return (
    <span className="inline-flex max-w-full flex-wrap items-baseline gap-x-1.5 gap-y-0.5">
      <RoleBadge role={grant.role} />
      <Patterns patterns={grant.workgroups} />
    </span>
  );
}

export function Patterns({ patterns }: { patterns: readonly string[] }) {
  if (patterns.includes("*")) return <span>over all workgroups</span>;
  return (
    <span className="min-w-0 wrap-anywhere">
      over <span className="font-mono text-sm">{patterns.join(", ")}</span>
    </span>
  );
}
