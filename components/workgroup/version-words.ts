import type { WorkgroupVersion } from "@/lib/contracts/workgroups";
import type { VersionKind } from "@/lib/domain/workgroups/versions";

type Known = Pick<WorkgroupVersion, "kind" | "by"> & { restores?: number | undefined };

const WORDS: Record<VersionKind, string> = {
  seen: "First seen by Athenaeum",
  created: "Created",
  changed: "Changed",
  restored: "Restored",
  outside: "Changed outside Athenaeum",
  deleted: "Deleted",
};

/** `Changed by Mara Moreno`, `Restored version 3 by …`: what happened, in words. */
export function versionWords({ kind, by, restores }: Known): string {
  const what =
    kind === "restored" && restores !== undefined ? `Restored version ${restores}` : WORDS[kind];
  if (by) return `${what} by ${by.name}`;
  return kind === "deleted" ? "Deleted outside Athenaeum" : what;
}

/** When it was done, or only noticed, which is later: what happens outside is found at the next reading. */
export const isNoticed = ({ kind, by }: Known) =>
  kind === "outside" || kind === "seen" || (kind === "deleted" && !by);
