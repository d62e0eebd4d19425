/**
 * How a version of a workgroup's settings came to be known: first seen here, changed here in one of four ways, or
 * found changed by someone outside. `deleted` keeps the last settings.
 */
export const VERSION_KINDS = [
  "seen",
  "created",
  "changed",
  "restored",
  "outside",
  "deleted",
] as const;
export type VersionKind = (typeof VERSION_KINDS)[number];
