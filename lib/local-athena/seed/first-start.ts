import { workGroupResource } from "../operations/workgroups/work-group";
import type { Settings } from "../state/settings";
import type { StoredTag, Tags } from "../state/tags";
import type { WorkGroupRecord, WorkGroups } from "../state/workgroups";
import type { ObjectStore } from "../storage/object-store";

const DONE = "first-start";
const RESULTS_BUCKET = "athenaeum-results";
export const SAMPLE_BUCKET = "athenaeum-sample";
/** Where Spark keeps tables that nobody gave a place. */
export const SPARK_WAREHOUSE = `s3://${RESULTS_BUCKET}/spark-warehouse`;

const ENGINE_VERSION = {
  SelectedEngineVersion: "AUTO",
  EffectiveEngineVersion: "Athena engine version 3",
};

/** A Spark workgroup names its role and where calculations leave their output. */
const sparkConfiguration = (engineVersion: string, folder: string) => ({
  ResultConfiguration: { OutputLocation: `s3://${RESULTS_BUCKET}/${folder}` },
  EnforceWorkGroupConfiguration: true,
  PublishCloudWatchMetricsEnabled: true,
  RequesterPaysEnabled: false,
  ExecutionRole: "arn:aws:iam::123456789012:role/AthenaSparkExecution",
  EngineVersion: { SelectedEngineVersion: engineVersion, EffectiveEngineVersion: engineVersion },
});

type FirstWorkGroup = Pick<WorkGroupRecord, "name" | "description" | "configuration"> & {
  tags?: StoredTag[];
};

const tagged = (team: string, costCenter: string): StoredTag[] => [
  { key: "cost-center", value: costCenter },
  { key: "team", value: team },
];

const WORK_GROUPS: FirstWorkGroup[] = [
  {
    name: "primary",
    description: "",
    configuration: {
      ResultConfiguration: { OutputLocation: `s3://${RESULTS_BUCKET}/primary/` },
      EnforceWorkGroupConfiguration: false,
      PublishCloudWatchMetricsEnabled: false,
      RequesterPaysEnabled: false,
      EngineVersion: ENGINE_VERSION,
    },
  },
  {
    name: "analytics",
    description: "Ad hoc questions of the analysts; results in one place, scans limited to 10 GB",
    tags: tagged("analytics", "4100"),
    configuration: {
      ResultConfiguration: {
        OutputLocation: `s3://${RESULTS_BUCKET}/analytics/`,
        EncryptionConfiguration: { EncryptionOption: "SSE_S3" },
      },
      EnforceWorkGroupConfiguration: true,
      PublishCloudWatchMetricsEnabled: true,
      BytesScannedCutoffPerQuery: 10_000_000_000,
      RequesterPaysEnabled: false,
      EngineVersion: ENGINE_VERSION,
    },
  },
  {
    name: "etl",
    description: "Scheduled loads; a job may choose its own result location",
    tags: tagged("data-platform", "4200"),
    configuration: {
      ResultConfiguration: { OutputLocation: `s3://${RESULTS_BUCKET}/etl/` },
      EnforceWorkGroupConfiguration: false,
      PublishCloudWatchMetricsEnabled: true,
      RequesterPaysEnabled: false,
      EngineVersion: { ...ENGINE_VERSION, SelectedEngineVersion: "Athena engine version 3" },
    },
  },
  {
    name: "spark-research",
    description: "Notebooks and calculations in Python",
    tags: tagged("research", "4100"),
    configuration: sparkConfiguration("PySpark engine version 3", "spark-research"),
  },
  {
    name: "spark-connect",
    description: "Spark Connect clients",
    configuration: {
      ...sparkConfiguration("Apache Spark version 3.5", "spark-connect"),
      // As a workgroup of this engine has it when it is created.
      MonitoringConfiguration: { ManagedLoggingConfiguration: { Enabled: true } },
    },
  },
];

/** Makes the buckets and workgroups of a new data folder; does nothing on later starts. */
export async function prepareFirstStart(
  store: ObjectStore,
  workGroups: WorkGroups,
  tags: Tags,
  settings: Settings,
  now: number,
): Promise<void> {
  if (settings.get(DONE) !== undefined) return;
  for (const bucket of [RESULTS_BUCKET, SAMPLE_BUCKET]) {
    if (!(await store.bucketExists(bucket))) await store.createBucket(bucket);
  }
  for (const { tags: own = [], ...workGroup } of WORK_GROUPS) {
    workGroups.put({ ...workGroup, state: "ENABLED", createdAt: now });
    tags.put(workGroupResource(workGroup.name), own);
  }
  settings.set(DONE, new Date(now).toISOString());
}
