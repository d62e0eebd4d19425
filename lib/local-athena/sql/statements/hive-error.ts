import { SqlError } from "../engine";

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

/** A statement that Hive's own parser refuses, which Athena learns when it runs (reference 4.4). */
export const hiveParseFailure = (detail: string, usersFault: boolean) =>
  new SqlError(`FAILED: ParseException ${detail}`, usersFault ? 2 : 1, usersFault ? 1006 : 1003);

/** A Hive task that failed; the message is Hive's and also what Glue says. */
export const taskFailed = (message: string) => hiveError(`${ddlTask} ${message}`, message);

/** A Hive statement without sense for the table it names. */
export const semanticFailure = (message: string) =>
  hiveError(`SemanticException ${message}`, message);

/** A change of columns or of the name that Athena does not make for this table (reference 4.4). */
export const alterationRefused = (message: string) =>
  new SqlError(`FAILED: SemanticException ${message}`, 2, 1006);

/** SHOW TBLPROPERTIES of a table that does not exist, which Athena counts as the user's (reference 4.4). */
export const propertiesMissing = (database: string, name: string) =>
  new SqlError(
    `FAILED: SemanticException [Error 10001]: Table not found ${database}.${name}`,
    2,
    1301,
    notFound(`Table ${name} not found.`),
  );
