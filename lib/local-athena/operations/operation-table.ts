import { invalidInput } from "../protocol/errors";
import { getDataCatalog } from "./data-catalogs/get-data-catalog";
import { listDataCatalogs } from "./data-catalogs/list-data-catalogs";
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
import { getWorkGroup } from "./workgroups/get-work-group";
import { listWorkGroups } from "./workgroups/list-work-groups";

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
  CancelCapacityReservation: unsupported("CancelCapacityReservation"),
  CreateCapacityReservation: unsupported("CreateCapacityReservation"),
  CreateDataCatalog: unsupported("CreateDataCatalog"),
  CreateNamedQuery: unsupported("CreateNamedQuery"),
  CreateNotebook: unsupported("CreateNotebook"),
  CreatePreparedStatement: unsupported("CreatePreparedStatement"),
  CreatePresignedNotebookUrl: unsupported("CreatePresignedNotebookUrl"),
  CreateWorkGroup: unsupported("CreateWorkGroup"),
  DeleteCapacityReservation: unsupported("DeleteCapacityReservation"),
  DeleteDataCatalog: unsupported("DeleteDataCatalog"),
  DeleteNamedQuery: unsupported("DeleteNamedQuery"),
  DeleteNotebook: unsupported("DeleteNotebook"),
  DeletePreparedStatement: unsupported("DeletePreparedStatement"),
  DeleteWorkGroup: unsupported("DeleteWorkGroup"),
  ExportNotebook: unsupported("ExportNotebook"),
  GetCalculationExecution: unsupported("GetCalculationExecution"),
  GetCalculationExecutionCode: unsupported("GetCalculationExecutionCode"),
  GetCalculationExecutionStatus: unsupported("GetCalculationExecutionStatus"),
  GetCapacityAssignmentConfiguration: unsupported("GetCapacityAssignmentConfiguration"),
  GetCapacityReservation: unsupported("GetCapacityReservation"),
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
  ListApplicationDPUSizes: unsupported("ListApplicationDPUSizes"),
  ListCalculationExecutions: unsupported("ListCalculationExecutions"),
  ListCapacityReservations: unsupported("ListCapacityReservations"),
  ListDataCatalogs: listDataCatalogs,
  ListDatabases: listDatabases,
  ListEngineVersions: unsupported("ListEngineVersions"),
  ListExecutors: unsupported("ListExecutors"),
  ListNamedQueries: unsupported("ListNamedQueries"),
  ListNotebookMetadata: unsupported("ListNotebookMetadata"),
  ListNotebookSessions: unsupported("ListNotebookSessions"),
  ListPreparedStatements: unsupported("ListPreparedStatements"),
  ListQueryExecutions: listQueryExecutions,
  ListSessions: unsupported("ListSessions"),
  ListTableMetadata: listTableMetadata,
  ListTagsForResource: unsupported("ListTagsForResource"),
  ListWorkGroups: listWorkGroups,
  PutCapacityAssignmentConfiguration: unsupported("PutCapacityAssignmentConfiguration"),
  StartCalculationExecution: unsupported("StartCalculationExecution"),
  StartQueryExecution: startQueryExecution,
  StartSession: unsupported("StartSession"),
  StopCalculationExecution: unsupported("StopCalculationExecution"),
  StopQueryExecution: stopQueryExecution,
  TagResource: unsupported("TagResource"),
  TerminateSession: unsupported("TerminateSession"),
  UntagResource: unsupported("UntagResource"),
  UpdateCapacityReservation: unsupported("UpdateCapacityReservation"),
  UpdateDataCatalog: unsupported("UpdateDataCatalog"),
  UpdateNamedQuery: unsupported("UpdateNamedQuery"),
  UpdateNotebook: unsupported("UpdateNotebook"),
  UpdateNotebookMetadata: unsupported("UpdateNotebookMetadata"),
  UpdatePreparedStatement: unsupported("UpdatePreparedStatement"),
  UpdateWorkGroup: unsupported("UpdateWorkGroup"),
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
