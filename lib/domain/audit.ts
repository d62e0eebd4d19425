import { factsOf, type Lifecycle, type StateFacts } from "./lifecycle";
import { links } from "./links";
import type { Action } from "./permissions";

/** The actions that change something, with what people call them: `did` it, or tried `to` do it. */
export const AUDITED = {
  startQuery: { did: "Started query", to: "start query" },
  stopQuery: { did: "Stopped query", to: "stop query" },
  startSession: { did: "Started session", to: "start session" },
  terminateSession: { did: "Terminated session", to: "terminate session" },
  getSessionEndpoint: {
    did: "Asked for the endpoint of session",
    to: "get the endpoint of session",
  },
  getSessionDashboard: {
    did: "Opened the Spark UI of session",
    to: "open the Spark UI of session",
  },
  startCalculation: { did: "Started calculation", to: "start calculation" },
  stopCalculation: { did: "Stopped calculation", to: "stop calculation" },
  createNotebook: { did: "Created notebook", to: "create notebook" },
  importNotebook: { did: "Imported notebook", to: "import notebook" },
  updateNotebook: { did: "Saved notebook", to: "save notebook" },
  renameNotebook: { did: "Renamed notebook", to: "rename notebook" },
  deleteNotebook: { did: "Deleted notebook", to: "delete notebook" },
  openNotebook: { did: "Opened in Athena notebook", to: "open in Athena notebook" },
  createWorkgroup: { did: "Created workgroup", to: "create workgroup" },
  updateWorkgroup: { did: "Changed workgroup", to: "change workgroup" },
  deleteWorkgroup: { did: "Deleted workgroup", to: "delete workgroup" },
  testOutputLocation: { did: "Tested location", to: "test location" },
  updateWorkgroupRules: {
    did: "Changed the rules of workgroups",
    to: "change the rules of workgroups",
  },
  createCapacityReservation: { did: "Created reservation", to: "create reservation" },
  updateCapacityReservation: { did: "Changed reservation", to: "change reservation" },
  updateCapacityTags: { did: "Changed tags of reservation", to: "change tags of reservation" },
  cancelCapacityReservation: { did: "Cancelled reservation", to: "cancel reservation" },
  deleteCapacityReservation: { did: "Deleted reservation", to: "delete reservation" },
  putCapacityAssignments: {
    did: "Assigned workgroups to reservation",
    to: "assign workgroups to reservation",
  },
} as const satisfies Partial<Record<Action, { did: string; to: string }>>;
export type AuditedAction = keyof typeof AUDITED;
export const AUDITED_ACTIONS = Object.keys(AUDITED) as AuditedAction[];

type ObjectFacts = {
  label: string;
  /** Its page; absent for what has none. */
  href?: (id: string) => string;
  /** What tells whether a change of it took effect, when nobody heard. */
  check: string;
};

export const AUDIT_OBJECTS = {
  query: {
    label: "Query",
    href: links.query,
    check: "Look for it in the history of its workgroup.",
  },
  session: {
    label: "Session",
    href: links.session,
    check: "Look at the list of sessions: its state says.",
  },
  calculation: {
    label: "Calculation",
    href: links.calculation,
    check: "Look at the calculations of its session.",
  },
  notebook: {
    label: "Notebook",
    href: (id) => links.notebook(id),
    check: "Open the notebook, or look for it in the list, and see which state it is in.",
  },
  workgroup: {
    label: "Workgroup",
    href: (id) => links.workgroup(id),
    check: "Open the workgroup and compare its settings with those below.",
  },
  capacityReservation: {
    label: "Reservation",
    href: links.capacityReservation,
    check:
      "Open the reservation and compare its DPUs, state, tags and assignments with those below.",
  },
  location: {
    label: "Location",
    check: "An object of the test may still lie below the location: look for it and delete it.",
  },
  workgroupRules: {
    label: "Rules of workgroups",
    href: () => links.workgroupPolicy(),
    check: "Look at the rules on the policy board.",
  },
} as const satisfies Record<string, ObjectFacts>;
export type AuditObjectType = keyof typeof AUDIT_OBJECTS;
export const AUDIT_OBJECT_TYPES = Object.keys(AUDIT_OBJECTS) as AuditObjectType[];

export const AUDIT_OUTCOMES = ["attempted", "succeeded", "failed", "unknown"] as const;
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

const outcomes: Lifecycle<AuditOutcome, never> = {
  attempted: {
    label: "Under way",
    tone: "busy",
    inFlight: true,
    pollMs: 2_000,
    next: ["succeeded", "failed", "unknown"],
    actions: [],
  },
  succeeded: {
    label: "Succeeded",
    tone: "ok",
    inFlight: false,
    pollMs: undefined,
    next: [],
    actions: [],
  },
  failed: {
    label: "Failed",
    tone: "bad",
    inFlight: false,
    pollMs: undefined,
    next: [],
    actions: [],
  },
  unknown: {
    label: "Unknown",
    tone: "warn",
    inFlight: false,
    pollMs: undefined,
    next: [],
    actions: [],
  },
};

export const auditOutcomeFacts = (outcome: string): StateFacts<AuditOutcome, never> =>
  factsOf(outcomes, outcome);

/** How far back a list of changes goes, counted from now. */
export const AUDIT_STRETCHES = {
  "1h": 3_600_000,
  "24h": 86_400_000,
  "7d": 604_800_000,
  "30d": 2_592_000_000,
} as const;
export type AuditStretch = keyof typeof AUDIT_STRETCHES;

type Named = { action: string; outcome: string };

/** What was done, before the name of its object: `Changed workgroup`, `Tried to delete notebook`. */
export function auditWords({ action, outcome }: Named): string {
  if (!Object.hasOwn(AUDITED, action)) return action;
  const { did, to } = AUDITED[action as AuditedAction];
  if (outcome === "succeeded") return did;
  return outcome === "attempted" ? to.charAt(0).toUpperCase() + to.slice(1) : `Tried to ${to}`;
}

export function auditObject(objectType: string): ObjectFacts {
  if (Object.hasOwn(AUDIT_OBJECTS, objectType)) return AUDIT_OBJECTS[objectType as AuditObjectType];
  return { label: objectType, check: "Look at what it changes." };
}
