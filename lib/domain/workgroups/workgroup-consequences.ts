import { formatCount } from "../format";
import { breaks, type Change, type ConsequencesOf, info, type Maybe, warn } from "./consequence";
import { limitText } from "./format-setting";
import type { TextMap } from "./settings";

function newLimit({ before, after, scans }: Change): Maybe[] {
  const [was, limit] = [before.scanLimitBytes, after.scanLimitBytes];
  if (limit === undefined) return [warn("Nothing stops a query that scans too much.")];
  if (was !== undefined && limit > was)
    return [info(`Queries may scan up to ${limitText(limit)} and cost accordingly.`)];
  const over = scans?.filter((bytes) => bytes > limit).length ?? 0;
  return [
    over > 0 &&
      breaks(
        `${formatCount(over)} of the newest ${formatCount(scans?.length ?? 0)} finished queries scanned more: such queries are cancelled.`,
      ),
    over === 0 &&
      (scans !== undefined && scans.length > 0
        ? info(`None of the newest ${formatCount(scans.length)} finished queries scanned more.`)
        : warn("Queries that scan more are cancelled.")),
    info("What a cancelled query scanned is charged."),
  ];
}

const changesTags = (before: TextMap, after: TextMap) =>
  Object.entries(before).some(([key, value]) => after[key] !== value);

export const WORKGROUP_CONSEQUENCES: ConsequencesOf<
  | "description"
  | "state"
  | "scanLimitBytes"
  | "requesterPays"
  | "publishMetrics"
  | "engineVersion"
  | "minDpus"
  | "maxDpus"
  | "identityCenter"
  | "identityCenterInstance"
  | "s3AccessGrants"
  | "userLevelPrefix"
  | "tags"
> = {
  description: () => [],
  state: ({ after, family }) => {
    const what = family === "sql" ? "queries" : "sessions";
    return after.state === "DISABLED"
      ? [
          breaks(
            family === "sql"
              ? "No new queries and no new saved queries are taken. Those that run finish."
              : "No new sessions are taken.",
          ),
          info("History, settings and saved queries stay readable."),
        ]
      : [info(`It takes ${what} again.`)];
  },
  scanLimitBytes: newLimit,
  requesterPays: ({ after }) => [
    after.requesterPays
      ? warn("Your account pays for requests to such buckets and for what is transferred.")
      : breaks("Queries that read Requester Pays buckets fail."),
  ],
  publishMetrics: ({ after }) => [
    after.publishMetrics
      ? info("CloudWatch has metrics from the next query on.")
      : breaks("Alarms and dashboards on metrics of this workgroup get nothing new."),
  ],
  engineVersion: ({ after }) => [
    warn("The next queries and sessions run on it; those that run finish where they are."),
    after.engineVersion === "AUTO"
      ? info("Athena moves the workgroup to new versions by itself.")
      : info("Athena does not move the workgroup to new versions until this one is retired."),
  ],
  minDpus: ({ before, after }) => [
    info("Only queries on a capacity reservation follow it."),
    (after.minDpus ?? 0) > (before.minDpus ?? 4) &&
      warn("A query waits until that many DPUs are free."),
  ],
  maxDpus: ({ before, after }) => [
    info("Only queries on a capacity reservation follow it."),
    (after.maxDpus ?? 124) < (before.maxDpus ?? 124) && warn("Large queries may take longer."),
  ],
  identityCenter: ({ after }) => [
    after.identityCenter &&
      warn("Cannot be changed after creation. Federated catalogs cannot be queried."),
  ],
  identityCenterInstance: () => [info("Cannot be changed after creation.")],
  s3AccessGrants: ({ after }) => [
    after.s3AccessGrants
      ? breaks("Queries of people without a grant for the output location fail.")
      : warn(
          "Results are written and read with the credentials of the caller, who needs rights in S3.",
        ),
  ],
  userLevelPrefix: ({ after }) => [
    after.userLevelPrefix
      ? breaks(
          "New results go to a folder for each person: whoever reads one fixed folder finds none there.",
        )
      : warn("New results of all people go to one folder. Those in folders of people stay there."),
  ],
  tags: ({ before, after, family }) => [
    warn(
      changesTags(before.tags, after.tags)
        ? "IAM policies with conditions on these tags may allow or refuse other people now."
        : "IAM policies may have conditions on tags.",
    ),
    info("Cost allocation follows tags from now on, not back."),
    family === "sparkConnect" &&
      info("New sessions take the tags over; those that run keep theirs."),
  ],
};
