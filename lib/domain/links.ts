import type { SettingId } from "./workgroups/settings";

/** Names of workgroups that are pages too: such a workgroup is addressed with a `~`, which no name has. */
const PAGES_BESIDE = new Set(["new", "compare", "policy", "bulk"]);
const workgroupPath = (name: string) =>
  `/workgroups/${PAGES_BESIDE.has(name) ? "~" : ""}${pathSegment(name)}`;

/** The workgroup that a segment of an address names. */
export const workgroupOfSegment = (segment: string) => segment.replace(/^~/, "");

/** A value as one segment of a path. Names may be `.` or `..`, which every parser of addresses would resolve. */
export const pathSegment = (value: string) =>
  /^\.{1,2}$/.test(value) ? `~${value}` : encodeURIComponent(value);

/** What `pathSegment` made a decoded segment of. */
export const ofPathSegment = (segment: string) => segment.replace(/^~(?=\.{1,2}$)/, "");

/** Members of a filter of the record, as text; `from` and `to` are epoch milliseconds. */
export type AuditLinkFilter = {
  actor?: string;
  action?: string;
  objectType?: string;
  objectId?: string;
  workgroup?: string;
  outcome?: string;
  last?: string;
  from?: string;
  to?: string;
};

/** Every address of the console is built here. */
export const links = {
  /** `tag`: a key, or key=value. */
  workgroups: (
    filter: {
      text?: string;
      tag?: string;
      state?: string;
      family?: string;
      enforced?: string;
      sort?: string;
    } = {},
  ) => withQuery("/workgroups", filter),
  /** `version`, `against`: the numbers of versions that are compared in the history. */
  workgroup: (name: string, at: { tab?: string; version?: string; against?: string } = {}) =>
    withQuery(workgroupPath(name), at),
  /** `restore`: the number of the version to begin with; `setting`: the field to begin at. */
  editWorkgroup: (name: string, from: { restore?: string; setting?: SettingId } = {}) =>
    withQuery(`${workgroupPath(name)}/edit`, from),
  /** `from`: the workgroup to begin as; `version`: a version of it, when it may be deleted; `import`: asks for JSON at once. */
  newWorkgroup: (from: { from?: string; version?: string; import?: "true" } = {}) =>
    withQuery("/workgroups/new", from),
  compareWorkgroups: (names: readonly string[]) =>
    withQuery("/workgroups/compare", { names: names.join(",") }),
  workgroupPolicy: (filter: { rule?: string; failing?: string } = {}) =>
    withQuery("/workgroups/policy", filter),
  /** One setting of several workgroups; `value` is JSON to begin with, never of what may hold secrets. */
  bulkChange: (names: readonly string[], to: { setting?: SettingId; value?: string } = {}) =>
    withQuery("/workgroups/bulk", { names: names.join(","), ...to }),
  capacityReservations: (filter: { text?: string; state?: string; sort?: string } = {}) =>
    withQuery("/capacity-reservations", filter),
  capacityReservation: (name: string) => `/capacity-reservations/${pathSegment(name)}`,
  audit: (filter: AuditLinkFilter = {}) => withQuery("/audit", filter),
  downloadAudit: (filter: AuditLinkFilter, format: "csv" | "ndjson") =>
    withQuery("/api/audit/export", { ...filter, format }),
  auditEntry: (id: number) => `/audit/${id}`,
  access: () => "/access",
  queries: (filter: { workgroup?: string; state?: string } = {}) => withQuery("/queries", filter),
  query: (id: string) => `/queries/${encodeURIComponent(id)}`,
  sessions: (filter: { workgroup?: string; show?: string; text?: string; mine?: string } = {}) =>
    withQuery("/sessions", filter),
  session: (id: string) => `/sessions/${encodeURIComponent(id)}`,
  /** Where code is run in a session; `code`: the calculation whose code is put there. */
  runCode: (sessionId: string, from: { calculation?: string } = {}) =>
    withQuery(`/sessions/${encodeURIComponent(sessionId)}/run`, { code: from.calculation }),
  calculation: (id: string) => `/calculations/${encodeURIComponent(id)}`,
  downloadOutput: (id: string, stream: "stdout" | "stderr") =>
    withQuery(`/api/calculations/${encodeURIComponent(id)}/download`, { stream }),
  downloadResultObject: (id: string, name: string) =>
    withQuery(`/api/calculations/${encodeURIComponent(id)}/result/download`, { name }),
  notebooks: (filter: { workgroup?: string; name?: string } = {}) =>
    withQuery("/notebooks", filter),
  /** `cell`: the id of the cell to begin at. */
  notebook: (id: string, cell?: string) =>
    `/notebooks/${encodeURIComponent(id)}${cell === undefined ? "" : `#${encodeURIComponent(cell)}`}`,
  downloadNotebook: (id: string) => `/api/notebooks/${encodeURIComponent(id)}/download`,
  editor: (from: { query?: string } = {}) => withQuery("/editor", from),
  signIn: (next?: string) => withQuery("/sign-in", { next }),
  downloadResults: (id: string) => `/api/queries/${encodeURIComponent(id)}/download`,
  awsConsole: (region: string, id: string) =>
    `https://${region}.console.aws.amazon.com/athena/home?region=${region}#/query-editor/history/${encodeURIComponent(id)}`,
};

function withQuery(path: string, query: Record<string, string | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value) search.set(name, value);
  return search.size === 0 ? path : `${path}?${search}`;
}

const OWN_ORIGIN = "http://own.invalid";

/** A path of our own to go to after sign-in; anything that could lead elsewhere becomes the start page. */
export function safeNextPath(next: string | null | undefined): string {
  const start = links.queries();
  if (!next?.startsWith("/") || !URL.canParse(next, OWN_ORIGIN)) return start;
  // The parser resolves `//host`, `/\\host` and control characters as browsers do.
  const url = new URL(next, OWN_ORIGIN);
  // `/.//host` is a path here, but what remains of it would name a host.
  if (url.origin !== OWN_ORIGIN || url.pathname.startsWith("//")) return start;
  return `${url.pathname}${url.search}${url.hash}`;
}
