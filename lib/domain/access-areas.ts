import { type Action, PERMISSIONS } from "./permissions";

const AREAS = [
  "Queries",
  "Catalog",
  "Spark sessions",
  "Calculations",
  "Notebooks",
  "Workgroups",
  "Capacity reservations",
  "Record and access",
] as const;
export type Area = (typeof AREAS)[number];

const AREA_OF: Record<Action, Area> = {
  getMe: "Record and access",
  listWorkgroups: "Workgroups",
  getWorkgroup: "Workgroups",
  listWorkgroupConfigurations: "Workgroups",
  getWorkgroupActivity: "Workgroups",
  getWorkgroupContents: "Workgroups",
  listWorkgroupVersions: "Workgroups",
  listEngineVersions: "Workgroups",
  createWorkgroup: "Workgroups",
  updateWorkgroup: "Workgroups",
  deleteWorkgroup: "Workgroups",
  testOutputLocation: "Workgroups",
  getWorkgroupRules: "Workgroups",
  updateWorkgroupRules: "Workgroups",
  listCapacityReservations: "Capacity reservations",
  getCapacityReservation: "Capacity reservations",
  createCapacityReservation: "Capacity reservations",
  updateCapacityReservation: "Capacity reservations",
  updateCapacityTags: "Capacity reservations",
  cancelCapacityReservation: "Capacity reservations",
  deleteCapacityReservation: "Capacity reservations",
  putCapacityAssignments: "Capacity reservations",
  listAudit: "Record and access",
  getAuditEntry: "Record and access",
  exportAudit: "Record and access",
  getAccess: "Record and access",
  previewAccess: "Record and access",
  listCatalogs: "Catalog",
  listDatabases: "Catalog",
  listTables: "Catalog",
  listQueries: "Queries",
  watchQueries: "Queries",
  getQuery: "Queries",
  getQueryResults: "Queries",
  downloadQueryResults: "Queries",
  startQuery: "Queries",
  stopQuery: "Queries",
  listSessions: "Spark sessions",
  getSession: "Spark sessions",
  listExecutors: "Spark sessions",
  startSession: "Spark sessions",
  terminateSession: "Spark sessions",
  getSessionEndpoint: "Spark sessions",
  getSessionDashboard: "Spark sessions",
  listNotebooks: "Notebooks",
  getNotebook: "Notebooks",
  exportNotebook: "Notebooks",
  listNotebookSessions: "Notebooks",
  listNotebookRevisions: "Notebooks",
  getNotebookRevision: "Notebooks",
  createNotebook: "Notebooks",
  importNotebook: "Notebooks",
  updateNotebook: "Notebooks",
  renameNotebook: "Notebooks",
  deleteNotebook: "Notebooks",
  openNotebook: "Notebooks",
  listCalculations: "Calculations",
  getCalculation: "Calculations",
  readCalculationOutput: "Calculations",
  findInCalculationOutput: "Calculations",
  downloadCalculationOutput: "Calculations",
  getCalculationResult: "Calculations",
  previewCalculationResult: "Calculations",
  downloadCalculationResult: "Calculations",
  startCalculation: "Calculations",
  stopCalculation: "Calculations",
};

/** Every action of the permission table, by area. */
export const ACTIONS_BY_AREA: readonly { area: Area; actions: Action[] }[] = AREAS.map((area) => ({
  area,
  actions: (Object.keys(PERMISSIONS) as Action[]).filter((action) => AREA_OF[action] === area),
}));

/** `stopQuery` as people read it: Stop query. */
export function actionLabel(action: Action): string {
  if (action === "getMe") return "See who they are";
  const words = action.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
