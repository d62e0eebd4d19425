/** Athena's words for a name that the workgroup does not have, in SQL and in the API. */
export const preparedStatementMissing = (workGroup: string, name: string) =>
  `PreparedStatement ${name} was not found in workGroup ${workGroup}`;

/** Words of our own: what Athena says to a second statement of the same name is not known. */
export const preparedStatementExists = (workGroup: string, name: string) =>
  `PreparedStatement ${name} already exists in workGroup ${workGroup}`;

/** Athena's words for the 1,001st prepared statement of a workgroup. */
export const tooManyPreparedStatements = (name: string) =>
  `Cannot create prepared statement ${name}. The number of prepared statements in this workgroup exceeds the limit of 1000.`;
