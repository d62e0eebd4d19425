import { invalidInput } from "../protocol/errors";
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
import type { Handler, OperationName, OperationTable } from "./operation";
import { batchGetQueryExecution } from "./query-executions/batch-get-query-execution";
import { getQueryExecution } from "./query-executions/get-query-execution";
import { getQueryResults } from "./query-executions/get-query-results";
import { listQueryExecutions } from "./query-executions/list-query-executions";
import { startQueryExecution } from "./query-executions/start-query-execution";
import { stopQueryExecution } from "./query-executions/stop-query-execution";
import type { ServiceContext } from "./service-context";
import { listTagsForResource } from "./tags/list-tags-for-resource";
import { tagResource } from "./tags/tag-resource";
import { untagResource } from "./tags/untag-resource";
import { createWorkGroup } from "./workgroups/create-work-group";
import { deleteWorkGroup } from "./workgroups/delete-work-group";
import { getWorkGroup } from "./workgroups/get-work-group";
import { listWorkGroups } from "./workgroups/list-work-groups";
import { updateWorkGroup } from "./workgroups/update-work-group";

function unsupported<Name extends OperationName>(name: Name): Handler<Name> {
  return () => {
    throw invalidInput(`${name} is not supported by this version of local-athena`);
  };
}

/** All operations of the API: one that the SDK knows and this table does not is a type error. */
const operations = {
  BatchGetNamedQuery: unsupported("BatchGetNamedQuery"),
  BatchGetPreparedStatement: unsupported("BatchGetPreparedStatement"),
  BatchGetQueryExecution: batchGetQueryExecution,
  CancelCapacityReservation: cancelCapacityReservation,
  CreateCapacityReservation: createCapacityReservation,
  CreateDataCatalog: createDataCatalog,
  CreateNamedQuery: unsupported("CreateNamedQuery"),
  CreateNotebook: unsupported("CreateNotebook"),
  CreatePreparedStatement: unsupported("CreatePreparedStatement"),
  CreatePresignedNotebookUrl: unsupported("CreatePresignedNotebookUrl"),
  CreateWorkGroup: createWorkGroup,
  DeleteCapacityReservation: deleteCapacityReservation,
  DeleteDataCatalog: deleteDataCatalog,
  DeleteNamedQuery: unsupported("DeleteNamedQuery"),
  DeleteNotebook: unsupported("DeleteNotebook"),
  DeletePreparedStatement: unsupported("DeletePreparedStatement"),
  DeleteWorkGroup: deleteWorkGroup,
  ExportNotebook: unsupported("ExportNotebook"),
  GetCalculationExecution: unsupported("GetCalculationExecution"),
  GetCalculationExecutionCode: unsupported("GetCalculationExecutionCode"),
  GetCalculationExecutionStatus: unsupported("GetCalculationExecutionStatus"),
  GetCapacityAssignmentConfiguration: getCapacityAssignmentConfiguration,
  GetCapacityReservation: getCapacityReservation,
  GetDataCatalog: getDataCatalog,
  GetDatabase: getDatabase,
  GetNamedQuery: unsupported("GetNamedQuery"),
  GetNotebookMetadata: unsupported("GetNotebookMetadata"),
  GetPreparedStatement: unsupported("GetPreparedStatement"),
  GetQueryExecution: getQueryExecution,
  GetQueryResults: getQueryResults,
  GetQueryRuntimeStatistics: unsupported("GetQueryRuntimeStatistics"),
  GetResourceDashboard: unsupported("GetResourceDashboard"),
  GetSession: unsupported("GetSession"),
  GetSessionEndpoint: unsupported("GetSessionEndpoint"),
  GetSessionStatus: unsupported("GetSessionStatus"),
  GetTableMetadata: getTableMetadata,
  GetWorkGroup: getWorkGroup,
  ImportNotebook: unsupported("ImportNotebook"),
  ListApplicationDPUSizes: listApplicationDPUSizes,
  ListCalculationExecutions: unsupported("ListCalculationExecutions"),
  ListCapacityReservations: listCapacityReservations,
  ListDataCatalogs: listDataCatalogs,
  ListDatabases: listDatabases,
  ListEngineVersions: listEngineVersions,
  ListExecutors: unsupported("ListExecutors"),
  ListNamedQueries: unsupported("ListNamedQueries"),
  ListNotebookMetadata: unsupported("ListNotebookMetadata"),
  ListNotebookSessions: unsupported("ListNotebookSessions"),
  ListPreparedStatements: unsupported("ListPreparedStatements"),
  ListQueryExecutions: listQueryExecutions,
  ListSessions: unsupported("ListSessions"),
  ListTableMetadata: listTableMetadata,
  ListTagsForResource: listTagsForResource,
  ListWorkGroups: listWorkGroups,
  PutCapacityAssignmentConfiguration: putCapacityAssignmentConfiguration,
  StartCalculationExecution: unsupported("StartCalculationExecution"),
  StartQueryExecution: startQueryExecution,
  StartSession: unsupported("StartSession"),
  StopCalculationExecution: unsupported("StopCalculationExecution"),
  StopQueryExecution: stopQueryExecution,
  TagResource: tagResource,
  TerminateSession: unsupported("TerminateSession"),
  UntagResource: untagResource,
  UpdateCapacityReservation: updateCapacityReservation,
  UpdateDataCatalog: updateDataCatalog,
  UpdateNamedQuery: unsupported("UpdateNamedQuery"),
  UpdateNotebook: unsupported("UpdateNotebook"),
  UpdateNotebookMetadata: unsupported("UpdateNotebookMetadata"),
  UpdatePreparedStatement: unsupported("UpdatePreparedStatement"),
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
