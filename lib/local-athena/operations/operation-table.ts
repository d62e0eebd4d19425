import { getCalculationExecution } from "./calculations/get-calculation-execution";
import { getCalculationExecutionCode } from "./calculations/get-calculation-execution-code";
import { getCalculationExecutionStatus } from "./calculations/get-calculation-execution-status";
import { listCalculationExecutions } from "./calculations/list-calculation-executions";
import { startCalculationExecution } from "./calculations/start-calculation-execution";
import { stopCalculationExecution } from "./calculations/stop-calculation-execution";
import { cancelCapacityReservation } from "./capacity/cancel-capacity-reservation";
import { createCapacityReservation } from "./capacity/create-capacity-reservation";
import { deleteCapacityReservation } from "./capacity/delete-capacity-reservation";
import { getCapacityAssignmentConfiguration } from "./capacity/get-capacity-assignment-configuration";
import { getCapacityReservation } from "./capacity/get-capacity-reservation";
import { listCapacityReservations } from "./capacity/list-capacity-reservations";
import { putCapacityAssignmentConfiguration } from "./capacity/put-capacity-assignment-configuration";
import { updateCapacityReservation } from "./capacity/update-capacity-reservation";
import { createDataCatalog } from "./data-catalogs/create-data-catalog";
import { deleteDataCatalog } from "./data-catalogs/delete-data-catalog";
import { getDataCatalog } from "./data-catalogs/get-data-catalog";
import { listDataCatalogs } from "./data-catalogs/list-data-catalogs";
import { updateDataCatalog } from "./data-catalogs/update-data-catalog";
import { listApplicationDPUSizes } from "./engines/list-application-dpu-sizes";
import { listEngineVersions } from "./engines/list-engine-versions";
import { getDatabase } from "./metadata/get-database";
import { getTableMetadata } from "./metadata/get-table-metadata";
import { listDatabases } from "./metadata/list-databases";
import { listTableMetadata } from "./metadata/list-table-metadata";
import { batchGetNamedQuery } from "./named-queries/batch-get-named-query";
import { createNamedQuery } from "./named-queries/create-named-query";
import { deleteNamedQuery } from "./named-queries/delete-named-query";
import { getNamedQuery } from "./named-queries/get-named-query";
import { listNamedQueries } from "./named-queries/list-named-queries";
import { updateNamedQuery } from "./named-queries/update-named-query";
import { createNotebook } from "./notebooks/create-notebook";
import { createPresignedNotebookUrl } from "./notebooks/create-presigned-notebook-url";
import { deleteNotebook } from "./notebooks/delete-notebook";
import { exportNotebook } from "./notebooks/export-notebook";
import { getNotebookMetadata } from "./notebooks/get-notebook-metadata";
import { importNotebook } from "./notebooks/import-notebook";
import { listNotebookMetadata } from "./notebooks/list-notebook-metadata";
import { listNotebookSessions } from "./notebooks/list-notebook-sessions";
import { updateNotebook } from "./notebooks/update-notebook";
import { updateNotebookMetadata } from "./notebooks/update-notebook-metadata";
import type { OperationName, OperationTable } from "./operation";
import { batchGetPreparedStatement } from "./prepared-statements/batch-get-prepared-statement";
import { createPreparedStatement } from "./prepared-statements/create-prepared-statement";
import { deletePreparedStatement } from "./prepared-statements/delete-prepared-statement";
import { getPreparedStatement } from "./prepared-statements/get-prepared-statement";
import { listPreparedStatements } from "./prepared-statements/list-prepared-statements";
import { updatePreparedStatement } from "./prepared-statements/update-prepared-statement";
import { batchGetQueryExecution } from "./query-executions/batch-get-query-execution";
import { getQueryExecution } from "./query-executions/get-query-execution";
import { getQueryResults } from "./query-executions/get-query-results";
import { getQueryRuntimeStatistics } from "./query-executions/get-query-runtime-statistics";
import { listQueryExecutions } from "./query-executions/list-query-executions";
import { startQueryExecution } from "./query-executions/start-query-execution";
import { stopQueryExecution } from "./query-executions/stop-query-execution";
import type { ServiceContext } from "./service-context";
import { getResourceDashboard } from "./sessions/get-resource-dashboard";
import { getSession } from "./sessions/get-session";
import { getSessionEndpoint } from "./sessions/get-session-endpoint";
import { getSessionStatus } from "./sessions/get-session-status";
import { listExecutors } from "./sessions/list-executors";
import { listSessions } from "./sessions/list-sessions";
import { startSession } from "./sessions/start-session";
import { terminateSession } from "./sessions/terminate-session";
import { listTagsForResource } from "./tags/list-tags-for-resource";
import { tagResource } from "./tags/tag-resource";
import { untagResource } from "./tags/untag-resource";
import { createWorkGroup } from "./workgroups/create-work-group";
import { deleteWorkGroup } from "./workgroups/delete-work-group";
import { getWorkGroup } from "./workgroups/get-work-group";
import { listWorkGroups } from "./workgroups/list-work-groups";
import { updateWorkGroup } from "./workgroups/update-work-group";

