import type { VersionRow } from "./version-rows";

/** Who made a version here; undefined for what was done or found outside. */
export const versionPerson = ({ actorId, actorName }: Pick<VersionRow, "actorId" | "actorName">) =>
  actorId === null ? undefined : { id: actorId, name: actorName ?? actorId };
