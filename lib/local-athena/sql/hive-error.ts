import { SqlError } from "./engine";

/** A failed Hive statement: the reason is Hive's text, AthenaError carries Glue's. */
function hiveError(reason: string, message: string): SqlError {
  return new SqlError(`FAILED: ${reason}`, 1, 1502, message);
}

const notFound = (message: string) =>
  `Entity Not Found (Service: AmazonDataCatalog; Status Code: 400; Error Code: EntityNotFoundException; ${message})`;

const ddlTask = "Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask.";

export const databaseMissing = (name: string) =>
  hiveError(
    `SemanticException [Error 10072]: Database does not exist: ${name}`,
    notFound(`Database ${name} not found.`),
  );

export const tableMissing = (database: string, name: string) =>
  hiveError(
    `SemanticException [Error 10001]: Table not found ${database}.${name}`,
    notFound(`Table ${name} not found.`),
  );

export const databaseExists = (name: string) =>
  hiveError(`${ddlTask} Database ${name} already exists`, `Database already exists: ${name}`);

export const databaseNotEmpty = (name: string) =>
  hiveError(
    `${ddlTask} InvalidOperationException(message:Database ${name} is not empty. One or more tables exist.)`,
    `Database is not empty: ${name}`,
  );

export const tableExists = (name: string) =>
  hiveError(
    `${ddlTask} AlreadyExistsException(message:Table ${name} already exists.)`,
    `Table already exists: ${name}`,
  );

export const notATable = (database: string, name: string) =>
  hiveError(
    `SemanticException [Error 10001]: ${database}.${name} is a view, not a table`,
    `${name} is a view`,
  );
