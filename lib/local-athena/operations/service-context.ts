import type { Background } from "../background";
import type { Pace } from "../control/pace";
import type { QueryQuotas, QueryRunner } from "../executions/runner";
import type { AccessTokens } from "../protocol/access-token";
import type { PageTokens } from "../protocol/page-token";
import type { SparkRuntime } from "../spark/runtime/spark-runtime";
import type { SqlEngine } from "../sql/engine";
import type { Calculations } from "../state/calculations";
import type { CapacityReservations } from "../state/capacity-reservations";
import type { DataCatalogs } from "../state/data-catalogs";
import type { Executions } from "../state/executions";
import type { Executors } from "../state/executors";
import type { NamedQueries } from "../state/named-queries";
import type { Notebooks } from "../state/notebooks";
import type { PreparedStatements } from "../state/prepared-statements";
import type { RequestTokens } from "../state/request-tokens";
import type { Sessions } from "../state/sessions";
import type { Tags } from "../state/tags";
import type { WorkGroups } from "../state/workgroups";
import type { ObjectStore } from "../storage/object-store";

/** Everything an operation may use; one per running service. */
export type ServiceContext = {
  accountId: string;
  region: string;
  /** Where the service is reached: `http://127.0.0.1:4570`. */
  url: string;
  store: ObjectStore;
  /** Managed query results; no part of S3. */
  managedResults: ObjectStore;
  engine: SqlEngine;
  executions: Executions;
  workGroups: WorkGroups;
  namedQueries: NamedQueries;
  notebooks: Notebooks;
  sessions: Sessions;
  calculations: Calculations;
  executors: Executors;
  preparedStatements: PreparedStatements;
  tags: Tags;
  capacityReservations: CapacityReservations;
  dataCatalogs: DataCatalogs;
  requestTokens: RequestTokens;
  pageTokens: PageTokens;
  /** For addresses that a browser opens without a signature. */
  accessTokens: AccessTokens;
  runner: QueryRunner;
  spark: SparkRuntime;
  /** How many executions may be active at once; undefined when that is not enforced. */
  quotas: QueryQuotas | undefined;
  pace: Pace;
  background: Background;
  /** Epoch milliseconds. */
  now: () => number;
  /** All writes inside become durable together, or none. */
  transaction: (write: () => void) => void;
};
