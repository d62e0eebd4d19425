export const ROLES = ["viewer", "analyst", "admin"] as const;
export type Role = (typeof ROLES)[number];

/** A role over the workgroups whose names match one of the patterns (`*` stands for any characters). */
export type Grant = { role: Role; workgroups: string[] };

export type Actor = {
  id: string;
  name: string;
  email: string | undefined;
  grants: Grant[];
  /** As the provider sent them at sign-in. */
  groups?: string[];
  /** Of a demo person, whose grants do not come from groups. */
  demoRole?: Role;
};

export type Rule = {
  /** `signedIn`: anyone with a session, even without a role. */
  least: Role | "signedIn";
  /** Below this role, only on what the actor started. */
  anyOwner?: Role;
  /** It concerns the whole account or all of Athenaeum: the role counts only where it is held over `*`. */
  everywhere?: true;
};

/** Who may do what: one row a verb, read by the server (which refuses) and the pages (which explain). */
export const PERMISSIONS = {
  getMe: { least: "signedIn" },
  listWorkgroups: { least: "viewer" },
  getWorkgroup: { least: "viewer" },
  listWorkgroupConfigurations: { least: "viewer" },
  getWorkgroupActivity: { least: "viewer" },
  getWorkgroupContents: { least: "viewer" },
  listWorkgroupVersions: { least: "viewer" },
  listEngineVersions: { least: "viewer" },
  createWorkgroup: { least: "admin" },
  updateWorkgroup: { least: "admin" },
  deleteWorkgroup: { least: "admin" },
  testOutputLocation: { least: "admin" },
  getWorkgroupRules: { least: "viewer" },
  updateWorkgroupRules: { least: "admin", everywhere: true },
  listCapacityReservations: { least: "viewer", everywhere: true },
  getCapacityReservation: { least: "viewer", everywhere: true },
  createCapacityReservation: { least: "admin", everywhere: true },
  updateCapacityReservation: { least: "admin", everywhere: true },
  updateCapacityTags: { least: "admin", everywhere: true },
  cancelCapacityReservation: { least: "admin", everywhere: true },
  deleteCapacityReservation: { least: "admin", everywhere: true },
  putCapacityAssignments: { least: "admin", everywhere: true },
  listAudit: { least: "admin" },
  getAuditEntry: { least: "admin" },
  exportAudit: { least: "admin" },
  getAccess: { least: "admin", everywhere: true },
  previewAccess: { least: "admin", everywhere: true },
  listCatalogs: { least: "viewer" },
  listDatabases: { least: "viewer" },
  listTables: { least: "viewer" },
  listQueries: { least: "viewer" },
  watchQueries: { least: "viewer" },
  getQuery: { least: "viewer" },
  getQueryResults: { least: "viewer" },
  downloadQueryResults: { least: "viewer" },
  startQuery: { least: "analyst" },
  stopQuery: { least: "analyst", anyOwner: "admin" },
  listSessions: { least: "viewer" },
  getSession: { least: "viewer" },
  listExecutors: { least: "viewer" },
  startSession: { least: "analyst" },
  terminateSession: { least: "analyst", anyOwner: "admin" },
  getSessionEndpoint: { least: "analyst" },
  getSessionDashboard: { least: "analyst" },
  listNotebooks: { least: "viewer" },
  getNotebook: { least: "viewer" },
  exportNotebook: { least: "viewer" },
  listNotebookSessions: { least: "viewer" },
  listNotebookRevisions: { least: "viewer" },
  getNotebookRevision: { least: "viewer" },
  createNotebook: { least: "analyst" },
  importNotebook: { least: "analyst" },
  updateNotebook: { least: "analyst" },
  renameNotebook: { least: "analyst" },
  deleteNotebook: { least: "analyst", anyOwner: "admin" },
  openNotebook: { least: "analyst" },
  listCalculations: { least: "viewer" },
  getCalculation: { least: "viewer" },
  readCalculationOutput: { least: "viewer" },
  findInCalculationOutput: { least: "viewer" },
  downloadCalculationOutput: { least: "viewer" },
  getCalculationResult: { least: "viewer" },
  previewCalculationResult: { least: "viewer" },
  downloadCalculationResult: { least: "viewer" },
  startCalculation: { least: "analyst" },
  stopCalculation: { least: "analyst", anyOwner: "admin" },
} as const satisfies Record<string, Rule>;
export type Action = keyof typeof PERMISSIONS;

export type Target = { workgroup?: string; ownerId?: string | undefined };

const rank = (role: Role) => ROLES.indexOf(role);
const EVERY_WORKGROUP = "*";

/** Whether `*` for any characters makes the pattern the name. Not a RegExp: what people send would choose its time. */
function matches(pattern: string, name: string): boolean {
  const [start = "", ...parts] = pattern.split("*");
  const end = parts.pop();
  if (end === undefined) return pattern === name;
  const last = name.length - end.length;
  if (!name.startsWith(start) || !name.endsWith(end) || last < start.length) return false;
  let from = start.length;
  for (const part of parts) {
    const at = name.indexOf(part, from);
    if (at === -1 || at + part.length > last) return false;
    from = at + part.length;
  }
  return true;
}

/** The highest role of an actor over every workgroup there is or will be. */
export const roleEverywhere = (actor: Pick<Actor, "grants">): Role | undefined =>
  roleOf({ grants: actor.grants.filter(({ workgroups }) => workgroups.includes(EVERY_WORKGROUP)) });

/** The highest role of an actor, over one workgroup or over any. */
export function roleOf(actor: Pick<Actor, "grants">, workgroup?: string): Role | undefined {
  let best: Role | undefined;
  for (const grant of actor.grants) {
    if (workgroup !== undefined && !grant.workgroups.some((pattern) => matches(pattern, workgroup)))
      continue;
    if (best === undefined || rank(grant.role) > rank(best)) best = grant.role;
  }
  return best;
}

export type Verdict = { allowed: true } | { allowed: false; reason: string };

/** Decides one action. Without a workgroup it asks whether the actor may do it anywhere at all. */
export function decide(
  actor: Pick<Actor, "id" | "grants">,
  action: Action,
  target: Target = {},
): Verdict {
  const rule: Rule = PERMISSIONS[action];
  if (rule.least === "signedIn") return { allowed: true };
  const role = rule.everywhere ? roleEverywhere(actor) : roleOf(actor, target.workgroup);
  if (role === undefined && rule.everywhere && roleOf(actor) !== undefined)
    return { allowed: false, reason: `Needs the ${rule.least} role over all workgroups` };
  if (role === undefined) {
    return {
      allowed: false,
      reason:
        target.workgroup === undefined
          ? "You have no role here"
          : "You have no access to this workgroup",
    };
  }
  if (rank(role) < rank(rule.least)) {
    const where = rule.everywhere ? " over all workgroups" : "";
    return { allowed: false, reason: `Needs the ${rule.least} role${where}` };
  }
  const needsOwner =
    rule.anyOwner !== undefined &&
    target.workgroup !== undefined &&
    rank(role) < rank(rule.anyOwner);
  if (needsOwner && target.ownerId !== actor.id) {
    return {
      allowed: false,
      reason: `Only who started it, or the ${rule.anyOwner} role, may do this`,
    };
  }
  return { allowed: true };
}