/** All operations of the API: one that the SDK knows and this table does not is a type error. */
const operations = {
  BatchGetNamedQuery: batchGetNamedQuery,
  BatchGetPreparedStatement: batchGetPreparedStatement,
  BatchGetQueryExecution: batchGetQueryExecution,
  CancelCapacityReservation: cancelCapacityReservation,
  CreateCapacityReservation: createCapacityReservation,
  CreateDataCatalog: createDataCatalog,
  CreateNamedQuery: createNamedQuery,
  CreateNotebook: createNotebook,
  CreatePreparedStatement: createPreparedStatement,
  CreatePresignedNotebookUrl: createPresignedNotebookUrl,
  CreateWorkGroup: createWorkGroup,
  DeleteCapacityReservation: deleteCapacityReservation,
  DeleteDataCatalog: deleteDataCatalog,
  DeleteNamedQuery: deleteNamedQuery,
  DeleteNotebook: deleteNotebook,
  DeletePreparedStatement: deletePreparedStatement,
  DeleteWorkGroup: deleteWorkGroup,
  ExportNotebook: exportNotebook,
  GetCalculationExecution: getCalculationExecution,
  GetCalculationExecutionCode: getCalculationExecutionCode,
  GetCalculationExecutionStatus: getCalculationExecutionStatus,
  GetCapacityAssignmentConfiguration: getCapacityAssignmentConfiguration,
  GetCapacityReservation: getCapacityReservation,
  GetDataCatalog: getDataCatalog,
  GetDatabase: getDatabase,
  GetNamedQuery: getNamedQuery,
  GetNotebookMetadata: getNotebookMetadata,
  GetPreparedStatement: getPreparedStatement,
  GetQueryExecution: getQueryExecution,
  GetQueryResults: getQueryResults,
  GetQueryRuntimeStatistics: getQueryRuntimeStatistics,
  GetResourceDashboard: getResourceDashboard,
  GetSession: getSession,
  GetSessionEndpoint: getSessionEndpoint,
  GetSessionStatus: getSessionStatus,
  GetTableMetadata: getTableMetadata,
  GetWorkGroup: getWorkGroup,
  ImportNotebook: importNotebook,
  ListApplicationDPUSizes: listApplicationDPUSizes,
  ListCalculationExecutions: listCalculationExecutions,
  ListCapacityReservations: listCapacityReservations,
  ListDataCatalogs: listDataCatalogs,
  ListDatabases: listDatabases,
  ListEngineVersions: listEngineVersions,
  ListExecutors: listExecutors,
  ListNamedQueries: listNamedQueries,
  ListNotebookMetadata: listNotebookMetadata,
  ListNotebookSessions: listNotebookSessions,
  ListPreparedStatements: listPreparedStatements,
  ListQueryExecutions: listQueryExecutions,
  ListSessions: listSessions,
  ListTableMetadata: listTableMetadata,
  ListTagsForResource: listTagsForResource,
  ListWorkGroups: listWorkGroups,
  PutCapacityAssignmentConfiguration: putCapacityAssignmentConfiguration,
  StartCalculationExecution: startCalculationExecution,
  StartQueryExecution: startQueryExecution,
  StartSession: startSession,
  StopCalculationExecution: stopCalculationExecution,
  StopQueryExecution: stopQueryExecution,
  TagResource: tagResource,
  TerminateSession: terminateSession,
  UntagResource: untagResource,
  UpdateCapacityReservation: updateCapacityReservation,
  UpdateDataCatalog: updateDataCatalog,
  UpdateNamedQuery: updateNamedQuery,
  UpdateNotebook: updateNotebook,
  UpdateNotebookMetadata: updateNotebookMetadata,
  UpdatePreparedStatement: updatePreparedStatement,
  UpdateWorkGroup: updateWorkGroup,
} satisfies OperationTable;

/**
 * Runs a named operation on an input that was validated for it.
 * @throws AthenaException as the operation does
 */
export function runOperation(
  context: ServiceContext,
  name: string,
  input: Record<string, unknown>,
): unknown {
  // The wire gives a name and an input that only validation has matched to each other.
  const handler = operations[name as OperationName] as (
    context: ServiceContext,
    input: unknown,
  ) => unknown;
  return handler(context, input);
}
