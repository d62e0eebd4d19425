import { emptyNotebook, serializeNotebook } from "@/lib/domain/ipynb";
import type { Action } from "@/lib/domain/permissions";
import { DEFAULT_RULES } from "@/lib/domain/workgroups/policy-rules";
import type { WorkgroupSettings } from "@/lib/domain/workgroups/settings";

/** What there is to act on in the workgroups of one side: granted or foreign. */
export type Objects = {
  /** A SQL workgroup, one of PySpark, one of Spark 3.5, one that nothing else needs. */
  sql: string;
  pyspark: string;
  connect: string;
  spare: string;
  settings: WorkgroupSettings;
  settingsHash: string;
  query: string;
  session: string;
  connectSession: string;
  calculation: string;
  notebook: string;
  notebookHash: string;
  auditId: number;
  /** Of the whole account: the same on both sides. */
  reservation: string;
  assignmentsHash: string;
  cancelledReservation: string;
};

export type Call = {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: object;
};

type Entry = {
  /** The call acts on one workgroup, or on what is in it; others act on what everyone has. */
  inWorkgroup: boolean;
  call: (objects: Objects) => Call;
  /** Foreign ones are answered as if they did not exist, or left out, instead of refused. */
  foreign?: "404" | "leftOut";
  /** Answers to somebody who may, where nothing is there to be done. */
  mayAnswer?: readonly number[];
};

const token = (name: string) => `${name}-`.padEnd(36, "0");
const of = (call: Entry["call"], more: Omit<Partial<Entry>, "call"> = {}): Entry => ({
  inWorkgroup: true,
  call,
  ...more,
});
const anywhere = (call: Call = {}, more: Pick<Entry, "mayAnswer"> = {}): Entry => ({
  inWorkgroup: false,
  call: () => call,
  ...more,
});
const inName = (pick: (objects: Objects) => string) => (objects: Objects) => ({
  params: { name: pick(objects) },
});
const byId = (pick: (objects: Objects) => string) => (objects: Objects) => ({
  params: { id: pick(objects) },
});
const onQuery = of(byId((objects) => objects.query));
const onSession = of(byId((objects) => objects.session));
const onCalculation = of(byId((objects) => objects.calculation));
const onNotebook = of(byId((objects) => objects.notebook));
const onWorkgroup = of(inName((objects) => objects.sql));
const onReservation = (more: Call = {}, answers: Pick<Entry, "mayAnswer"> = {}): Entry => ({
  inWorkgroup: false,
  call: ({ reservation }) => ({ params: { name: reservation }, ...more }),
  ...answers,
});

/** One valid call of every contract. A contract that is not here does not compile. */
export const CALLS: Record<Action, Entry> = {
  getMe: anywhere(),
  listEngineVersions: anywhere(),
  listWorkgroups: anywhere(),
  getWorkgroupRules: anywhere(),
  updateWorkgroupRules: anywhere(
    {
      body: { basedOn: 0, rules: { ...DEFAULT_RULES, metrics: { on: !DEFAULT_RULES.metrics.on } } },
    },
    { mayAnswer: [409] },
  ),

  getWorkgroup: onWorkgroup,
  listWorkgroupConfigurations: of(({ sql }) => ({ query: { names: sql } })),
  getWorkgroupActivity: onWorkgroup,
  getWorkgroupContents: onWorkgroup,
  listWorkgroupVersions: onWorkgroup,
  createWorkgroup: of(({ spare, settings }) => ({ body: { name: `${spare}-new`, settings } }), {
    mayAnswer: [409],
  }),
  updateWorkgroup: of(({ sql, settings, settingsHash }) => ({
    params: { name: sql },
    body: { basedOn: settingsHash, settings: { ...settings, description: "changed" } },
  })),
  deleteWorkgroup: of(
    ({ spare }) => ({
      params: { name: spare },
      query: { confirm: spare, recursive: "true" },
    }),
    { mayAnswer: [404] },
  ),
  testOutputLocation: of(({ sql }) => ({
    body: { workgroup: sql, location: "s3://matrix-results/probe/" },
  })),

  listCapacityReservations: anywhere(),
  getCapacityReservation: onReservation(),
  createCapacityReservation: anywhere(
    { body: { name: "another-reservation", targetDpus: 24 } },
    { mayAnswer: [409] },
  ),
  updateCapacityReservation: onReservation(
    { body: { fromDpus: 24, targetDpus: 28 } },
    { mayAnswer: [409] },
  ),
  updateCapacityTags: onReservation(
    { body: { fromTags: {}, tags: { team: "data" } } },
    { mayAnswer: [409] },
  ),
  putCapacityAssignments: {
    inWorkgroup: false,
    call: ({ reservation, assignmentsHash }) => ({
      params: { name: reservation },
      body: { basedOn: assignmentsHash, workgroups: ["granted-sql"] },
    }),
    mayAnswer: [409],
  },
  cancelCapacityReservation: onReservation(),
  deleteCapacityReservation: {
    inWorkgroup: false,
    call: ({ cancelledReservation: name }) => ({ params: { name }, query: { confirm: name } }),
    mayAnswer: [404],
  },

  listAudit: of(({ sql }) => ({ query: { workgroup: sql } })),
  exportAudit: of(({ sql }) => ({ query: { workgroup: sql, format: "ndjson" } })),
  getAuditEntry: of(({ auditId }) => ({ params: { id: String(auditId) } }), { foreign: "404" }),
  getAccess: anywhere(),
  previewAccess: anywhere({ body: { text: '{ "groups": {} }' } }),

  listCatalogs: of(({ sql }) => ({ query: { workgroup: sql } })),
  listDatabases: of(({ sql }) => ({
    params: { catalog: "AwsDataCatalog" },
    query: { workgroup: sql },
  })),
  listTables: of(({ sql }) => ({
    params: { catalog: "AwsDataCatalog", database: "default" },
    query: { workgroup: sql },
  })),

  listQueries: of(({ sql }) => ({ query: { workgroup: sql } })),
  watchQueries: of(({ query }) => ({ query: { ids: query } }), { foreign: "leftOut" }),
  getQuery: onQuery,
  getQueryResults: onQuery,
  downloadQueryResults: onQuery,
  startQuery: of(({ sql }) => ({
    body: { sql: "SHOW DATABASES", workgroup: sql, clientRequestToken: token(sql) },
  })),
  stopQuery: onQuery,

  listSessions: of(({ pyspark }) => ({ query: { workgroup: pyspark } })),
  getSession: onSession,
  listExecutors: onSession,
  startSession: of(({ connect }) => ({
    body: { workgroup: connect, clientRequestToken: token(connect) },
  })),
  terminateSession: onSession,
  getSessionEndpoint: of(byId(({ connectSession }) => connectSession)),
  getSessionDashboard: of(byId(({ connectSession }) => connectSession)),

  listNotebooks: of(({ pyspark }) => ({ query: { workgroup: pyspark } })),
  getNotebook: onNotebook,
  exportNotebook: onNotebook,
  listNotebookSessions: onNotebook,
  listNotebookRevisions: onNotebook,
  getNotebookRevision: of(({ notebook }) => ({ params: { id: notebook, revision: "1" } }), {
    mayAnswer: [404],
  }),
  createNotebook: of(
    ({ pyspark }) => ({
      body: {
        workgroup: pyspark,
        name: `new of ${pyspark}`,
        clientRequestToken: crypto.randomUUID(),
      },
    }),
    { mayAnswer: [400, 409] },
  ),
  importNotebook: of(
    ({ pyspark }) => ({
      body: {
        workgroup: pyspark,
        name: `import of ${pyspark}`,
        payload: serializeNotebook(emptyNotebook()),
        clientRequestToken: crypto.randomUUID(),
      },
    }),
    { mayAnswer: [400, 409] },
  ),
  updateNotebook: of(
    ({ notebook, notebookHash }) => ({
      params: { id: notebook },
      body: { payload: serializeNotebook(emptyNotebook()), basedOn: notebookHash },
    }),
    { mayAnswer: [409] },
  ),
  renameNotebook: of(
    ({ notebook }) => ({ params: { id: notebook }, body: { name: `renamed ${notebook}` } }),
    { mayAnswer: [400, 409] },
  ),
  // No session of it runs.
  openNotebook: of(
    byId(({ notebook }) => notebook),
    { mayAnswer: [404, 409] },
  ),
  deleteNotebook: of(
    byId(({ notebook }) => notebook),
    { mayAnswer: [404] },
  ),

  listCalculations: onSession,
  getCalculation: onCalculation,
  readCalculationOutput: of(({ calculation }) => ({
    params: { id: calculation },
    query: { stream: "stdout" },
  })),
  findInCalculationOutput: of(({ calculation }) => ({
    params: { id: calculation },
    query: { stream: "stdout", text: "a" },
  })),
  downloadCalculationOutput: of(({ calculation }) => ({
    params: { id: calculation },
    query: { stream: "stdout" },
  })),
  getCalculationResult: onCalculation,
  previewCalculationResult: of(
    ({ calculation }) => ({ params: { id: calculation }, query: { name: "no-such" } }),
    { mayAnswer: [404] },
  ),
  downloadCalculationResult: of(
    ({ calculation }) => ({ params: { id: calculation }, query: { name: "no-such" } }),
    { mayAnswer: [404] },
  ),
  startCalculation: of(({ session }) => ({
    params: { id: session },
    body: { code: "1", clientRequestToken: token(session) },
  })),
  stopCalculation: onCalculation,
};

/** What ends or removes what other calls need, in this order, after all of them. */
export const LAST = [
  "stopQuery",
  "stopCalculation",
  "terminateSession",
  "deleteNotebook",
  "updateWorkgroup",
  "deleteWorkgroup",
  "cancelCapacityReservation",
  "deleteCapacityReservation",
] as const satisfies readonly Action[];
